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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The fields of a header (RFC 5322 §2.2), unfolded and otherwise as they came: encoded words stay encoded. Lines that are
 * no field are passed over; there is no header that cannot be read this far. Immutable once the mail was read.
 */
public final class HeaderFields {

    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /** Begins what ISO-2022-JP has in place of octets past 127. */
    private static final char ESCAPE = '\u001b';

    /** A parameter that a sender has put on a line of its own without the blank that folds it. */
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9*-]{0,40}\\s?=.*");

    /** The octets of each value, a character for each. */
    private final Map<String, List<String>> rawValues;

    /** The same map where nothing is to be decoded. */
    private Map<String, List<String>> fields;

    private final boolean allUtf8;
    private boolean strayLines;
    private boolean eightBit;
    private byte[] octets = {};

    private HeaderFields(boolean allUtf8) {
        this.allUtf8 = allUtf8;
        rawValues = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    /**
     * Reads the header of a message.
     *
     * @param message its octets from the start; not closed, and not read much further than the header
     * @throws IOException if they cannot be read
     */
    public static HeaderFields read(InputStream message) throws IOException {
        byte[] octets = HeaderEnd.octetsBefore(message);
        HeaderFields fields = parse(octets);
        fields.octets = octets;
        return fields;
    }

    /**
     * Reads a header.
     *
     * @param octets all of it, without the empty line that ends it
     */
    public static HeaderFields parse(byte[] octets) {
        boolean ascii = CharsetEvidence.isAscii(octets);
        HeaderFields result = new HeaderFields(ascii || CharsetEvidence.isWrittenIn(octets, StandardCharsets.UTF_8));
        String header = new String(octets, StandardCharsets.ISO_8859_1);
        boolean plain = ascii && header.indexOf(ESCAPE) < 0;
        result.parse(header.startsWith(BYTE_ORDER_MARK) ? header.substring(BYTE_ORDER_MARK.length()) : header);
        if (plain) {
            result.fields = result.rawValues;
        } else {
            result.fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            result.decode(CharsetLabels.WESTERN);
        }
        if (result.eightBit) {
            result.decode(result.declaredCharset());
        }
        return result;
    }

    /** The charset that the Content-Type of this header declares, if it may be that of its fields. */
    private Charset declaredCharset() {
        String type = firstOctets("Content-Type");
        ParameterValue.Decoded label =
                type == null ? null : ContentField.contentType(type).parameter("charset", CharsetLabels.WESTERN);
        return CharsetLabels.ofFields(label == null ? null : CharsetLabels.find(label.text()));
    }

    /** The octets of the first value of a field that is not empty, a character for each; null if there is none. */
    String firstOctets(String name) {
        return firstNotEmpty(rawValues.get(name));
    }

    /** The first value of a field that is not empty, or null if there is none. */
    String firstNotEmpty(String name) {
        return firstNotEmpty(fields.get(name));
    }

    private static String firstNotEmpty(List<String> values) {
        if (values != null) {
            for (String value : values) {
                if (!value.isEmpty()) {
                    return value;
                }
            }
        }
        return null;
    }

    /**
     * The first value of a field for a digest that is compared with digests of earlier versions: where the header is not
     * UTF-8 throughout, a character for each octet.
     *
     * @return null if there is no such field
     */
    public String firstForDigest(String name) {
        List<String> raw = rawValues.get(name);
        if (raw == null) {
            return null;
        }
        return allUtf8 && !isAscii(raw.get(0)) ? first(name) : raw.get(0);
    }

    private static boolean isAscii(String octets) {
        for (int i = 0; i < octets.length(); i++) {
            if (octets.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    /** The values of each field, in order, by its name as it first stands in the header; names in any letter case. */
    public Map<String, List<String>> all() {
        return Collections.unmodifiableMap(fields);
    }

    /** The first value of a field, or null if there is none. */
    public String first(String name) {
        List<String> values = fields.get(name);
        return values == null ? null : values.get(0);
    }

    /**
     * The header as it came, if it was {@linkplain #read read}; else empty, so that the parts of a mail do not hold theirs
     * twice. Not to be changed.
     */
    public byte[] octets() {
        return octets;
    }

    /**
     * Reads the values that are not UTF-8 in a charset, which the text of the mail declares.
     *
     * @param charset values that are not written in it stay windows-1252
     */
    void readIn(Charset charset) {
        if (eightBit) {
            decode(charset);
        }
    }

    /** Tells whether a line was passed over because it is no field. */
    public boolean hasStrayLines() {
        return strayLines;
    }

    /** Tells whether a field holds octets past 127 that are not UTF-8. */
    public boolean isEightBit() {
        return eightBit;
    }

    /** Each value is UTF-8 (RFC 6532) or not by itself. */
    private void decode(Charset fallback) {
        rawValues.forEach((name, values) -> {
            List<String> decoded = new ArrayList<>(values.size());
            values.forEach(value -> decoded.add(decode(value, fallback)));
            fields.put(name, decoded);
        });
    }

    /** The blanks at its ends have gone already; those that are not ASCII are text. */
    private String decode(String value, Charset fallback) {
        byte[] raw = value.getBytes(StandardCharsets.ISO_8859_1);
        if (CharsetEvidence.isAscii(raw)) {
            return new TextStart(raw).isJapanese() ? japanese(raw, fallback) : value;
        }
        if (CharsetEvidence.isWrittenIn(raw, StandardCharsets.UTF_8)) {
            return new String(raw, StandardCharsets.UTF_8);
        }
        eightBit = true;
        return new String(raw, CharsetEvidence.isWrittenIn(raw, fallback) ? fallback : CharsetLabels.WESTERN);
    }

    /** Without the escapes that are no part of the text, so that it is not taken for ISO-2022-JP once more. */
    private static String japanese(byte[] raw, Charset fallback) {
        return FieldText.withoutControls(CharsetEvidence.decode(raw, null, fallback))
                .strip();
    }

    /** The lines without their CRLF or LF; what stands behind the last of these is a line, too. */
    private static List<String> lines(String header) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = header.indexOf('\n'); end >= 0; end = header.indexOf('\n', start)) {
            boolean crlf = end > start && header.charAt(end - 1) == '\r';
            lines.add(header.substring(start, crlf ? end - 1 : end));
            start = end + 1;
        }
        lines.add(header.substring(start));
        return lines;
    }

    private static boolean isFieldName(String name) {
        for (int i = 0; i < name.length(); i++) {
            // A quote belongs to a parameter, such as boundary="a:b", that is not folded.
            if (name.charAt(i) <= ' ' || name.charAt(i) >= 127 || name.charAt(i) == '"') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private void parse(String header) {
        String name = null;
        StringBuilder value = new StringBuilder();
        for (String line : lines(header)) {
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            boolean parameter = !folded && isParameterOf(value, line);
            strayLines |= parameter && name != null;
            if ((folded || parameter) && name != null) {
                appendFolded(parameter ? value.append(' ') : value, line);
                continue;
            }
            add(name, value);
            int colon = line.indexOf(':');
            name = folded || colon < 1 ? null : line.substring(0, colon).stripTrailing();
            strayLines |= name == null && !line.isBlank();
            value.setLength(0);
            value.append(line, colon + 1, line.length());
        }
        add(name, value);
    }

    /** Tells whether a line without the blank that folds it continues a field. */
    static boolean isParameterOf(CharSequence value, String line) {
        int last = value.length() - 1;
        while (last >= 0 && value.charAt(last) <= ' ') {
            last--;
        }
        if (last < 0 || value.charAt(last) != ';') {
            return false;
        }
        int colon = line.indexOf(':');
        return (colon < 0 || !isFieldName(line.substring(0, colon)))
                && PARAMETER.matcher(line).matches();
    }

    /** A TAB that folds a line stands for a blank. */
    private static void appendFolded(StringBuilder value, String line) {
        int text = 0;
        while (text < line.length() && (line.charAt(text) == '\t' || line.charAt(text) == ' ')) {
            value.append(' ');
            text++;
        }
        value.append(line, text, line.length());
    }

    private void add(String name, StringBuilder value) {
        if (name == null) {
            return;
        }
        if (!isFieldName(name)) {
            strayLines = true;
            return;
        }
        // A stray CR in a value would split whatever line the value is later written to.
        String text = value.toString().replace('\r', ' ').replace('\0', ' ').strip();
        rawValues.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(text);
    }
}
