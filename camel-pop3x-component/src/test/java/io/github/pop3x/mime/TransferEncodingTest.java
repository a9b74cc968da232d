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

import io.github.pop3x.testing.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Octets are decoded as far as they can be, no octet is made up, and what is wrong is found. */
class TransferEncodingTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "null, IDENTITY",
                "``, IDENTITY",
                "8BIT, IDENTITY",
                "`\"base64\"`, BASE64",
                "`(see (RFC) 2045) base64`, BASE64",
                "`base64; charset=utf-8`, BASE64",
                "`8bit, base64`, BASE64",
                "`quoted-printable (mostly)`, QUOTED_PRINTABLE",
                "X-UUE, UUENCODE",
                "base 64, BASE64",
                "quoted_printable, QUOTED_PRINTABLE",
                "8 bit, IDENTITY",
                "x-rot13, null"
            })
    void nameIsFound(String field, String encoding) {
        TransferEncoding found = TransferEncoding.named(field);
        assertEquals(encoding, found == null ? null : found.name());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a=3D=C3=A4=0D=0A,a=\\xC3\\xA4\\r\\n,true",
                "a=3d=c3=a4,a=\\xC3\\xA4,true",
                "one=\\r\\ntwo=\\nthree=,onetwothree,true",
                "one=  \\r\\ntwo=\\x09\\r\\nthree= \\x09,onetwothree,true",
                "blanks  \\r\\nat\\x09\\nthe end \\x09,blanks\\r\\nat\\nthe end,true",
                "=-1 and =+5 and =x,=-1 and =+5 and =x,false",
                "=A,=A,false",
                "=AX==41=4=41,=AX=A=4A,false",
                "100= sure\\r\\n= x  \\r\\n==,100= sure\\r\\n= x\\r\\n=,false"
            })
    void quotedPrintableIsDecoded(String encoded, String decoded, boolean whole) throws IOException {
        assertDecoded(TransferEncoding.QUOTED_PRINTABLE, encoded, decoded, whole);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "SGVs\\r\\nbG8=\\r\\n, Hello, true",
                "SGVs bG8=, Hello, true",
                "SGVsbG8, Hello, false",
                "SGVsbG8hA, Hello!, false",
                "S\\xFFGVs\\x80bG8=, Hello, false",
                "SGVsbG8=\\r\\nIHdv\\r\\ncmxk, Hello world, false",
                "SGVsbG8=IA==dw==, Hello w, false",
                "SGVsbG8=\\r\\n\\r\\n____\\r\\nlist\\r\\n, Hello, false",
                "SGVsbG8=\\r\\nlist\\r\\n, Hello, false",
                "SGVsbG8=\\r\\nUnsubscribe at a.example\\r\\nYWJj\\r\\n, Hello, false",
                "SGVsbG8=\\r\\n*** next ***\\r\\nIHdvcmxkLCBhbmQgbW9yZQ==\\r\\n, `Hello world, and more`, false",
                "SGVs\\r\\n*** cut here ***\\r\\nbG8=\\r\\n, Hello, false",
                "_-8=, \\xFF\\xEF, false",
                "SGVsbG8===, Hello, false",
                "====, ``, false"
            })
    void base64IsDecoded(String encoded, String decoded, boolean whole) throws IOException {
        assertDecoded(TransferEncoding.BASE64, encoded, decoded, whole);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "begin 644 a\\n#86)C\\n`\\nend\\n, abc, true",
                "#86)C\\n`\\nend\\n, abc, false",
                "begin 0644 a b\\n\\n#86)C\\n\\n#86)C\\n\\n`\\nend\\n, abcabc, true",
                "begin 644 a\\n#86)C  \\n`  \\nend\\n, abc, true",
                "begin with this\\nbegin 644 a\\n#86)C\\n`\\nend\\nbye\\n, abc, true",
                "begin 644 a\\n#86)C\\n`\\nend\\nbegin 644 b\\n#86)C\\n`\\nend\\n, abc, false",
                "begin 644 a\\n#86)C\\n\\n, abc, false",
                "begin 644 a\\n#86)C\\n\\nREGARDS\\n, abc, false",
                "begin 644 a\\n#86)C\\n\\nend\\n, abc, true",
                "begin 644 a\\n#86)C*\\n`\\nend\\n, abc, true",
                "begin 644 a\\n#80\\n#86)C\\n`\\nend\\n, a\\0\\0abc, true",
                "begin 644 a\\n#\\n`\\nend\\n, \\0\\0\\0, true",
                "begin 644 a\\n#86)C\\n&86)C9, abcabc, false",
                "begin 644 a\\nsome words\\n#86)C\\n`\\nend\\n, abc, false",
                "no data, ``, false"
            })
    void uuencodeIsDecoded(String encoded, String decoded, boolean whole) throws IOException {
        assertDecoded(TransferEncoding.UUENCODE, encoded.replace("'", "`"), decoded, whole);
    }

    @Test
    void base64OfAnyLengthInAnyLinesIsWhole() throws IOException {
        Random random = new Random(1);
        for (int size = 0; size < 9_000; size += 1 + size / 3) {
            for (int line : new int[] {4, 19, 76, 4096, 1 << 20}) {
                byte[] octets = new byte[size];
                random.nextBytes(octets);
                byte[] encoded =
                        Base64.getMimeEncoder(line, new byte[] {'\r', '\n'}).encode(octets);
                assertArrayEquals(octets, decode(TransferEncoding.BASE64, encoded), size + " in lines of " + line);
                assertTrue(isWhole(TransferEncoding.BASE64, encoded, 7));
            }
        }
    }

    @Test
    void blanksWithoutEndAreKept() throws IOException {
        String blanks = " ".repeat(50_000);
        String text = "a" + blanks + "b=" + blanks + "c";
        assertEquals(
                text, new String(decode(TransferEncoding.QUOTED_PRINTABLE, text.getBytes(StandardCharsets.US_ASCII))));
    }

    private static void assertDecoded(TransferEncoding encoding, String encoded, String decoded, boolean whole)
            throws IOException {
        byte[] octets = Octets.parse(encoded);
        assertEquals(Octets.show(Octets.parse(decoded)), Octets.show(decode(encoding, octets)));
        try (InputStream one = encoding.decode(new ByteArrayInputStream(octets))) {
            for (byte octet : Octets.parse(decoded)) {
                assertEquals(octet & 0xff, one.read());
            }
            assertEquals(-1, one.read());
        }
        for (int size = 1; size <= octets.length; size++) {
            assertEquals(whole, isWhole(encoding, octets, size), "in pieces of " + size);
        }
    }

    private static byte[] decode(TransferEncoding encoding, byte[] encoded) throws IOException {
        try (InputStream decoded = encoding.decode(new ByteArrayInputStream(encoded))) {
            return decoded.readAllBytes();
        }
    }

    private static boolean isWhole(TransferEncoding encoding, byte[] encoded, int size) {
        EncodingCheck check = encoding.check();
        for (int from = 0; from < encoded.length; from += size) {
            byte[] piece = Arrays.copyOfRange(encoded, from, Math.min(encoded.length, from + size));
            check.see(piece, 0, piece.length);
        }
        return check.isWhole();
    }
}
