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
package io.github.pop3x.client;

import java.io.IOException;

/** Takes messages, one at a time. */
@FunctionalInterface
public interface MessageHandler {

    /**
     * Takes a message.
     *
     * @param message as it was listed
     * @param octets valid during the call; need not be read to its end, but if much is left the session is given up
     * @throws IOException if it fails; nothing more is handed over
     */
    void handle(Pop3Message message, MessageStream octets) throws IOException;
}
