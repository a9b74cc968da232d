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
import java.util.List;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a route sees of a message: its octets, its headers, its place in the batch. */
class Pop3xExchangeTest {

    private static final String MAIL = "From: bob@example.org\nSubject: one\n\nHello\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();

    private PolledRoute route(String options) throws Exception {
        server.answers(maildrop);
        return PolledRoute.from(server, options, exchange -> {});
    }

    @Test
    void theOctetsAreTheMessage() throws Exception {
        byte[] octets = "X: y\r\n\r\n.\r\n..\r\nbare\nlf\rcr\0nul \u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1);
        maildrop.add("a", octets);
        for (int threshold : new int[] {0, octets.length - 1, octets.length, 131_072}) {
            try (PolledRoute route = route("spoolThreshold=" + threshold)) {
                route.poll();
                assertArrayEquals(octets, route.routed().get(0).octets());
            }
        }
    }

    @Test
    void headersDescribeTheMessage() throws Exception {
        maildrop.add("first", "Subject: x\n\n").add("uid-2", """
                From: Bob <bob@example.org>
                Subject: folded
                  twice
                Received: one
                Received: two
                Date: Tue, 01 Jul 2025 10:00:01 +0000
                CamelFileName: ../../etc/passwd
                cAmElPop3xDelete: true
                ORG.apache.Camel.x: y
                Mail.smtp.host: evil

                body
                """);
        try (PolledRoute route = route("")) {
            route.poll();
            var headers = route.routed().get(1).headers();
            assertEquals("uid-2", headers.get("CamelPop3xUid"));
            assertEquals("uidl", headers.get("CamelPop3xUidSource"));
            assertEquals(2, headers.get("CamelPop3xMessageNumber"));
            assertEquals((long) route.routed().get(1).octets().length, headers.get("CamelPop3xSize"));
            assertEquals("alice@127.0.0.1:" + server.port(), headers.get("CamelPop3xMailbox"));
            assertEquals("127.0.0.1", headers.get("CamelPop3xHost"));
            assertEquals(2, headers.get("CamelPop3xCount"));
            assertEquals(1, headers.get("CamelPop3xAttempt"));
            assertEquals(1751364001000L, headers.get(Exchange.MESSAGE_TIMESTAMP));
            assertEquals("Bob <bob@example.org>", headers.get("From"));
            assertEquals("folded  twice", headers.get("Subject"));
            assertEquals(List.of("one", "two"), headers.get("Received"));
            long steering = headers.keySet().stream()
                    .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                    .filter(name -> name.equals("camelfilename")
                            || name.equals("camelpop3xdelete")
                            || name.startsWith("org.apache")
                            || name.startsWith("mail."))
                    .count();
            assertEquals(0, steering);
        }
    }

    @Test
    void batchPropertiesCountWhatIsRouted() throws Exception {
        maildrop.add("a", MAIL).add("b", MAIL).add("c", MAIL);
        server.suffers(Misfortune.refuse("RETR 3", "no"));
        try (PolledRoute route = route("")) {
            route.poll();
            var last = route.routed().get(1).properties();
            assertEquals(1, last.get(Exchange.BATCH_INDEX));
            assertEquals(2, last.get(Exchange.BATCH_SIZE));
            assertEquals(true, last.get(Exchange.BATCH_COMPLETE));
            assertEquals(false, route.routed().get(0).properties().get(Exchange.BATCH_COMPLETE));
        }
    }
}
