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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that a field has for one parameter: a plain one, or the sections that it is continued in, with the charset that RFC 2231
 * allows to declare. All octets are put together before they are decoded, so that a section may end within a character.
 */
final class ParameterValue {

    private static final int SINGLE = -1;

    private static final Pattern EXTENDED = Pattern.compile("([^'%\\s]{1,40})'[A-Za-z0-9-]{0,20}'.*%[0-9A-Fa-f]{2}.*");

    private static final Decoded NOTHING = new Decoded("", false);

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

    /** Tells whether a section is missing. */
    boolean hasGap() {
        int expected = extendedOrContinued.containsKey(0) ? 0 : 1;
        for (int number : extendedOrContinued.keySet()) {
            if (number != SINGLE && number != expected++) {
                return true;
            }
        }
        return false;
    }

    /**
     * The value: that with a charset first, then that in sections, then the plain one. One that is damaged counts if there is
     * no other.
     */
    Decoded decode(Charset fallback) {
        Decoded first = NOTHING;
        if (!extendedOrContinued.isEmpty()) {
            first = single(fallback);
            first = first.text().isBlank() ? sections(fallback) : better(first, sections(fallback));
        }
        return plain == null ? first : first.text().isBlank() ? plain(fallback) : better(first, plain(fallback));
    }

    /** The first of two values unless only the second is whole; that is damaged, too, since the sender meant the first. */
    private static Decoded better(Decoded first, Decoded second) {
        boolean other = first.damaged() && !second.damaged() && !second.text().isBlank();
        return other ? new Decoded(second.text(), true) : first;
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
            return NOTHING;
        }
        return extended(section.text(), fallback);
    }

    private static Decoded extended(String text, Charset fallback) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        boolean whole = addPercentDecoded(withoutCharset(text), octets);
        return decode(octets.toByteArray(), charset(text), whole, fallback);
    }

    /** Some senders write what belongs into {@code name*} without the asterisk. */
    private Decoded plain(Charset fallback) {
        boolean ascii = plain.chars().allMatch(octet -> octet > 0x1b && octet < 128);
        if (ascii && plain.indexOf('\'') < 0) {
            return new Decoded(plain, false);
        }
        Matcher marked = EXTENDED.matcher(plain);
        return marked.matches() && CharsetLabels.find(marked.group(1)) != null
                ? extended(plain, fallback)
                : decode(plain.getBytes(StandardCharsets.ISO_8859_1), null, true, fallback);
    }

    private Decoded sections(Charset fallback) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        String label = null;
        boolean whole = true;
        for (Map.Entry<Integer, Section> entry : extendedOrContinued.entrySet()) {
            Section section = entry.getValue();
            if (entry.getKey() == SINGLE) {
                continue;
            }
            String text = section.text();
            if (octets.size() == 0 && section.extended() && label == null) {
                label = charset(text);
                text = withoutCharset(text);
            }
            if (section.extended()) {
                whole &= addPercentDecoded(text, octets);
            } else {
                octets.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return decode(octets.toByteArray(), label, whole, fallback);
    }

    private static Decoded decode(byte[] octets, String label, boolean whole, Charset fallback) {
        Charset declared = CharsetLabels.find(label);
        Charset usable = CharsetEvidence.isWrittenIn(octets, fallback) ? fallback : CharsetLabels.WESTERN;
        String text = CharsetEvidence.decode(octets, declared, usable);
        boolean unknown = label != null && !label.isBlank() && declared == null;
        return new Decoded(text, unknown || !whole || text.indexOf('\ufffd') >= 0);
    }

    /** The charset of {@code charset'language'text}, or of {@code charset'text} if it is one; else null. */
    private static String charset(String text) {
        return startOf(text) == 0 ? null : text.substring(0, text.indexOf('\''));
    }

    private static String withoutCharset(String text) {
        return text.substring(startOf(text));
    }

    /** Where the text begins after charset and language. */
    private static int startOf(String text) {
        int end = text.indexOf('\'');
        int second = end < 0 ? -1 : text.indexOf('\'', end + 1);
        if (end > 0 && second < 0 && CharsetLabels.find(text.substring(0, end)) != null) {
            return end + 1;
        }
        return second + 1;
    }

    /** Returns whether each percent sign begins an octet. */
    private static boolean addPercentDecoded(String text, ByteArrayOutputStream octets) {
        boolean whole = true;
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
                whole &= next != '%';
            }
        }
        return whole;
    }
}
