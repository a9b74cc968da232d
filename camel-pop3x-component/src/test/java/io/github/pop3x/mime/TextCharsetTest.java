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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

import io.github.pop3x.testing.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Texts are read in the charset that is meant. */
class TextCharsetTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "text/plain, \\x80 \\x96, \u20ac \u2013, ``",
                "text/plain, 12 \\xE2\\x82\\xAC, 12 \u20ac, ``",
                "text/plain; charset=us-ascii, K\\xC3\\xB6ln, K\u00f6ln, ``",
                "text/plain; charset=ANSI_X3.4-1968, K\\xF6ln, K\u00f6ln, undecodable-text",
                "text/plain; charset=iso-8859-1, \\x80 \\x93x\\x94 \\x81, \u20ac \u201cx\u201d \u0081, ``",
                "text/plain; charset=ISO_8859-9, \\xDD\\xFE\\x80, \u0130\u015f\u20ac, ``",
                "text/plain; charset=iso-8859-6-i, \\xE3, \u0643, ``",
                "text/plain; charset=cp-850, \\x84, \u00e4, ``",
                "text/plain; charset=win1250, \\xB9, \u0105, ``",
                "text/plain; charset=x-cp1251, \\xC7, \u0417, ``",
                "text/plain; charset=iso-8859-10, \\xBD, \u2015, ``",
                "text/plain; charset=cp932, \\x87\\x40, \u2460, ``",
                "text/plain; charset=euc-kr, \\x8C\\x63, \ub620, ``",
                "text/plain; charset=iso-2022-jp, \\x1B$B-!\\x1B(B, \u2460, ``",
                "text/plain; charset=big5, \\xA4\\xA4, \u4e2d, ``",
                "text/plain; charset=x-gbk, \\x87\\xD6, \u56cd, ``",
                "text/plain; charset=iso-2022-jp, K\\xC3\\xB6ln, K\u00f6ln, undecodable-text",
                "text/plain; charset=utf-8, a\\xFFb, a\ufffdb, undecodable-text",
                "text/plain; charset=x-klingon, \\xE9, \u00e9, unknown-charset",
                "text/plain; charset=iso-8859-1, \\xEF\\xBB\\xBF\\xC3\\xA9, \ufeff\u00e9, ``",
                "text/plain, \\xFF\\xFEa\\0, \ufeffa, ``",
                "text/html, <meta charset='koi8-r'>\\xE1, <meta charset='koi8-r'>\u0410, ``",
                "text/html, <!--<meta charset=koi8-r>-->\\xE4, <!--<meta charset=koi8-r>-->\u00e4, ``",
                "text/html; charset=iso-8859-1, <meta charset=koi8-r>\\xE4, <meta charset=koi8-r>\u00e4, ``",
                "text/html, <meta charset=utf-8>\\xE4, <meta charset=utf-8>\ufffd, undecodable-text",
                "text/xml, `<?xml version='1.0' encoding='koi8-r'?>\\xE1`, `<?xml version='1.0' encoding='koi8-r'?>\u0410`, ``",
                "text/html; charset=us-ascii, <meta charset='koi8-r'>\\xE1, <meta charset='koi8-r'>\u0410, ``",
                "text/html; charset=x-klingon, <meta charset='koi8-r'>\\xE1, <meta charset='koi8-r'>\u0410, unknown-charset",
                "text/html; charset=us-ascii, <meta charset=koi8-r>\\xC3\\xA4, <meta charset=koi8-r>\u00e4, ``",
                "text/plain, \\x1B$B@A\\x1B(B, \u8acb, ``",
                "text/plain; charset=iso-2022-jp, \\x1B(I678\\x1B(B, \uff76\uff77\uff78, ``",
                "text/plain; charset=x-euc-cn, \\xE9\\x46, \u9555, ``",
                "text/plain; charset=KS_C_5601, \\x8C\\x63, \ub620, ``",
                "text/plain; charset=ISO8859_1, \\x80, \u20ac, ``",
                "text/plain; charset=koi8r, \\xE1, \u0410, ``",
                "text/plain; charset=1251, \\xC7, \u0417, ``",
                "text/plain, <meta charset=koi8-r>\\xE1, <meta charset=koi8-r>\u00e1, ``"
            })
    void textIsReadInItsCharset(String type, String octets, String text, String defects) throws IOException {
        assertRead("Content-Type: " + type + "\r\n\r\n", octets, text, defects);
        assertRead(
                "Content-Type: " + type + "\r\n\r\n",
                octets + (text.startsWith("\ufeffa") ? "x\\0" : "x").repeat(70_000),
                text + "x".repeat(70_000),
                defects);
    }

    private static void assertRead(String header, String octets, String text, String defects) throws IOException {
        byte[] mail = Octets.parse(header.replace("\r\n", "\\r\\n") + octets);
        OctetSource source = () -> new ByteArrayInputStream(mail);
        MimeDefects found = new MimeDefects();
        MimeEntity entity = MimeReader.read(source, MimeLimits.DEFAULT, found);
        Charset charset = TextCharset.of(entity, TextCharset.firstOctets(entity, source), source, found);
        try (InputStream in = entity.open(source)) {
            assertEquals(text, new String(in.readAllBytes(), charset));
        }
        assertEquals(defects, found.toString());
    }

    @Test
    void octetsOfWindowsCharsetsAreNotLost() {
        for (String label : new String[] {"iso-8859-1", "windows-1250", "windows-1251", "latin5", "iso-8859-14"}) {
            Charset charset = CharsetLabels.find(label);
            byte[] all = new byte[256];
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) i;
            }
            String text = new String(all, charset);
            assertEquals(-1, text.indexOf('\ufffd'), label);
            assertEquals(Arrays.toString(all), Arrays.toString(text.getBytes(charset)), label);
        }
        assertEquals("a?b", new String("a\ud83d\ude00b".getBytes(CharsetLabels.WESTERN), CharsetLabels.WESTERN));
    }

    @Test
    void labelsWithoutMeaningAreUnknown() {
        for (String label : new String[] {"", " ", "x-unknown", "unknown-8bit", "../\0 ;x", "7bit", "?"}) {
            assertNull(CharsetLabels.find(label), label);
        }
        assertNull(CharsetLabels.find(null));
        for (String label :
                new String[] {"UTF8", "utf_8", " \"utf-8\" ", "charset=utf-8", "windows-cp1252", "ISO8859-15", "8859_2"
                }) {
            assertNotNull(CharsetLabels.find(label), label);
        }
    }
}
