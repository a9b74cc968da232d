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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** One line of a transcript, ready to be played. Immutable. */
sealed interface Step {

    /** The line of the transcript that it stands on, from 1. */
    int line();

    /** The line as a failure quotes it. */
    String text();

    /** {@code S:} and {@code S|}: the server says these octets, line ending included. */
    record Say(int line, byte[] octets) implements Step {
        @Override
        public String text() {
            return "S: " + Octets.show(octets);
        }

        /** Whether a reply begins here, as far as its first octets tell (RFC 1939 §3). */
        boolean beginsReply() {
            String start = new String(octets, 0, Math.min(4, octets.length), StandardCharsets.US_ASCII);
            return start.startsWith("+OK") || start.equals("-ERR");
        }
    }

    /** {@code C:} with a literal: the client says exactly these octets, line ending included. */
    record Expect(int line, byte[] octets) implements Step, Expectation {
        @Override
        public String text() {
            return "C: " + Octets.show(octets);
        }

        @Override
        public boolean accepts(byte[] heard) {
            return Arrays.equals(octets, heard);
        }

        /** Whether the client is expected to send a line without its end. */
        boolean open() {
            return octets.length == 0 || octets[octets.length - 1] != '\n';
        }
    }

    /** {@code C: /regex/}: the client says a line whose text, without CRLF, matches as a whole. */
    record ExpectMatch(int line, Pattern pattern) implements Step, Expectation {
        @Override
        public String text() {
            return "C: /" + pattern + "/";
        }

        @Override
        public boolean accepts(byte[] heard) {
            String said = new String(heard, StandardCharsets.UTF_8);
            return said.endsWith("\r\n")
                    && pattern.matcher(said.substring(0, said.length() - 2)).matches();
        }
    }

    /** {@code S! word} and {@code C! word}. */
    record Act(int line, Directive directive) implements Step {
        @Override
        public String text() {
            return directive.notation();
        }
    }

    /** What the two forms of {@code C:} have in common. */
    interface Expectation {

        /**
         * Tells whether the client said what it should.
         *
         * @param heard a line with its ending, or the octets before the end of the connection
         */
        boolean accepts(byte[] heard);
    }
}
