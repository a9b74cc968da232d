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

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.concurrent.atomic.AtomicReference;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.mail.DkimSignature;
import io.github.pop3x.testing.mail.SmimeSignature;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The octets that a route gets of a signed mail are those that were signed: its signature verifies over them, and over no
 * others.
 */
class SignedMailsTest {

    /** Whatever a mailer, a filter or a careless reader might write in another way; the text is UTF-8. */
    private static final String FIELDS = """
            Received: from a.example.org by b.example.org;\r
            \tSun, 22 Nov 2026 06:00:00 +0000\r
            Received: from c.example.org\r
             \t by a.example.org;  Sun, 22 Nov 2026 05:59:59 +0000 \t\r
            From:\t"Alice  Example" <alice@example.org>\r
            TO : bob@example.org,\r
            \tcarol@example.org\r
            Subject: 8 bits, unencoded: gr\u00c3\u00bc\u00c3\u009fe\s\s\r
              folded\tthrice\r
            \t\twith tabs\r
            X-Empty:\r
            """;

    private static final String PART = """
            Content-Type: text/plain;\r
            \tcharset=utf-8\r
            Content-Transfer-Encoding: 8bit\r
            \r
             \r
            .\r
            .. a line of dots, one  of\ttabs \t\r
            trailing blanks\s\s\s\r
            \t\r
            Gr\u00c3\u00bc\u00c3\u009fe, \u00e2\u0082\u00ac 100\r
            -- \r
            """;

    private static final String MAIL = FIELDS + PART + "\r\n\r\n\r\n";

    private static KeyPair keys;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    /** Where a route finds the octets of a mail. */
    public enum Place {
        BODY("mapMailMessage=false") {
            @Override
            byte[] octets(Exchange exchange) {
                return exchange.getMessage().getBody(byte[].class);
            }
        },
        BODY_IN_A_FILE("mapMailMessage=false&spoolThreshold=0") {
            @Override
            byte[] octets(Exchange exchange) {
                return BODY.octets(exchange);
            }
        },
        PROPERTY("mapMailMessage=true") {
            @Override
            byte[] octets(Exchange exchange) {
                return exchange.getProperty(Pop3xConstants.RAW_MESSAGE, byte[].class);
            }
        },
        PROPERTY_IN_A_FILE("mapMailMessage=true&spoolThreshold=0") {
            @Override
            byte[] octets(Exchange exchange) {
                return PROPERTY.octets(exchange);
            }
        };

        private final String options;

        Place(String options) {
            this.options = options;
        }

        abstract byte[] octets(Exchange exchange);
    }

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    /** What a route gets at a place of a mail that a server sent. */
    private byte[] received(byte[] mail, Place place) throws Exception {
        server.answers(new Maildrop().add("signed", mail));
        AtomicReference<byte[]> octets = new AtomicReference<>();
        try (PolledRoute route =
                PolledRoute.from(server, place.options, exchange -> octets.set(place.octets(exchange)))) {
            assertEquals(1, route.poll());
        }
        return octets.get();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The mail with one octet changed, of those that no canonicalization overlooks. */
    private static byte[] changed(byte[] mail, String from, String to) {
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains(from));
        return octets(text.replaceFirst(from, to));
    }

    @ParameterizedTest
    @EnumSource
    void dkimVerifies(Place place) throws Exception {
        for (String canonicalization : new String[] {"simple/simple", "relaxed/simple", "relaxed/relaxed"}) {
            byte[] mail = DkimSignature.sign(octets(MAIL), canonicalization, keys.getPrivate());
            assertTrue(DkimSignature.verifies(received(mail, place), keys.getPublic()), canonicalization);
        }
    }

    @ParameterizedTest
    @CsvSource({"from c, from d", "folded, Folded", "blanks, blinks", "100, 101"})
    void dkimNoticesAChange(String from, String to) throws Exception {
        for (String canonicalization : new String[] {"simple/simple", "relaxed/simple", "relaxed/relaxed"}) {
            byte[] mail = DkimSignature.sign(octets(MAIL), canonicalization, keys.getPrivate());
            byte[] received = received(changed(mail, from, to), Place.BODY);
            assertFalse(DkimSignature.verifies(received, keys.getPublic()), canonicalization);
        }
    }

    /** The example of RFC 6376 §3.4.5, so that what signs and verifies is not wrong in the same way. */
    @Test
    void dkimCanonicalizesAsTheExampleOfTheStandard() {
        String body = " C \r\nD \t E\r\n\r\n\r\n";
        assertEquals("a:X\r\n", DkimSignature.Canonicalization.RELAXED.field("A: X\r\n"));
        assertEquals("b:Y Z\r\n", DkimSignature.Canonicalization.RELAXED.field("B : Y\t\r\n\tZ  \r\n"));
        assertEquals(" C\r\nD E\r\n", DkimSignature.Canonicalization.RELAXED.body(body));
        assertEquals("B : Y\t\r\n\tZ  \r\n", DkimSignature.Canonicalization.SIMPLE.field("B : Y\t\r\n\tZ  \r\n"));
        assertEquals(" C \r\nD \t E\r\n", DkimSignature.Canonicalization.SIMPLE.body(body));
    }

    @ParameterizedTest
    @EnumSource
    void smimeVerifies(Place place) throws Exception {
        byte[] mail = SmimeSignature.sign(FIELDS, PART);
        assertTrue(SmimeSignature.verifies(received(mail, place)));
    }

    @Test
    void smimeNoticesAChange() throws Exception {
        byte[] mail = SmimeSignature.sign(FIELDS, PART);
        assertFalse(SmimeSignature.verifies(received(changed(mail, "100", "101"), Place.BODY)));
    }
}
