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
package io.github.pop3x.examples.inboxarchive;

import java.io.IOException;

import io.github.pop3x.Pop3xEndpoint;
import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3Session;

/** What the server says of a mailbox, asked without a route: the POP3 client below the component is open to all. */
final class Maildrop {

    private Maildrop() {}

    /**
     * Counts the messages, in a session of its own.
     *
     * @param endpoint where and how
     * @throws IOException if the server cannot be asked
     */
    static int count(Pop3xEndpoint endpoint) throws IOException {
        try (Pop3Session session = Pop3Client.open(endpoint.clientOptions())) {
            return session.stat().count();
        }
    }
}
