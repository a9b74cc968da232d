# Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
# the License. You may obtain a copy of the License at
#
#     https://www.apache.org/licenses/LICENSE-2.0
#
# Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on
# an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the
# specific language governing permissions and limitations under the License.

# net/pop, the Ruby library: net-pop.rb PORT USER PASSWORD keep|delete|learn|poll KNOWN
# Ids are remembered in the file KNOWN by learn, and passed over by poll. Prints nanoseconds, messages and octets.
require 'net/pop'
require 'set'

port, user, password, work, file = ARGV
known = work == 'poll' ? File.readlines(file, chomp: true).to_set : Set.new
remembers = %w[learn poll].include?(work)
messages = octets = 0
ids = []

began = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)
pop = Net::POP3.new('127.0.0.1', port.to_i)
pop.read_timeout = 600
pop.start(user, password) do |session|
  session.each_mail do |mail|
    if remembers
      id = mail.unique_id
      ids << id
      next if known.include?(id)
    end
    mail.pop { |part| octets += part.bytesize }
    messages += 1
    mail.delete if work == 'delete'
  end
end
ended = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)

File.write(file, ids.join("\n")) if work == 'learn'
puts "#{ended - began} #{messages} #{octets}"
