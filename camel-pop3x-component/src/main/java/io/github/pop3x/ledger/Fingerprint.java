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
package io.github.pop3x.ledger;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.pop3x.digest.Sha256;

/**
 * A digest of a mail's header, a SHA-256 as four numbers. It distinguishes another mail under an old id from the
 * delivered one.
 *
 * @param a octets 0 to 7
 * @param b octets 8 to 15
 * @param c octets 16 to 23
 * @param d octets 24 to 31
 */
public record Fingerprint(long a, long b, long c, long d) {

    private static final int OCTETS = 32;

    private static final List<String> IDENTIFYING_FIELDS = List.of("Message-ID", "Date", "From", "Subject", "Received");

    /**
     * A fingerprint of a digest.
     *
     * @throws IllegalArgumentException if it does not have 32 octets
     */
    public static Fingerprint of(byte[] sha256) {
        if (sha256.length != OCTETS) {
            throw new IllegalArgumentException("a SHA-256 has 32 octets, not " + sha256.length);
        }
        ByteBuffer octets = ByteBuffer.wrap(sha256);
        return new Fingerprint(octets.getLong(), octets.getLong(), octets.getLong(), octets.getLong());
    }

    /**
     * The fingerprint of a mail: a digest of its first Message-ID, Date, From, Subject and Received field, each run of
     * blanks as one space. The Message-ID alone would not do, since any sender can forge it.
     *
     * @param firstValue gives the first value of a header field by its name, or null if the mail has none
     */
    public static Fingerprint of(UnaryOperator<String> firstValue) {
        StringBuilder identity = new StringBuilder();
        for (String name : IDENTIFYING_FIELDS) {
            String value = firstValue.apply(name);
            appendCollapsed(identity, value == null ? "" : value);
            identity.append('\n');
        }
        return of(Sha256.of(identity.toString()));
    }

    /** Each run of blanks as one space. Without a regular expression, since this is done for every message. */
    private static void appendCollapsed(StringBuilder target, String value) {
        boolean afterBlank = false;
        for (int i = 0; i < value.length(); i++) {
            char next = value.charAt(i);
            boolean blank = next == ' ' || next == '\t';
            if (!blank) {
                target.append(next);
            } else if (!afterBlank) {
                target.append(' ');
            }
            afterBlank = blank;
        }
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is not a fingerprint
     */
    public static Fingerprint parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** The digest in hexadecimal, 64 digits. */
    @Override
    public String toString() {
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(OCTETS)
                        .putLong(a)
                        .putLong(b)
                        .putLong(c)
                        .putLong(d)
                        .array());
    }
}
