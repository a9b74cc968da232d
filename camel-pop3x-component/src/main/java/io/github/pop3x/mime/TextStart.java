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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first octets of a text, and what they say of its charset: a byte order mark, a meta element of HTML, a declaration of XML. */
final class TextStart {

    /** How many octets are looked at. */
    private static final int LENGTH = 4096;

    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
    private static final Pattern META =
            Pattern.compile("(?i)<meta\\s[^>]{0,500}?charset\\s{0,9}=\\s{0,9}[\"']?\\s{0,9}([^\\s\"'/>;]{1,40})");
    private static final Pattern XML =
            Pattern.compile("^\\s*<\\?xml\\s[^>]{0,500}?encoding\\s{0,9}=\\s{0,9}[\"']([^\"']{1,40})[\"']");

    private final byte[] octets;

    /** @param octets the first of a text, decoded from their transfer encoding; or all of it */
    TextStart(byte[] octets) {
        this.octets = octets;
    }

    /** The charset of the byte order mark, or null if there is none. */
    Charset byteOrderMark() {
        if (startsWith(0xef, 0xbb, 0xbf)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(0xff, 0xfe, 0, 0)) {
            return UTF_32LE;
        }
        if (startsWith(0xff, 0xfe)) {
            return StandardCharsets.UTF_16LE;
        }
        return startsWith(0xfe, 0xff) ? StandardCharsets.UTF_16BE : null;
    }

    /** The same charset or, of UTF-16, that with the order that the octets are in, by their mark or by their zeros. */
    Charset byteOrder(Charset declared) {
        if (!StandardCharsets.UTF_16LE.equals(declared) && !StandardCharsets.UTF_16BE.equals(declared)) {
            return declared;
        }
        Charset marked = byteOrderMark();
        if (marked != null && !marked.equals(StandardCharsets.UTF_8)) {
            return marked;
        }
        int evenZeros = zeros(0);
        int oddZeros = zeros(1);
        return evenZeros == oddZeros
                ? declared
                : evenZeros > oddZeros ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    /** Tells whether the text has the zeros of UTF-16, so that it is not UTF-8 though it could be read as that. */
    boolean isUtf16(Charset declared) {
        boolean utf16 = StandardCharsets.UTF_16LE.equals(declared) || StandardCharsets.UTF_16BE.equals(declared);
        return utf16 && zeros(0) + zeros(1) > 0;
    }

    /** Tells whether the text has the escapes of ISO-2022-JP (RFC 1468), which nothing else has. */
    boolean isJapanese() {
        for (int i = 0; i < Math.min(octets.length, LENGTH) - 2; i++) {
            if (octets[i] == 0x1b && octets[i + 1] == '$' && (octets[i + 2] == 'B' || octets[i + 2] == '@')) {
                return true;
            }
        }
        return false;
    }

    private int zeros(int first) {
        int zeros = 0;
        for (int i = first; i < Math.min(octets.length, LENGTH); i += 2) {
            zeros += octets[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /**
     * The charset that the text declares within itself.
     *
     * @param type of the text, in lower case
     * @return its label, or null
     */
    String label(String type) {
        if (!type.endsWith("html") && !type.endsWith("xml")) {
            return null;
        }
        String text = new String(octets, 0, Math.min(octets.length, LENGTH), StandardCharsets.ISO_8859_1);
        Matcher xml = XML.matcher(text);
        if (xml.find()) {
            return plain(xml.group(1));
        }
        Matcher meta = META.matcher(COMMENT.matcher(text).replaceAll(""));
        return type.endsWith("html") && meta.find() ? plain(meta.group(1)) : null;
    }

    /** A declaration that can be read octet by octet cannot be in UTF-16. */
    private static String plain(String label) {
        return label.toLowerCase(Locale.ROOT).startsWith("utf-16") ? "utf-8" : label;
    }

    private boolean startsWith(int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= octets.length || (octets[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
