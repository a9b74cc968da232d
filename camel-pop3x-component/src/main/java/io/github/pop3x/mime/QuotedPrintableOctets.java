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

import java.io.InputStream;

/**
 * Decodes quoted-printable (RFC 2045 §6.7). An equals sign that begins neither two hexadecimal digits nor a soft line break
 * stays as it is, and nothing after it is lost. Blanks at the end of a line were added on the way and are left out.
 */
final class QuotedPrintableOctets extends DecodedOctets {

    /** Lines have at most 76 characters; a longer run of blanks is not an addition and is kept. */
    private static final int MOST_BLANKS = 1024;

    /** An equals sign and what follows it, or blanks, until it is clear what they are. */
    private final byte[] held = new byte[MOST_BLANKS + 3];

    private int count;
    private byte[] target;
    private int written;

    QuotedPrintableOctets(InputStream encoded) {
        super(encoded, BLOCK + MOST_BLANKS + 3);
    }

    @Override
    int decode(byte[] block, int length, byte[] octets) {
        target = octets;
        written = 0;
        for (int i = 0; i < length; i++) {
            byte octet = block[i];
            if (count > 0) {
                decodeHeld(octet);
            } else if (octet == '=' || isBlank(octet)) {
                hold(octet);
            } else {
                target[written++] = octet;
            }
        }
        return written;
    }

    /** What is held at the end is a soft line break, blanks, or a digit too few. */
    @Override
    int finish(byte[] octets) {
        target = octets;
        written = 0;
        if (count == 2 && held[0] == '=' && !isBlank(held[1])) {
            release();
        }
        return written;
    }

    private void decodeHeld(byte octet) {
        if (held[0] != '=') {
            decodeAfterBlanks(octet);
        } else if (count == 1 && isHex(octet)) {
            hold(octet);
        } else if (count == 2 && isHex(held[1])) {
            if (isHex(octet)) {
                target[written++] = (byte) (Character.digit(held[1], 16) << 4 | Character.digit(octet, 16));
                count = 0;
            } else {
                releaseBefore(octet);
            }
        } else {
            decodeSoftBreak(octet);
        }
    }

    private void decodeSoftBreak(byte octet) {
        boolean afterReturn = held[count - 1] == '\r';
        if (octet == '\n') {
            count = 0;
        } else if (afterReturn) {
            count = 0;
            decodeFirst(octet);
        } else if ((isBlank(octet) || octet == '\r') && count < MOST_BLANKS) {
            hold(octet);
        } else {
            releaseBefore(octet);
        }
    }

    private void decodeAfterBlanks(byte octet) {
        if (isBlank(octet) && count < MOST_BLANKS) {
            hold(octet);
        } else if (octet == '\r' || octet == '\n') {
            count = 0;
            target[written++] = octet;
        } else {
            releaseBefore(octet);
        }
    }

    private void decodeFirst(byte octet) {
        if (octet == '=' || isBlank(octet)) {
            hold(octet);
        } else {
            target[written++] = octet;
        }
    }

    private void releaseBefore(byte octet) {
        // An equals sign that stays may have blanks after it, which may end a line.
        int kept = count;
        if (held[0] == '=' && isBlank(held[count - 1])) {
            target[written++] = '=';
            System.arraycopy(held, 1, held, 0, --kept);
            count = kept;
            decodeAfterBlanks(octet);
            return;
        }
        release();
        decodeFirst(octet);
    }

    private void release() {
        System.arraycopy(held, 0, target, written, count);
        written += count;
        count = 0;
    }

    private void hold(byte octet) {
        held[count++] = octet;
    }

    static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    static boolean isHex(byte octet) {
        return octet >= '0' && octet <= '9' || octet >= 'A' && octet <= 'F' || octet >= 'a' && octet <= 'f';
    }
}
