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
package io.github.pop3x.client.command;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A response code such as {@code [IN-USE]} or {@code [SYS/TEMP]} (RFC 2449 §8, RFC 3206): hierarchical, its levels
 * separated by slashes, compared without regard to case.
 *
 * @param name the code without brackets, in upper case
 */
public record ResponseCode(String name) {

    /** Another session has the maildrop (RFC 2449 §8.1.2). */
    public static final ResponseCode IN_USE = new ResponseCode("IN-USE");
    /** The user logged in too recently (RFC 2449 §8.1.1). */
    public static final ResponseCode LOGIN_DELAY = new ResponseCode("LOGIN-DELAY");
    /** The credentials are at fault (RFC 3206 §5). */
    public static final ResponseCode AUTH = new ResponseCode("AUTH");
    /** Trouble of the server's own (RFC 3206 §4). */
    public static final ResponseCode SYS = new ResponseCode("SYS");
    /** Trouble that may pass (RFC 3206 §4). */
    public static final ResponseCode SYS_TEMP = new ResponseCode("SYS/TEMP");
    /** Trouble that needs somebody (RFC 3206 §4). */
    public static final ResponseCode SYS_PERM = new ResponseCode("SYS/PERM");

    private static final int LONGEST = 64;

    /** Takes a name, which is kept in upper case. */
    public ResponseCode {
        Objects.requireNonNull(name);
        name = name.toUpperCase(Locale.ROOT);
    }

    /** Finds the code at the start of a status line's text, if there is one by the grammar of RFC 2449 §3. */
    static Optional<ResponseCode> parse(String text) {
        if (!text.startsWith("[")) {
            return Optional.empty();
        }
        int end = text.indexOf(']');
        if (end < 2 || end > LONGEST) {
            return Optional.empty();
        }
        for (int i = 1; i < end; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 127 || c == '[') {
                return Optional.empty();
            }
        }
        return Optional.of(new ResponseCode(text.substring(1, end)));
    }

    /**
     * Tells whether this code is the other one or a refinement of it: {@code SYS/TEMP/DISK} is within
     * {@code SYS/TEMP}. An unknown refinement thus means what its parent means.
     */
    public boolean isWithin(ResponseCode other) {
        return name.equals(other.name) || name.startsWith(other.name + "/");
    }

    /** The number of characters that the code takes in a line, brackets included. */
    int length() {
        return name.length() + 2;
    }

    /** The code in its brackets. */
    @Override
    public String toString() {
        return "[" + name + "]";
    }
}
