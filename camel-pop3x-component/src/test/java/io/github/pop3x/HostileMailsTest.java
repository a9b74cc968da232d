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

import io.github.pop3x.testing.mail.MailMapper;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

/** Mails that are to wear a mapper out: past a bound there are the raw octets, and a defect that says so. */
class HostileMailsTest {

    private static final String MULTIPART = "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n";

    private final MailMapper mapper = new MailMapper("");

    @AfterEach
    void close() {
        mapper.close();
    }

    private Exchange map(String mail) throws IOException {
        byte[] octets = MailMapper.octets(mail);
        Exchange exchange = mapper.map(octets);
        assertArrayEquals(octets, exchange.getProperty(Pop3xConstants.RAW_MESSAGE, byte[].class));
        return exchange;
    }

    private static void assertRaw(String defects, Exchange exchange) {
        assertEquals(defects, exchange.getIn().getHeader(Pop3xConstants.MIME_DEFECTS));
        assertInstanceOf(
                io.github.pop3x.spool.SpooledBody.class, exchange.getIn().getBody());
        assertEquals(0, exchange.getIn(AttachmentMessage.class).getAttachments().size());
    }

    @Test
    void hundredThousandParts() throws IOException {
        Exchange exchange = map(MULTIPART + "--b\n\nx\n".repeat(100_000) + "--b--\n");
        assertRaw("too-many-parts", exchange);
        assertEquals("s", exchange.getIn().getHeader("Subject"));
    }

    @Test
    void endlessNesting() throws IOException {
        StringBuilder mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\n\n");
        for (int depth = 0; depth < 20_000; depth++) {
            mail.append("--b" + depth + "\nContent-Type: multipart/mixed; boundary=b" + (depth + 1) + "\n\n");
        }
        assertRaw(
                "too-deep in part 1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1",
                map(mail.toString()));
    }

    @Test
    void aThousandMailsInOneAnotherAreOneAttachment() throws IOException {
        Exchange exchange = map("Content-Type: message/rfc822\n\n".repeat(1_000) + "\nx\n");
        assertEquals(1, exchange.getIn(AttachmentMessage.class).getAttachments().size());
    }

    @Test
    void aHeaderLineOfTenMegabytes() throws IOException {
        Exchange exchange = map("Subject: " + "x".repeat(10_000_000) + "\nFrom: b@example.org\n\nbody\n");
        assertEquals("header-too-large", exchange.getIn().getHeader(Pop3xConstants.MIME_DEFECTS));
        assertNull(exchange.getIn().getHeader("Subject"));
        assertEquals("b@example.org", exchange.getIn().getHeader("From"));
        assertEquals("body\r\n", exchange.getIn().getBody());
    }

    @Test
    void aFieldFoldedInAMillionLines() throws IOException {
        Exchange exchange = map("To: a@b" + ",\n c@d".repeat(1_000_000) + "\nSubject: s\n\nbody\n");
        assertEquals("header-too-large", exchange.getIn().getHeader(Pop3xConstants.MIME_DEFECTS));
        assertEquals("s", exchange.getIn().getHeader("Subject"));
    }

    @Test
    void aHundredThousandFields() throws IOException {
        Exchange exchange = map("x:\n".repeat(100_000) + "\nbody\n");
        assertEquals("header-too-large", exchange.getIn().getHeader(Pop3xConstants.MIME_DEFECTS));
        assertEquals("body\r\n", exchange.getIn().getBody());
    }

    @Test
    void headersOfPartsShareTheBound() throws IOException {
        String part = "--b\nContent-Type: image/gif\nX: " + "x".repeat(10_000) + "\n\nGIF\n";
        Exchange exchange = map(MULTIPART + part.repeat(200) + "--b--\n");
        assertEquals("header-too-large in part 27", exchange.getIn().getHeader(Pop3xConstants.MIME_DEFECTS));
        // Parts whose type was left out are plain texts.
        long texts = exchange.getIn().getBody(String.class).lines().count();
        int files = exchange.getIn(AttachmentMessage.class).getAttachments().size();
        assertEquals(200, texts + files);
    }

    @Test
    void aMillionLinesThatMightBeDelimiters() throws IOException {
        Exchange exchange = map(MULTIPART + "--b\n\n" + "--\n--c\n".repeat(500_000) + "--b--\n");
        assertNull(exchange.getIn().getHeader(Pop3xConstants.MIME_DEFECTS));
    }

    @Test
    void addressesAndWordsWithoutEnd() throws IOException {
        String words = "=?utf-8?Q?a?= ".repeat(15_000);
        for (String value : new String[] {
            words,
            "(".repeat(200_000),
            "<".repeat(200_000),
            "\"=?".repeat(60_000),
            "a:".repeat(99_000),
            "=?x?q?".repeat(30_000)
        }) {
            Exchange exchange =
                    map("From: =?utf-8?Q?a?= " + value + "\nSubject: " + value.substring(0, 40_000) + "\n\nbody\n");
            assertEquals("body\r\n", exchange.getIn().getBody());
        }
    }

    @Test
    void aThousandAttachmentsOfOneName() throws IOException {
        String part = "--b\nContent-Type: image/gif; name=a.gif\n\nGIF\n";
        Exchange exchange = map(MULTIPART + part.repeat(1_000) + "--b--\n");
        assertEquals(
                1_000, exchange.getIn(AttachmentMessage.class).getAttachments().size());
    }
}
