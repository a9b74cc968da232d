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
package io.github.pop3x.option;

import io.github.pop3x.client.command.Greeting;

/**
 * Whether a session ends with QUIT although it retrieved messages that are not delivered. Some servers, Gmail's among
 * them, hide or remove at QUIT what was merely retrieved; a connection that just ends leaves all as it was (RFC 1939
 * §6).
 */
public enum QuitPolicy {
    /** {@link #WHEN_DELETING} where the greeting is of a server that hides what was retrieved, else {@link #ALWAYS}. */
    AUTO,
    /** Each session ends by QUIT. */
    ALWAYS,
    /** A session that retrieved what is not delivered just ends; what is delivered is deleted in another one. */
    WHEN_DELETING;

    /** "Gpop ready for requests" is how Gmail greets. */
    private static final String GMAIL = "Gpop ";

    /** Tells whether a server is known to hide retrieved messages at QUIT. */
    public boolean isHiding(Greeting greeting) {
        return this == WHEN_DELETING || this == AUTO && greeting.text().startsWith(GMAIL);
    }
}
