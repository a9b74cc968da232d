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
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.pop3x.ledger.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HeaderFieldsTest {

    private static Fingerprint fingerprint(HeaderFields fields) {
        return Fingerprint.of(fields::first);
    }

    private static HeaderFields read(String octets) throws IOException {
        return HeaderFields.read(new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aFieldIsFoundByItsNameInAnyCase() throws IOException {
        HeaderFields mail = read("Subject: Hello\r\nFROM:alice@example.com\r\n\r\nTo: body\r\n");
        assertEquals("Hello", mail.first("subject"));
        assertEquals("alice@example.com", mail.first("From"));
        assertNull(mail.first("To"));
        assertEquals(2, mail.all().size());
    }

    @Test
    void foldedLinesAreOneValue() throws IOException {
        HeaderFields mail = read("Subject: one\r\n two\r\n\tthree\r\n \r\nTo: x\r\n\r\n");
        assertEquals("one two three", mail.first("Subject"));
        assertEquals("x", mail.first("To"));
    }

    @Test
    void repeatedFieldsKeepTheirOrder() throws IOException {
        HeaderFields mail = read("Received: c\r\nreceived: b\r\nRECEIVED: a\r\n\r\n");
        assertEquals(Map.of("Received", List.of("c", "b", "a")), mail.all());
        assertEquals("c", mail.first("Received"));
    }

    @Test
    void utf8IsDecodedAndAnythingElseIsOneCharacterForAnOctet() throws IOException {
        String utf8 = new String("gr\u00fc\u00df \u20ac".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertEquals(
                "gr\u00fc\u00df \u20ac", read("Subject: " + utf8 + "\r\n\r\n").first("Subject"));
        assertEquals("gr\u00fc\u00df", read("Subject: gr\u00fc\u00df\r\n\r\n").first("Subject"));
    }

    /** An em space, with and without an escape sequence of ISO-2022-JP behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"\u2003a", "a\u2003", "\u3000\u3042", "\u2003a\u001b$@"})
    void blanksThatAreNotAsciiAreText(String value) throws IOException {
        String utf8 = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertEquals(value, read("Subject: " + utf8 + " \r\n\r\n").first("Subject"));
    }

    @Test
    void encodedWordsStayEncoded() throws IOException {
        assertEquals(
                "=?utf-8?q?gr=C3=BC=C3=9F?=",
                read("Subject: =?utf-8?q?gr=C3=BC=C3=9F?=\r\n\r\n").first("Subject"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\n", "\r\nSubject: body\r\n", "\nSubject: body\n", "only a line", "\r\n.\r\n"})
    void aMailWithoutHeaderHasNoFields(String mail) throws IOException {
        assertTrue(read(mail).all().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Subject: a", "Subject: a\r\n", "Subject: a\n", "Subject: a\r\n\r\n", "Subject:a\n\nTo: body"})
    void aMailMayBeAllHeaderAndItsLinesMayEndInAnyWay(String mail) throws IOException {
        assertEquals(Map.of("Subject", List.of("a")), read(mail).all());
    }

    @Test
    void linesThatAreNoFieldArePassedOverWithWhatIsFoldedUnderThem() throws IOException {
        HeaderFields mail = read(
                "From alice Mon Jan  1 00:00:00 2026\r\n  stray\r\nno field\r\n more\r\n: no name\r\nbad name: x\r\n"
                        + " y\r\nb\u00e4d: x\r\nSubject: a\r\n\r\n");
        assertEquals(Map.of("Subject", List.of("a")), mail.all());
    }

    @Test
    void blanksBeforeTheColonAreTolerated() throws IOException {
        assertEquals("a", read("Subject \t: a\r\n\r\n").first("Subject"));
    }

    @Test
    void anEmptyValueIsAValue() throws IOException {
        assertEquals("", read("Subject:\r\nTo: x\r\n\r\n").first("Subject"));
    }

    @Test
    void noValueCanSplitALineOrEndAString() throws IOException {
        assertEquals("a b c", read("Subject: a\rb\0c\r\n\r\n").first("Subject"));
        assertEquals("a   Bcc: x", read("Subject: a\r\r Bcc: x\r\n\r\n").first("Subject"));
    }

    @Test
    void aHeaderWithoutEndIsReadUpToABound() throws IOException {
        long[] taken = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                taken[0]++;
                return 'x';
            }
        };
        InputStream mail = new SequenceInputStream(
                new ByteArrayInputStream("Subject: a\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII)), endless);
        HeaderFields fields = HeaderFields.read(mail);
        assertEquals("a", fields.first("Subject"));
        assertTrue(taken[0] <= 300_000, "octets read: " + taken[0]);
        assertTrue(fields.first("X-Long").length() <= 300_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {8170, 8180, 8188, 8189, 8190, 8191, 8192, 8193, 16_384, 100_000})
    void theEndOfTheHeaderIsFoundWhereverItLies(int length) throws IOException {
        String header = "Subject: " + "x".repeat(length - 11) + "\r\n";
        HeaderFields mail = read(header + "\r\nTo: body\r\n" + "y".repeat(200_000));
        assertEquals(length - 11, mail.first("Subject").length());
        assertNull(mail.first("To"));
    }

    /** It is kept in ledgers: another one would make every message that a ledger knows a new one. */
    @Test
    void theFingerprintStaysTheSameForEver() throws IOException {
        HeaderFields mail = read("Message-ID: <1@example.org>\r\nFrom: A\t \tB\r\nSubject: one\r\n  two\r\n\r\n");
        assertEquals(
                "44c15ea9a017d6353609e5616500a5fc0fcb33ae3a59b28cadcc36ac20fffeb0",
                fingerprint(mail).toString());
    }

    @Test
    void blanksAreCollapsedInTheFingerprint() throws IOException {
        assertEquals(fingerprint(read("Subject: a b c\r\n\r\n")), fingerprint(read("Subject: a \t b\r\n\t c\r\n\r\n")));
    }

    private static final String IDENTITY = "Message-ID: <1@example.com>\r\nDate: Sun, 22 Nov 2026 08:00:00 +0000\r\n"
            + "From: alice@example.com\r\nSubject: one two\r\nReceived: by mx\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"<1@", "Sun, 22", "alice", "one", "by mx"})
    void eachOfFiveFieldsTellsAMailFromAnother(String part) throws IOException {
        assertNotEquals(
                fingerprint(read(IDENTITY + "\r\n")), fingerprint(read(IDENTITY.replace(part, "other") + "\r\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Status: RO\r\n\r\n", "Received: by another\r\n\r\n", "\r\nbody\r\n", ""})
    void fieldsAddedByServersDoNotChangeTheFingerprint(String rest) throws IOException {
        assertEquals(fingerprint(read(IDENTITY + "\r\n")), fingerprint(read(IDENTITY + rest)));
    }

    @Test
    void howAFieldIsFoldedTellsNothing() throws IOException {
        assertEquals(
                fingerprint(read(IDENTITY + "\r\n")),
                fingerprint(read(IDENTITY.replace("one two", "one\r\n\t two") + "\r\n")));
    }
}
