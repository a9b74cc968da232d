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
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.MessageSource;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a {@code headerFilter} saves: the octets that a server sends, counted. */
class HeaderFilterOctetsTest {

    private static final int MAILS = 1000;
    private static final int OCTETS = 100 * 1024;
    private static final int MATCHING = 10;
    private static final byte[] BODY =
            ("y".repeat(78) + "\r\n").repeat(OCTETS / 80).getBytes(StandardCharsets.US_ASCII);

    /** As long a header as mail has after a few hops, and a body that all mails share. */
    private record Mail(byte[] header) implements MessageSource {

        static Mail of(int number) {
            String subject = number % (MAILS / MATCHING) == 0 ? "Your invoice" : "Other news";
            String header = "Received: by mx.example.org with ESMTPS; Tue, 1 Jul 2025 10:00:01 +0000\r\n".repeat(6)
                    + "From: bob@example.org\r\nMessage-ID: <" + number + "@example.org>\r\nSubject: " + subject
                    + "\r\n\r\n";
            return new Mail(header.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public long size() {
            return OCTETS;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(header);
            int rest = OCTETS - header.length;
            out.write(BODY, BODY.length - rest, rest);
        }
    }

    private static long octetsOf(String options, int routed) throws Exception {
        Maildrop maildrop = new Maildrop();
        for (int number = 0; number < MAILS; number++) {
            maildrop.add("uid-" + number, Mail.of(number));
        }
        try (ScriptedServer server = new ScriptedServer().answers(maildrop);
                PolledRoute route = PolledRoute.from(server, options, exchange -> {})) {
            assertEquals(routed, route.poll());
            assertEquals(routed, maildrop.retrievals().size());
            long first = server.awaitIdle().log().serverOctets();
            assertEquals(0, route.poll());
            long second = server.awaitIdle().log().serverOctets() - first;
            assertTrue(second < 50L * MAILS, "a second poll costs a listing: " + second);
            return first;
        }
    }

    @Test
    void aHeaderFilterRetrievesOnlyHeadersAndMatchingMails() throws Exception {
        long all = octetsOf("", MAILS);
        long chosen = octetsOf("headerFilter=${header.Subject} contains 'invoice'", MATCHING);
        System.out.printf(
                "%,d mails of %,d octets, %d of which match: %,d octets from the server, against %,d for all (%.2f %%)%n",
                MAILS, OCTETS, MATCHING, chosen, all, 100.0 * chosen / all);
        assertTrue(all > (long) MAILS * OCTETS);
        assertTrue(chosen < (long) MATCHING * OCTETS + 700L * MAILS, "octets for " + MATCHING + ": " + chosen);
    }
}
