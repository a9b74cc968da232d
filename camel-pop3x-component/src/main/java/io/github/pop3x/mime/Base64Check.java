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
package io.github.pop3x.mime;

/** Tells, while encoded octets pass by, whether they are base64 as RFC 2045 §6.8 has it. */
final class Base64Check {

    private long digits;
    private int padding;
    private boolean foreign;

    /** Looks at some octets more. */
    void see(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            int octet = octets[i];
            if (isDigit(octet)) {
                digits++;
                foreign |= padding > 0;
            } else if (octet == '=') {
                padding++;
            } else if (octet != '\r' && octet != '\n' && octet != ' ' && octet != '\t') {
                foreign = true;
            }
        }
    }

    private static boolean isDigit(int octet) {
        return octet >= 'A' && octet <= 'Z'
                || octet >= 'a' && octet <= 'z'
                || octet >= '0' && octet <= '9'
                || octet == '+'
                || octet == '/';
    }

    /** Tells whether all of it was base64, and whole. */
    boolean isWhole() {
        return !foreign && padding < 3 && (digits + padding) % 4 == 0;
    }
}
