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

import java.net.ProtocolException;

import io.github.pop3x.client.text.ServerText;

/** Reads the words and numbers of a line. */
final class Text {

    private Text() {}

    /** The index of the first octet at or after an index that is neither blank nor tab. */
    static int skipBlanks(byte[] octets, int from, int to) {
        int i = from;
        while (i < to && (octets[i] == ' ' || octets[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** The index after the run of octets that are neither blank nor tab. */
    static int skipWord(byte[] octets, int from, int to) {
        int i = from;
        while (i < to && octets[i] != ' ' && octets[i] != '\t') {
            i++;
        }
        return i;
    }

    /**
     * Reads a decimal number without sign.
     *
     * @throws ProtocolException if it is not a number, or does not fit a long
     */
    static long number(byte[] octets, int from, int to) throws ProtocolException {
        long value = numberOrMinus1(octets, from, to);
        if (value < 0) {
            throw new ProtocolException(
                    "expected a number, found " + (from == to ? "nothing" : ServerText.quote(octets, from, to)));
        }
        return value;
    }

    /** Reads a decimal number without sign; −1 if it is not a number, or does not fit a long. */
    static long numberOrMinus1(byte[] octets, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = octets[i] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return from == to ? -1 : value;
    }

    /** Reads a message number, 1 or more, and small enough to be counted; −1 otherwise. */
    static int messageNumberOrMinus1(byte[] octets, int from, int to) {
        long number = numberOrMinus1(octets, from, to);
        return number < 1 || number > Integer.MAX_VALUE ? -1 : (int) number;
    }
}
