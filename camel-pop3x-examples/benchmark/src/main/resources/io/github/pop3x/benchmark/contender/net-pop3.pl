# Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
# the License. You may obtain a copy of the License at
#
#     https://www.apache.org/licenses/LICENSE-2.0
#
# Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on
# an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the
# specific language governing permissions and limitations under the License.

# Net::POP3, the Perl module: net-pop3.pl PORT USER PASSWORD keep|delete|learn|poll KNOWN
# Ids are remembered in the file KNOWN by learn, and passed over by poll. Prints nanoseconds, messages and octets.
use strict;
use warnings;
use Net::POP3;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);

my ($port, $user, $password, $work, $file) = @ARGV;
my %known;
if ($work eq 'poll') {
    open(my $ids, '<', $file) or die "$file: $!";
    chomp(my @ids = <$ids>);
    @known{@ids} = ();
}

my $began = clock_gettime(CLOCK_MONOTONIC);
my $pop = Net::POP3->new('127.0.0.1', Port => $port, Timeout => 600) or die "connect: $@";
defined($pop->login($user, $password)) or die 'login: ' . $pop->message;
my $ids = $pop->uidl or die 'UIDL: ' . $pop->message;
my ($messages, $octets) = (0, 0);
for my $number (sort { $a <=> $b } keys %$ids) {
    next if exists $known{$ids->{$number}};
    my $lines = $pop->get($number) or die 'RETR: ' . $pop->message;
    # Net::POP3 turns each CRLF into LF.
    $octets += length($_) + 1 for @$lines;
    $messages++;
    $work ne 'delete' or $pop->delete($number) or die 'DELE: ' . $pop->message;
}
$pop->quit or die 'QUIT: ' . $pop->message;
my $ended = clock_gettime(CLOCK_MONOTONIC);

if ($work eq 'learn') {
    open(my $out, '>', $file) or die "$file: $!";
    print $out "$_\n" for values %$ids;
    close($out) or die "$file: $!";
}
printf("%.0f %d %d\n", ($ended - $began) * 1e9, $messages, $octets);
