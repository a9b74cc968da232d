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
package io.github.pop3x;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.github.pop3x.testing.mail.MailMapper;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StreamCache;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What each option of mapping changes. */
class MappingOptionsTest {

    private static final String VERSIONS = """
            Subject: =?utf-8?Q?=C3=A9?=
            Content-Type: multipart/alternative; boundary=a

            --a

            plain
            --a
            Content-Type: text/html

            <p>html</p>
            --a--
            """;

    private static final String TWINS = """
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: image/gif; name="a.gif"

            1
            --m
            Content-Type: image/gif; name="A.gif"

            2
            --m
            Content-Type: image/gif

            3
            --m--
            """;

    @TempDir
    Path directory;

    private static Set<String> names(String options, String mail) throws IOException {
        try (MailMapper mapper = new MailMapper(options)) {
            return Set.copyOf(mapper.map(mail)
                    .getIn(AttachmentMessage.class)
                    .getAttachments()
                    .keySet());
        }
    }

    @Test
    void bodyPreferenceChoosesTheVersion() throws IOException {
        try (MailMapper mapper = new MailMapper("bodyPreference=html")) {
            Exchange exchange = mapper.map(VERSIONS);
            assertEquals("<p>html</p>", exchange.getIn().getBody());
            assertEquals("text/html; charset=UTF-8", exchange.getIn().getHeader(Exchange.CONTENT_TYPE));
            assertFalse(exchange.getIn(AttachmentMessage.class).hasAttachments());
        }
    }

    @Test
    void withoutMimeDecodeHeadersFieldsStayEncoded() throws IOException {
        try (MailMapper mapper = new MailMapper("mimeDecodeHeaders=false")) {
            assertEquals("=?utf-8?Q?=C3=A9?=", mapper.map(VERSIONS).getIn().getHeader("Subject"));
        }
    }

    @Test
    void withoutDecodeFilenameNamesStayEncodedAndAreSafeAllTheSame() throws IOException {
        String mail = TWINS.replace("a.gif", "../=?utf-8?Q?=C3=A9?=.gif");
        assertTrue(names("decodeFilename=false", mail).contains("=_utf-8_Q_=C3=A9_=.gif"));
    }

    @Test
    void equalNamesAreNumberedIgnoringCase() throws IOException {
        assertEquals(Set.of("a.gif", "A-2.gif", "part-3.gif"), names("", TWINS));
    }

    @Test
    void sameNamesMayHaveAUuid() throws IOException {
        for (String rule : List.of("uuidPrefix", "uuidSuffix")) {
            Set<String> names =
                    names("failOnDuplicateFileAttachment=true&handleDuplicateAttachmentNames=" + rule, TWINS);
            assertEquals(3, names.size());
            assertFalse(names.contains("a.gif") || names.contains("A.gif"), names::toString);
            assertEquals(
                    3,
                    names.stream()
                            .filter(name -> name.endsWith(".gif") == rule.endsWith("Suffix") || name.endsWith(".gif"))
                            .count());
        }
    }

    @Test
    void theSecondOfTheSameNameMayBeLeftOut() throws IOException {
        assertEquals(Set.of("a.gif", "part-3.gif"), names("handleDuplicateAttachmentNames=never", TWINS));
    }

    @Test
    void sameNamesMayFailTheMail() {
        String options = "spoolThreshold=0&failOnDuplicateFileAttachment=true";
        try (MailMapper mapper = new MailMapper(options, directory)) {
            assertThrows(RuntimeCamelException.class, () -> mapper.map(TWINS));
        }
    }

    @Test
    void partsWithoutNamesMayBeLeftOutOrHaveAUuid() throws IOException {
        assertEquals(Set.of("a.gif", "A-2.gif"), names("generateMissingAttachmentNames=never", TWINS));
        Set<String> names = names("generateMissingAttachmentNames=uuid", TWINS);
        assertEquals(1, names.stream().filter(name -> name.length() == 36).count());
    }

    @Test
    void limitsAreTheEndpoints() throws IOException {
        try (MailMapper mapper = new MailMapper("maxParts=2")) {
            assertEquals("too-many-parts", mapper.map(TWINS).getIn().getHeader(Pop3xConstants.MIME_DEFECTS));
        }
        try (MailMapper mapper = new MailMapper("maxHeaderSize=20")) {
            Exchange exchange = mapper.map("Subject: 123456789012345678901\nX: y\n\nbody\n");
            assertNull(exchange.getIn().getHeader("Subject"));
            assertEquals("y", exchange.getIn().getHeader("X"));
        }
    }

    @Test
    void sha256IsThatOfTheOctets() throws IOException {
        for (String mapped : List.of("true", "false")) {
            try (MailMapper mapper = new MailMapper("sha256=true&mapMailMessage=" + mapped)) {
                assertEquals(
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        mapper.map("abc").getIn().getHeader(Pop3xConstants.SHA256));
            }
        }
    }

    @Test
    void aTextPastTheThresholdIsAStreamOfCharacters() throws Exception {
        try (MailMapper mapper = new MailMapper("spoolThreshold=100", directory)) {
            String text = "gr\u00fc\u00dfe\r\n".repeat(50);
            Exchange exchange = mapper.map("Content-Type: text/plain; charset=iso-8859-1\n\n"
                    + text.replace("\r", "").replace("\u00fc", "\\xFC").replace("\u00df", "\\xDF"));
            StreamCache body =
                    assertInstanceOf(StreamCache.class, exchange.getIn().getBody());
            assertInstanceOf(Reader.class, body);
            Exchange other = new DefaultExchange(mapper.context());
            other.getIn().setBody(body.copy(other));
            for (Exchange each : List.of(exchange, other, exchange)) {
                assertEquals(text, each.getIn().getBody(String.class));
                assertArrayEquals(text.getBytes("UTF-8"), each.getIn().getBody(byte[].class));
                try (InputStream in = each.getIn().getBody(InputStream.class)) {
                    assertArrayEquals(text.getBytes("UTF-8"), in.readAllBytes());
                }
            }
        }
    }
}
