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
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.management.ThreadMXBean;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.mail.MailMapper;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Mails of 10,000 parts, of 1 MiB of header, and of 1,000 levels: each is routed, a defect names what is wrong, and mapping
 * allocates no more than a small multiple of the mail.
 */
class HostileStructuresTest {

    private static final int MEBIBYTE = 1 << 20;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private static String parts(int count) {
        return "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: image/gif; name=a.gif\n\nGIF\n".repeat(count) + "--b--\n";
    }

    private static String header(int octets) {
        String field = "X-Field: " + "x".repeat(70) + "\n";
        return "From: a@example.org\n" + field.repeat(octets / field.length() + 1) + "\nbody\n";
    }

    private static String levels(int count) {
        StringBuilder mail = new StringBuilder("From: a@example.org\nContent-Type: multipart/mixed; boundary=b0\n\n");
        for (int level = 1; level < count; level++) {
            mail.append("--b" + (level - 1) + "\nContent-Type: multipart/mixed; boundary=b" + level + "\n\n");
        }
        mail.append("--b" + (count - 1) + "\n\nbody\n");
        for (int level = count - 1; level >= 0; level--) {
            mail.append("--b" + level + "--\n");
        }
        return mail.toString();
    }

    @Test
    void eachIsRoutedWithItsDefect() throws Exception {
        Maildrop maildrop = new Maildrop();
        maildrop.add("parts", parts(10_000));
        maildrop.add("header", header(MEBIBYTE));
        maildrop.add("levels", levels(1_000));
        server.answers(maildrop);
        Map<String, String> defects = new ConcurrentHashMap<>();
        try (PolledRoute route = PolledRoute.from(server, "mapMailMessage=true", exchange -> {
            String uid = exchange.getIn().getHeader(Pop3xConstants.UID, String.class);
            assertEquals("a@example.org", exchange.getIn().getHeader("From"));
            defects.put(uid, exchange.getIn().getHeader(Pop3xConstants.MIME_DEFECTS, String.class));
        })) {
            assertEquals(3, route.poll());
            assertEquals(List.of("parts", "header", "levels"), route.takeUids());
            assertEquals(List.of(), route.reports());
        }
        assertEquals("too-many-parts", defects.get("parts"));
        assertEquals("header-too-large", defects.get("header"));
        assertTrue(defects.get("levels").startsWith("too-deep in part 1.1"), defects.get("levels"));
    }

    @Test
    void mappingAllocatesASmallMultipleOfTheMail() throws IOException {
        for (String mail : List.of(parts(10_000), header(MEBIBYTE), levels(1_000))) {
            try (MailMapper mapper = new MailMapper("")) {
                assertBounded(mapper, mail);
            }
        }
    }

    @Test
    void boundsThatAllowThemGiveAllOfThem() throws IOException {
        try (MailMapper mapper = new MailMapper("maxParts=10000&maxDepth=1000&maxHeaderSize=2000000")) {
            AttachmentMessage parts = assertBounded(mapper, parts(10_000)).getIn(AttachmentMessage.class);
            assertEquals(10_000, parts.getAttachments().size());
            Exchange header = assertBounded(mapper, header(MEBIBYTE));
            assertEquals(
                    MEBIBYTE / 80 + 1,
                    header.getIn().getHeader("X-Field", List.class).size());
            assertEquals("body", assertBounded(mapper, levels(1_000)).getIn().getBody());
        }
    }

    private static Exchange assertBounded(MailMapper mapper, String mail) throws IOException {
        byte[] octets = MailMapper.octets(mail);
        // The first mail of a mapper loads classes.
        mapper.map("Subject: first\n\nmail\n");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Exchange exchange = mapper.map(octets);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 400L * octets.length + MEBIBYTE, allocated + " octets for " + octets.length);
        return exchange;
    }
}
