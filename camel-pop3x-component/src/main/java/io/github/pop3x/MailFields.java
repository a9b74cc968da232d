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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.pop3x.ledger.Fingerprint;

/**
 * The header fields of a mail (RFC 5322 §2.2), unfolded and otherwise as they came: encoded words stay encoded. Lines
 * that are no field are passed over; there is no mail that cannot be read this far.
 */
final class MailFields {

    /** More header than this is not read; the raw octets still hold all of it. */
    private static final int LONGEST_HEADER = 256 * 1024;

    private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private MailFields() {}

    /**
     * Reads the header of a message.
     *
     * @param message its octets, from the start
     */
    static MailFields read(InputStream message) throws IOException {
        MailFields result = new MailFields();
        result.parse(decode(headerOf(message)));
        return result;
    }

    /** The values of each field, in order, by its name as it first stands in the mail. */
    Map<String, List<String>> all() {
        return fields;
    }

    /** The first value of a field, or null if the mail has none. */
    String first(String name) {
        List<String> values = fields.get(name);
        return values == null ? null : values.get(0);
    }

    /**
     * What tells this mail from another one: the first Message-ID, Date, From, Subject and Received field, blanks
     * collapsed. The Message-ID alone would not do, since any sender can forge it.
     */
    Fingerprint fingerprint() {
        StringBuilder identity = new StringBuilder();
        for (String name : List.of("Message-ID", "Date", "From", "Subject", "Received")) {
            String value = first(name);
            identity.append(value == null ? "" : value.replaceAll("[ \\t]+", " "))
                    .append('\n');
        }
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Fingerprint.of(sha256.digest(identity.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
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

    /** UTF-8 where it is that (RFC 6532), else one character for each octet. */
    private static String decode(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    private void parse(String header) {
        String name = null;
        StringBuilder value = new StringBuilder();
        for (String line : header.split("\r?\n", -1)) {
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (folded && name != null) {
                value.append(line);
                continue;
            }
            add(name, value);
            int colon = line.indexOf(':');
            name = folded || colon < 1 ? null : line.substring(0, colon).stripTrailing();
            value.setLength(0);
            value.append(line, colon + 1, line.length());
        }
        add(name, value);
    }

    private void add(String name, StringBuilder value) {
        if (name == null || name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c >= 127)) {
            return;
        }
        // A stray CR in a value would split whatever line the value is later written to.
        String text = value.toString().replace('\r', ' ').replace('\0', ' ').strip();
        fields.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(text);
    }
}
