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

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a field says of one parameter: its value, or the sections that it is continued in, with the charset that RFC 2231
 * allows to declare. All octets are put together before they are decoded, so that a section may end within a character.
 */
final class ParameterValue {

    private static final int SINGLE = -1;

    private record Section(String text, boolean extended) {}

    private final Map<Integer, Section> extendedOrContinued = new TreeMap<>();
    private String plain;

    /** Adds a value of a parameter without an asterisk in its name. The first one counts that is not blank. */
    void addPlain(String text) {
        if (plain == null || plain.isBlank()) {
            plain = text;
        }
    }

    /** Adds a value of {@code name*}. */
    void addExtended(String text) {
        extendedOrContinued.putIfAbsent(SINGLE, new Section(text, true));
    }

    /** Adds a value of {@code name*1} or, if it is extended, {@code name*1*}. */
    void addSection(int number, String text, boolean extended) {
        extendedOrContinued.putIfAbsent(number, new Section(text, extended));
    }

    /** The value: that with a charset first, then that in sections, then the plain one. */
    Decoded decode(Charset fallback) {
        Decoded decoded = single(fallback);
        if (decoded == null || decoded.text().isBlank()) {
            decoded = sections(fallback);
        }
        if (decoded == null || decoded.text().isBlank()) {
            decoded = plain == null ? decoded : decode(plain.getBytes(StandardCharsets.ISO_8859_1), null, fallback);
        }
        return decoded == null ? new Decoded("", false) : decoded;
    }

    /** The octets of the plain value or, without one, of the decoded one. */
    byte[] octets() {
        return plain == null
                ? decode(CharsetLabels.WESTERN).text().getBytes(StandardCharsets.UTF_8)
                : plain.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * A value as text.
     *
     * @param damaged whether its charset is unknown, or does not have its octets
     */
    record Decoded(String text, boolean damaged) {}

    private Decoded single(Charset fallback) {
        Section section = extendedOrContinued.get(SINGLE);
        if (section == null) {
            return null;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        addPercentDecoded(withoutCharset(section.text()), octets);
        return decode(octets.toByteArray(), charset(section.text()), fallback);
    }

    private Decoded sections(Charset fallback) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        String label = null;
        int next = extendedOrContinued.containsKey(0) ? 0 : 1;
        for (Section section = extendedOrContinued.get(next);
                section != null;
                section = extendedOrContinued.get(next)) {
            String text = section.text();
            if (octets.size() == 0 && section.extended() && label == null) {
                label = charset(text);
                text = withoutCharset(text);
            }
            if (section.extended()) {
                addPercentDecoded(text, octets);
            } else {
                octets.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            }
            next++;
        }
        return next <= 1 && octets.size() == 0 ? null : decode(octets.toByteArray(), label, fallback);
    }

    private static Decoded decode(byte[] octets, String label, Charset fallback) {
        Charset declared = CharsetLabels.find(label);
        Charset usable = CharsetEvidence.isWrittenIn(octets, fallback) ? fallback : CharsetLabels.WESTERN;
        String text = CharsetEvidence.decode(octets, declared, usable);
        boolean unknown = label != null && !label.isBlank() && declared == null;
        return new Decoded(text, unknown || text.indexOf('\ufffd') >= 0);
    }

    /** The charset of {@code charset'language'text}, or null where these are not all there. */
    private static String charset(String text) {
        int end = text.indexOf('\'');
        return end >= 0 && text.indexOf('\'', end + 1) >= 0 ? text.substring(0, end) : null;
    }

    private static String withoutCharset(String text) {
        int end = text.indexOf('\'');
        int second = end < 0 ? -1 : text.indexOf('\'', end + 1);
        return text.substring(second + 1);
    }

    private static void addPercentDecoded(String text, ByteArrayOutputStream octets) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '%'
                    && i + 2 < text.length()
                    && QuotedPrintableOctets.isHex((byte) text.charAt(i + 1))
                    && QuotedPrintableOctets.isHex((byte) text.charAt(i + 2))) {
                octets.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                octets.write(next);
            }
        }
    }
}
