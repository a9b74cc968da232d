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

/** Tells whether each equals sign begins two hexadecimal digits or a soft line break (RFC 2045 §6.7). */
final class QuotedPrintableCheck implements EncodingCheck {

    private enum State {
        TEXT,
        EQUALS,
        DIGIT,
        BLANKS
    }

    private State state = State.TEXT;
    private boolean broken;

    @Override
    public void see(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            byte octet = octets[i];
            if (state != State.TEXT) {
                state = after(octet);
            } else if (octet == '=') {
                state = State.EQUALS;
            }
        }
    }

    private State after(byte octet) {
        boolean lineEnds = octet == '\n' || octet == '\r';
        if (state == State.EQUALS && QuotedPrintableOctets.isHex(octet)) {
            return State.DIGIT;
        }
        if (state == State.DIGIT && QuotedPrintableOctets.isHex(octet) || state != State.DIGIT && lineEnds) {
            return State.TEXT;
        }
        if (state != State.DIGIT && QuotedPrintableOctets.isBlank(octet)) {
            return State.BLANKS;
        }
        broken = true;
        return octet == '=' ? State.EQUALS : State.TEXT;
    }

    @Override
    public boolean isWhole() {
        return !broken && state != State.DIGIT;
    }
}
