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

import java.util.Arrays;

/** What a transcript can do besides talking: the words after {@code S!} and {@code C!}. */
enum Directive {
    /** The server closes the connection in good order. */
    CLOSE("S! close"),
    /** The server resets the connection (RST instead of FIN). */
    RESET("S! reset"),
    /** The server says nothing more but stays connected until the client goes. */
    STALL("S! stall"),
    /** Both sides do the TLS handshake here (RFC 2595 §4). */
    STARTTLS("S! starttls"),
    /** A fatal TLS alert takes the place of the handshake. */
    ALERT("S! alert"),
    /** The default answerer speaks until the next {@code C:} line comes true, or to the end of the session. */
    DEFAULT("S! default"),
    /** The client closes the connection, without another octet. */
    CLIENT_CLOSE("C! close");

    private final String notation;

    Directive(String notation) {
        this.notation = notation;
    }

    String notation() {
        return notation;
    }

    static Directive of(String notation) {
        return Arrays.stream(values())
                .filter(directive -> directive.notation.equals(notation))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown directive"));
    }
}
