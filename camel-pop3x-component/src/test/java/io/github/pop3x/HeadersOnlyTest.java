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
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.WholeMessageTop;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** {@code fetch=headers}: exchanges of a mail's header and first lines. */
class HeadersOnlyTest {

    private static final String HEADER = "Subject: one\r\nX: y\r\n\r\n";
    private static final String MAIL = HEADER + "first\r\n..second\r\n\r\nfourth\r\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop().add("a", MAIL.getBytes(StandardCharsets.US_ASCII));

    @BeforeEach
    void serve() {
        server.answers(maildrop);
    }

    private PolledRoute route(String options, Processor processor) throws Exception {
        return PolledRoute.from(server, "fetch=headers&" + options, processor);
    }

    private static void nothing(Exchange exchange) {}

    private String body(String options) throws Exception {
        try (PolledRoute route = route(options, HeadersOnlyTest::nothing)) {
            assertEquals(1, route.poll());
            PolledRoute.Routed routed = route.routed().get(0);
            assertEquals("one", routed.headers().get("Subject"));
            assertEquals((long) MAIL.length(), routed.headers().get(Pop3xConstants.SIZE));
            return new String(routed.octets(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void theBodyIsWhatTopGave() throws Exception {
        assertEquals(HEADER, body("topLines=0"));
        assertEquals(HEADER + "first\r\n..second\r\n", body("topLines=2"));
        assertEquals(MAIL, body("topLines=9"));
        assertEquals(List.of(), maildrop.retrievals());
    }

    @Test
    void surplusLinesOfATopAnswerAreDropped() throws Exception {
        server.answers(() -> WholeMessageTop.of(maildrop));
        assertEquals(HEADER, body("topLines=0"));
        assertEquals(HEADER + "first\r\n", body("topLines=1"));
    }

    @Test
    void theMessageIsDeletedOnlyIfTheRouteRequestsIt() throws Exception {
        maildrop.add("b", MAIL.getBytes(StandardCharsets.US_ASCII));
        try (PolledRoute route = route(
                "delete=true",
                exchange -> exchange.setProperty(
                        Pop3xConstants.DELETE,
                        "b".equals(exchange.getIn().getHeader(Pop3xConstants.UID)) ? true : null))) {
            assertEquals(2, route.poll());
            assertEquals(List.of("b"), maildrop.removals());
            assertEquals(0, route.poll());
        }
    }

    @Test
    void negativeTopLinesAreRefused() {
        assertThrows(Exception.class, () -> route("topLines=-1", HeadersOnlyTest::nothing));
    }
}
