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

import io.github.pop3x.testing.mail.MailMapper;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.Exchange;
import org.apache.camel.support.MessageHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What the octets of a mail can be read as, again and again. */
class MailConversionsTest {

    private final MailMapper mapper = new MailMapper("mapMailMessage=false");

    @AfterEach
    void close() {
        mapper.close();
    }

    private String text(String mail) throws IOException {
        return mapper.map(mail).getIn().getBody(String.class);
    }

    @Test
    void aStringIsReadByTheMailsOwnRules() throws IOException {
        assertEquals(
                "Content-Type: text/plain; charset=windows-1251\r\n\r\n\u0416\r\n",
                text("Content-Type: text/plain; charset=windows-1251\n\n\\xC6\n"));
        assertEquals("Subject: x\r\n\r\n\u00fc", text("Subject: x\n\n\\xC3\\xBC"));
        assertEquals("Subject: x\r\n\r\n\u00fc", text("Subject: x\n\n\\xFC"));
        assertEquals("Subject: x\r\n\r\n\u00fc", text("Subject: x\n\n\u00fc"));
    }

    @Test
    void aCharsetThatWouldHideTheHeaderIsNotBelieved() throws IOException {
        String mail = "Content-Type: text/plain; charset=utf-16\n\nab";
        assertEquals(mail.replace("\n", "\r\n"), text(mail));
    }

    @Test
    void everyConversionReadsFromTheStart() throws Exception {
        byte[] octets = "Subject: \u00fc\r\n\r\nbody\r\n".getBytes(StandardCharsets.UTF_8);
        Exchange exchange = mapper.map(octets);
        for (int i = 0; i < 2; i++) {
            assertEquals("Subject: \u00fc\r\n\r\nbody\r\n", exchange.getIn().getBody(String.class));
            assertEquals("body\r\n", exchange.getIn().getBody(MimeMessage.class).getContent());
            assertArrayEquals(octets, exchange.getIn().getBody(byte[].class));
            MessageHelper.resetStreamCache(exchange.getIn());
            try (InputStream in = exchange.getIn().getBody(InputStream.class)) {
                assertArrayEquals(octets, in.readAllBytes());
            }
            MessageHelper.resetStreamCache(exchange.getIn());
        }
    }
}
