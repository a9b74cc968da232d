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
package io.github.pop3x.testing;

import java.io.IOException;

/** Unwinds a server session that a misfortune, a directive or the client's leaving has ended. */
final class SessionOver extends IOException {

    private static final long serialVersionUID = 1;

    /** How the connection ends. */
    enum Ending {
        /** In good order: close_notify under TLS, FIN, and what the client still sends is read to its end. */
        CLOSE,
        /** The cable is cut: FIN without close_notify. */
        CUT,
        /** RST. */
        RESET,
        /** Nothing is sent any more; the connection stays until the client goes. */
        STALL,
        /** The client has gone. */
        CLIENT_GONE,
        /** Closed at once, whatever the client is doing: its test has failed already. */
        ABORT
    }

    private final Ending ending;

    SessionOver(Ending ending) {
        super(ending.name());
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }
}
