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
package io.github.pop3x.operation;

import io.github.pop3x.client.text.ServerText;

/**
 * The name of a message: its unique id or its number. It is checked when it is made; a session finds out whether there
 * is such a message.
 */
public sealed interface MessageName {

    /**
     * A message number (RFC 1939 §4): it means this message in one session only.
     *
     * @param number 1 or more
     */
    record Number(int number) implements MessageName {

        /** Refuses what is no message number. */
        public Number {
            if (number < 1) {
                throw new IllegalArgumentException("a message number must be 1 or more, not " + number);
            }
        }

        @Override
        public String toString() {
            return "number " + number;
        }
    }

    /**
     * A unique id (RFC 1939 §7). That allows 1 to 70 characters from {@code !} to {@code ~}; servers exist with longer ids,
     * and with others, so that nothing is refused but what no listing could show.
     *
     * @param uid as the server lists it
     */
    record Uid(String uid) implements MessageName {

        private static final int LONGEST = 512;

        /** Refuses what is no unique id, and does not repeat it: it may be a mail. */
        public Uid {
            if (uid.isEmpty() || uid.length() > LONGEST || uid.chars().anyMatch(Uid::isOutside)) {
                throw new IllegalArgumentException("a text of " + uid.length()
                        + " characters is not a unique id, which has 1 to " + LONGEST
                        + " and neither blanks nor control characters. Use one that the operation uidl lists");
            }
        }

        private static boolean isOutside(int character) {
            return character <= ' ' || character >= 0x7F && character <= 0xA0 || character > 0xFF;
        }

        @Override
        public String toString() {
            return "unique id " + ServerText.quote(uid);
        }
    }
}
