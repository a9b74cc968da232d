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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Base64 that is looked at many octets at a time: the same as octet by octet. */
class Base64BulkTest {

    @Test
    void everyOctetIsADigitOrNotAtEveryPlace() {
        for (int length = 1; length < 20; length++) {
            for (int place = 0; place < length; place++) {
                for (int octet = 0; octet < 256; octet++) {
                    byte[] octets = new byte[length + 2];
                    Arrays.fill(octets, (byte) 'A');
                    octets[0] = '!';
                    octets[length + 1] = '!';
                    octets[place + 1] = (byte) octet;
                    boolean digit = Base64Digits.kind((byte) octet) == Base64Digits.DIGIT;
                    assertEquals(digit, Base64Digits.areDigits(octets, 1, length + 1));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"76, CRLF", "76, LF", "64, CRLF", "4, LF", "60, CRLF", "75, CRLF", "998, LF", "5000, CRLF"})
    void linesOfAnyLengthAreDecodedAndWhole(int length, String lineEnd) throws IOException {
        byte[] octets = new byte[40_000];
        new Random(length).nextBytes(octets);
        String separator = lineEnd.equals("CRLF") ? "\r\n" : "\n";
        byte[] encoded = (Base64.getEncoder().encodeToString(octets).replaceAll("(.{" + length + "})", "$1" + separator)
                        + separator)
                .getBytes(StandardCharsets.ISO_8859_1);
        try (InputStream decoded = new Base64Octets(new ByteArrayInputStream(encoded))) {
            assertArrayEquals(octets, decoded.readAllBytes());
        }
        assertEquals("", defects(encoded));
    }

    @Test
    void aForeignOctetInAnyLineIsFound() throws IOException {
        String line = "QUJD".repeat(19) + "\r\n";
        byte[] encoded = line.repeat(50).getBytes(StandardCharsets.ISO_8859_1);
        for (int place = 0; place < encoded.length; place += 7) {
            byte[] broken = encoded.clone();
            if (broken[place] > ' ') {
                broken[place] = (byte) 0x80;
                assertEquals("broken-base64", defects(broken));
            }
        }
    }

    @Test
    void aDelimiterAmongEqualLinesIsFound() throws IOException {
        String line = "QUJD\r\n";
        String mail =
                "Content-Type: multipart/mixed; boundary=\"bb\"\r\n\r\n--bb\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + line.repeat(5) + "--bb\r\n\r\ntext\r\n--bb--\r\n";
        OctetSource octets = () -> new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1));
        MimeDefects defects = new MimeDefects();
        MimeEntity whole = MimeReader.read(octets, MimeLimits.DEFAULT, defects);
        assertEquals(2, whole.parts().size());
        assertEquals("", defects.toString());
        try (InputStream first = whole.parts().get(0).open(octets)) {
            assertEquals("ABC".repeat(5), new String(first.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    private static String defects(byte[] body) throws IOException {
        byte[] header = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] mail = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, mail, header.length, body.length);
        MimeDefects defects = new MimeDefects();
        MimeReader.read(() -> new ByteArrayInputStream(mail), MimeLimits.DEFAULT, defects);
        return defects.toString();
    }
}
