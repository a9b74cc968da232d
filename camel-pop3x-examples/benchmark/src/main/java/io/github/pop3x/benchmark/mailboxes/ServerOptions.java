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
package io.github.pop3x.benchmark.mailboxes;

import java.time.Duration;

/**
 * What the server of many mailboxes offers.
 *
 * @param answering ports that answer
 * @param silent ports that accept connections and say nothing
 * @param refusing ports that refuse connections
 * @param mails in each mailbox when it is opened for the first time
 * @param octets of each mail
 * @param latency before each answer, the greeting included
 */
record ServerOptions(int answering, int silent, int refusing, int mails, int octets, Duration latency) {

    /** As words of a command line. */
    String[] words() {
        return new String[] {
            "" + answering, "" + silent, "" + refusing, "" + mails, "" + octets, "" + latency.toMillis()
        };
    }

    /** Reads what {@link #words} wrote. */
    static ServerOptions parse(String... words) {
        return new ServerOptions(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Duration.ofMillis(Long.parseLong(words[5])));
    }
}
