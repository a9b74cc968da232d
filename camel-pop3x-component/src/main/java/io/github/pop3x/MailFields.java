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
package io.github.pop3x;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.mime.HeaderFields;

/**
 * The header fields of a mail (RFC 5322 §2.2), unfolded and otherwise as they came: encoded words stay encoded. Lines
 * that are no field are passed over; there is no mail that cannot be read this far.
 */
final class MailFields {

    /** More header than this is not read; the raw octets still hold all of it. */
    private static final int LONGEST_HEADER = 256 * 1024;

    private final HeaderFields fields;

    private MailFields(HeaderFields fields) {
        this.fields = fields;
    }

    /**
     * Reads the header of a message.
     *
     * @param message its octets, from the start
     */
    static MailFields read(InputStream message) throws IOException {
        return new MailFields(HeaderFields.parse(headerOf(message)));
    }

    /** The values of each field, in order, by its name as it first stands in the mail. */
    Map<String, List<String>> all() {
        return fields.all();
    }

    /** The first value of a field, or null if the mail has none. */
    String first(String name) {
        return fields.first(name);
    }

    /**
     * What tells this mail from another one: the first Message-ID, Date, From, Subject and Received field, blanks
     * collapsed. The Message-ID alone would not do, since any sender can forge it.
     */
    Fingerprint fingerprint() {
        StringBuilder identity = new StringBuilder();
        for (String name : List.of("Message-ID", "Date", "From", "Subject", "Received")) {
            String value = first(name);
            appendCollapsed(identity, value == null ? "" : value);
            identity.append('\n');
        }
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Fingerprint.of(sha256.digest(identity.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Each run of blanks as one space. No regular expression: this is done for every message. */
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

    private static byte[] headerOf(InputStream message) throws IOException {
        byte[] header = message.readNBytes(8192);
        while (endOf(header) < 0 && header.length < LONGEST_HEADER) {
            byte[] more = message.readNBytes(Math.min(header.length, LONGEST_HEADER - header.length));
            if (more.length == 0) {
                return header;
            }
            byte[] both = Arrays.copyOf(header, header.length + more.length);
            System.arraycopy(more, 0, both, header.length, more.length);
            header = both;
        }
        int end = endOf(header);
        return end < 0 ? header : Arrays.copyOf(header, end);
    }

    /** Where the empty line begins that ends the header, or −1. Bare LF counts: some servers pass it on. */
    private static int endOf(byte[] octets) {
        boolean lineIsEmpty = true;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '\n') {
                if (lineIsEmpty) {
                    return i;
                }
                lineIsEmpty = true;
            } else if (octets[i] != '\r') {
                lineIsEmpty = false;
            }
        }
        return -1;
    }
}
