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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the label of a charset means: what the WHATWG Encoding Standard says, which is what senders mean; then what Java
 * knows; then what is plainly meant, such as {@code win-1251}. Stateless.
 */
final class CharsetLabels {

    /** A charset as Java, or {@link SingleByteCharset}, has it; then its labels. Those of US-ASCII are apart from windows-1252's. */
    private static final String TABLE = """
            UTF-8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 cp65001
            US-ASCII us-ascii ascii ansi_x3.4-1968 ansi_x3.4-1986 iso-ir-6 iso646-us x-us-ascii 646 us cp367 ibm367 csascii
            windows-1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 l1 csisolatin1 ibm819 cp819 \
            cp1252 x-cp1252 windows-1252
            IBM866 866 cp866 csibm866 ibm866
            ISO-8859-2 csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
            ISO-8859-3 csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
            ISO-8859-4 csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
            ISO-8859-5 csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
            ISO-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i \
            iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
            ISO-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 \
            iso_8859-7:1987 sun_eu_greek
            ISO-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 \
            iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical
            ISO-8859-10 csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6
            ISO-8859-13 iso-8859-13 iso8859-13 iso885913
            ISO-8859-14 iso-8859-14 iso8859-14 iso885914 iso-celtic latin8 l8
            ISO-8859-15 csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 latin9 latin-9
            ISO-8859-16 iso-8859-16 iso885916
            KOI8-R cskoi8r koi koi8 koi8-r koi8_r
            KOI8-U koi8-ru koi8-u
            x-MacRoman csmacintosh mac macintosh x-mac-roman
            x-windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874
            windows-1250 cp1250 windows-1250 x-cp1250
            windows-1251 cp1251 windows-1251 x-cp1251
            windows-1253 cp1253 windows-1253 x-cp1253
            windows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 \
            windows-1254 x-cp1254
            windows-1255 cp1255 windows-1255 x-cp1255
            windows-1256 cp1256 windows-1256 x-cp1256
            windows-1257 cp1257 windows-1257 x-cp1257
            windows-1258 cp1258 windows-1258 x-cp1258
            x-MacUkraine x-mac-cyrillic x-mac-ukrainian
            GB18030 chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030 cp936 ms936
            x-MS950-HKSCS big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950
            x-eucJP-Open cseucpkdfmtjapanese euc-jp x-euc-jp eucjp
            x-windows-iso2022jp csiso2022jp iso-2022-jp iso-2022-jp-ms cp50220 cp50221
            windows-31j csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis cp932 windows-932 cp943
            x-windows-949 cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 \
            windows-949 cp949 uhc
            UTF-16BE unicodefffe utf-16be
            UTF-16LE csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le
            """;

    /** What Java, or {@link SingleByteCharset}, calls the charset of each label in the table. */
    private static final Map<String, String> NAMES = new HashMap<>();

    private static final Map<String, Charset> BY_NAME = new ConcurrentHashMap<>();

    static {
        for (String line : TABLE.lines().toList()) {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                NAMES.put(words[i], words[0]);
            }
        }
    }

    /** What a text is read in that declares nothing and is not UTF-8. Each octet has a character in it. */
    static final Charset WESTERN = listed("windows-1252");

    /** What a text is read in that declares nothing and has the escapes of ISO-2022-JP. */
    static final Charset JAPANESE = listed("iso-2022-jp");

    /** All labels, those that Java has besides: few mails need them, and it takes long to load all charsets. */
    private static final class All {

        private static final Map<String, Charset> CHARSETS = new HashMap<>();

        /** The same charsets by the letters and digits of their labels. */
        private static final Map<String, Charset> BY_LETTERS = new HashMap<>();

        static {
            NAMES.keySet().forEach(label -> CHARSETS.put(label, listed(label)));
            // Java searches all its providers for a name that it does not know, which takes too long for each word of a
            // mail.
            for (Charset charset : Charset.availableCharsets().values()) {
                String name = charset.name().toLowerCase(Locale.ROOT);
                // What Java calls by another label of the table means the same.
                Charset meant = CHARSETS.getOrDefault(name, charset);
                CHARSETS.put(name, meant);
                charset.aliases().forEach(alias -> CHARSETS.putIfAbsent(alias.toLowerCase(Locale.ROOT), meant));
            }
            new TreeMap<>(CHARSETS).forEach((label, charset) -> BY_LETTERS.putIfAbsent(letters(label), charset));
        }
    }

    private CharsetLabels() {}

    /**
     * Finds a charset.
     *
     * @param label as it came, or null
     * @return null if there is no label, or it means nothing
     */
    static Charset find(String label) {
        if (label == null) {
            return null;
        }
        String name = label.strip().toLowerCase(Locale.ROOT);
        Charset listed = listed(name);
        if (listed != null) {
            return listed;
        }
        Charset known = All.CHARSETS.get(name);
        return known == null ? meant(name) : known;
    }

    /** The charset of a label in the table, or null if it is not there. */
    private static Charset listed(String label) {
        String name = NAMES.get(label);
        return name == null ? null : BY_NAME.computeIfAbsent(name, SingleByteCharset::named);
    }

    /**
     * The charset to read fields in that are not UTF-8.
     *
     * @param declared by the text of the mail; null if it declares none
     */
    static Charset ofFields(Charset declared) {
        boolean says = declared != null
                && !isAscii(declared)
                && !declared.equals(StandardCharsets.UTF_8)
                && holdsAscii(declared);
        return says ? declared : WESTERN;
    }

    /** Tells whether ASCII is ASCII in a charset, so that a header can be written in it. */
    static boolean holdsAscii(Charset charset) {
        return charset.canEncode() && Arrays.equals("a:".getBytes(charset), "a:".getBytes(StandardCharsets.US_ASCII));
    }

    /** Tells whether each octet up to 127 is a character of ASCII in a charset, whatever stands around it. */
    static boolean isOfAsciiAndMore(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) || charset instanceof SingleByteCharset || isAscii(charset);
    }

    /** Tells whether a charset says nothing of octets past 127, nor of escapes: an unknown one, which is null, and ASCII. */
    static boolean saysNothing(Charset declared) {
        return declared == null || isAscii(declared);
    }

    /** Tells whether a charset says no more than that there are no octets past 127. */
    static boolean isAscii(Charset charset) {
        return StandardCharsets.US_ASCII.equals(charset);
    }

    /** Letters and digits alone, with or without the usual words before the number of a code page. */
    private static Charset meant(String name) {
        String letters = letters(name.replaceFirst("^charset\\s*=", ""));
        Charset known = All.BY_LETTERS.get(letters);
        if (known != null || letters.isEmpty()) {
            return known;
        }
        String plain = letters.replaceFirst("^x", "");
        if (plain.matches("(iso)?8859\\d{1,2}[ei]?")) {
            return All.BY_LETTERS.get("iso" + plain.replaceAll("iso|[ei]$", ""));
        }
        String number = plain.replaceFirst("^(win|windows|ms|cp|codepage|dos|ibm|ansi)+(?=\\d)", "");
        if (number.matches("\\d{3,5}")) {
            Charset windows = All.CHARSETS.get("windows-" + number);
            return windows == null ? All.CHARSETS.get("cp" + number) : windows;
        }
        return All.BY_LETTERS.get(plain);
    }

    private static String letters(String label) {
        return label.replaceAll("[^a-z0-9]", "");
    }
}
