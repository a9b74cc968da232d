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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.pop3x.spool.SpooledBody;
import io.github.pop3x.testing.mail.MailMapper;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;
import org.junit.jupiter.api.AfterAll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** There are no octets that cannot be mapped; and whatever they are, no name and no value controls its user. */
class MappingFuzzTest {

    private static final Set<String> OURS = Set.of("camelmessagetimestamp");

    private static final MailMapper MAPPER = new MailMapper("maxParts=20&maxDepth=4&maxHeaderSize=2000");
    private static final MailMapper STREAMS = new MailMapper("bodyPreference=html&spoolThreshold=0");

    @AfterAll
    static void close() {
        MAPPER.close();
        STREAMS.close();
    }

    @FuzzTest
    void mail(byte[] octets) throws IOException {
        check(MAPPER.map(octets), octets);
        check(STREAMS.map(octets), octets);
    }

    private static void check(Exchange exchange, byte[] octets) throws IOException {
        AttachmentMessage message = exchange.getIn(AttachmentMessage.class);
        assertArrayEquals(octets, exchange.getProperty(Pop3xConstants.RAW_MESSAGE, byte[].class));
        message.getHeaders().forEach(MappingFuzzTest::checkHeader);
        assertFalse(message.getBody(String.class) == null, "every body can be read as text");
        for (Map.Entry<String, Attachment> attachment :
                message.getAttachmentObjects().entrySet()) {
            checkName(attachment.getKey());
            checkContent(attachment.getValue(), octets.length);
        }
        exchange.getProperty("test.body", SpooledBody.class).release();
    }

    private static void checkHeader(String name, Object value) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean steers = lower.startsWith("camel") || lower.startsWith("org.apache.camel") || lower.startsWith("mail.");
        assertTrue(!steers || lower.startsWith("camelpop3x") || OURS.contains(lower), name);
        for (Object each : value instanceof List<?> list ? list : List.of(value)) {
            assertTrue(String.valueOf(each).chars().noneMatch(c -> c == '\r' || c == '\n' || c == '\0'), name);
        }
    }

    private static void checkName(String name) {
        assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 255, name);
        assertTrue(name.chars().noneMatch(c -> "/\\:<>|?*\"".indexOf(c) >= 0 || Character.isISOControl(c)), name);
        assertFalse(name.isBlank() || name.endsWith(".") || name.endsWith(" ") || name.contains("${"), name);
    }

    private static void checkContent(Attachment attachment, int most) throws IOException {
        assertFalse(attachment.getDataHandler().getContentType().isEmpty());
        try (InputStream in = attachment.getDataHandler().getInputStream()) {
            // Of a line of uuencode its blanks may have been cut off: two octets stand for at most 63.
            assertTrue(in.readAllBytes().length <= 32 * most, "decoding is bounded");
        }
    }
}
