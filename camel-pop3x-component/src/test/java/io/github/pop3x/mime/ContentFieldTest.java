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

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Parameters are read however they are written, and a malformed one does not hide the others. */
class ContentFieldTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "attachment; filename=a.pdf | attachment | a.pdf | false",
                "attachment; filename=\"a;b.pdf\"; size=6; creation-date=Tue, 03 Mar 2026 | attachment | a;b.pdf | true",
                "attachment; filename=\"a b.pdf | attachment | a b.pdf | true",
                "attachment; filename=\"a b.pdf; size=\"6\" | attachment | a b.pdf | true",
                "attachment; filename=\"a.pdf\", | attachment | a.pdf | true",
                "attachment; filename=\"say \"hi\".pdf\" | attachment | say \"hi\".pdf | true",
                "attachment; filename=\"say \\\"hi\\\".pdf\" | attachment | say \"hi\".pdf | false",
                "attachment; filename=\"C:\\new\\a.pdf\" | attachment | C:\\new\\a.pdf | false",
                "attachment; filename=a (1) b.pdf | attachment | a (1) b.pdf | true",
                "attachment; filename*=utf-8''M%C3%A4rz.pdf; filename=M_rz.pdf | attachment | M\u00e4rz.pdf | false",
                "attachment; filename=M_rz.pdf; filename*=utf-8''M%C3%A4rz.pdf | attachment | M\u00e4rz.pdf | false",
                "attachment; filename*0*=utf-8''M%C3; filename*1*=%A4rz; filename*2=.pdf | attachment | M\u00e4rz.pdf | false",
                "attachment; filename*1=b.pdf; filename*0=\"a \" | attachment | a b.pdf | false",
                "attachment; filename*=x-unknown''a%20%-1.pdf | attachment | a %-1.pdf | false",
                "attachment; filename*=M%C3%A4rz.pdf | attachment | M\u00e4rz.pdf | false",
                "attachment; filename=\"M\u00c3\u00a4rz.pdf\" | attachment | M\u00e4rz.pdf | false",
                "attachment; filename=\"M\u00e4rz \u0080.pdf\" | attachment | M\u00e4rz \u20ac.pdf | false",
                "attachment; filename*0=a; filename*2=b.pdf | attachment | ab.pdf | true",
                "attachment; filename*=utf-8'M%C3%A4rz.pdf | attachment | M\u00e4rz.pdf | false",
                "attachment; filename=\"utf-8''M%C3%A4rz.pdf\" | attachment | M\u00e4rz.pdf | false",
                "attachment; filename=\"it's 5%20 o'clock.pdf\" | attachment | it's 5%20 o'clock.pdf | false",
                "attachment; filename*=utf-8''M%E4rz.pdf; filename=Maerz.pdf | attachment | Maerz.pdf | false",
                "attachment; filename=a b.pdf\" | attachment | a b.pdf | true",
                "attachment; filename=\"\u001b$B@A5a=q\u001b(B.pdf\" | attachment | \u8acb\u6c42\u66f8.pdf | false",
                "(a file) 'attachment'; filename=a.pdf | attachment | a.pdf | true",
                "\"inline\"; filename=a.pdf | inline | a.pdf | true",
                "inline, filename=a.pdf | inline | a.pdf | true",
                "filename=a.pdf | `` | a.pdf | true",
                "; filename=a.pdf | `` | a.pdf | true"
            })
    void dispositionIsRead(String field, String value, String name, boolean malformed) {
        ContentField disposition = ContentField.disposition(field);
        assertEquals(value, disposition.value());
        assertEquals(
                name, disposition.parameter("filename", CharsetLabels.WESTERN).text());
        assertEquals(malformed, disposition.isMalformed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Text/HTML; charset=utf-8 | text/html | utf-8 | false",
                "text/plain; charset=us-ascii (Plain text) | text/plain | us-ascii | false",
                "text/html, charset=utf-8 | text/html | utf-8 | true",
                "text/html charset=\"utf-8\" format=flowed | text/html | utf-8 | true",
                "text/html;; charset ; charset=utf-8 | text/html | utf-8 | true",
                "text / plain; charset=\"utf-8 | text/plain | utf-8 | true",
                "(c) <text/html>; charset=utf-8 | text/html | utf-8 | true",
                "multipart/mixed: charset=utf-8 | multipart/mixed | utf-8 | true",
                "multipart; charset=utf-8 | multipart/mixed | utf-8 | true",
                "text; charset=utf-8 | `` | utf-8 | true"
            })
    void typeIsRead(String field, String value, String charset, boolean malformed) {
        ContentField type = ContentField.contentType(field);
        assertEquals(value, type.value());
        assertEquals(charset, type.parameter("charset", CharsetLabels.WESTERN).text());
        assertEquals(malformed, type.isMalformed());
    }

    @Test
    void octetsOfABoundaryStayAsTheyAre() {
        ContentField type = ContentField.contentType("multipart/mixed; boundary=\"b;\u00e9\"; charset=");
        assertEquals("b;\u00e9", new String(type.octets("boundary"), StandardCharsets.ISO_8859_1));
    }

    @Test
    void longFieldsTakeLittleTime() {
        for (String piece : new String[] {"\"", " ", ";x=\"", "\\\"", "(", "a=\" ", ";a*1*=x"}) {
            String field = "a/b;x=\"" + piece.repeat(256 * 1024 / piece.length());
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertTrue(ContentField.contentType(field).value().equals("a/b")));
        }
    }
}
