/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on
 * an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the
 * specific language governing permissions and limitations under the License.
 */
package io.github.pop3x.benchmark;

/**
 * One round's work for one client: a mailbox of the server on 127.0.0.1, opened by {@link #PASSWORD}.
 *
 * @param port where the server, or a proxy before it, listens
 * @param user the login name: letters and digits
 * @param work what to do
 * @param messages how many messages are to be read; 0 where all are known
 * @param checked whether to sum the octets' checksums up and to collect garbage afterwards, which costs time: not in
 *     rounds that count
 */
public record Task(int port, String user, Work work, int messages, boolean checked) {

    /** Opens every mailbox of the benchmark. */
    public static final String PASSWORD = "s3cret";

    /** The task as one line. */
    public String line() {
        return port + " " + user + " " + work.name() + " " + messages + " " + checked;
    }

    /** Reads what {@link #line} wrote. */
    public static Task parse(String line) {
        String[] words = line.split(" ");
        return new Task(
                Integer.parseInt(words[0]),
                words[1],
                Work.valueOf(words[2]),
                Integer.parseInt(words[3]),
                Boolean.parseBoolean(words[4]));
    }
}
