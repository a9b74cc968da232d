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

import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.SubstitutingAnswerer;
import io.github.pop3x.testing.route.OperatorView;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A server that sends a substitute for mail with UTF-8 in its header to clients that do not say UTF8. */
class SubstitutedMailTest {

    private static final byte[] MAIL = "Subject: Gr\u00fc\u00dfe\r\n\r\nHello\r\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SUBSTITUTE = SubstitutingAnswerer.SUBSTITUTE.getBytes(StandardCharsets.US_ASCII);

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();

    @BeforeEach
    void fill() {
        maildrop.add("plain", "Subject: one\n\nHello\n").add("utf8", MAIL);
        ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", maildrop);
        server.answers(() -> new SubstitutingAnswerer(new DefaultAnswerer(profile), 2));
    }

    private static byte[] second(PolledRoute route) {
        return route.routed().get(1).octets();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&utf8=auto",
                "&utf8=AUTO",
                "&pipelining=off",
                "&headerFilter=RAW(${header.Subject} contains 'e')"
            })
    void aMailWithUtf8InItsHeaderIsRoutedAsItIs(String options) throws Exception {
        try (PolledRoute route = PolledRoute.from(server, "delete=true" + options, exchange -> {})) {
            assertEquals(2, route.poll());
            assertArrayEquals(MAIL, second(route));
            assertEquals(List.of(), maildrop.uids());
        }
    }

    @Test
    void withoutUtf8TheSubstituteIsRouted() throws Exception {
        try (PolledRoute route = PolledRoute.from(server, "utf8=off", exchange -> {})) {
            assertEquals(2, route.poll());
            assertArrayEquals(SUBSTITUTE, second(route));
        }
    }

    @Test
    void anExchangeThatIsSentToTheEndpointGetsTheMailItself() throws Exception {
        String uri = "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&password=s3cret&tls=none&mapMailMessage=false&operation=retrieve";
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            Exchange exchange = context.createProducerTemplate()
                    .request(uri, named -> named.getIn().setHeader(Pop3xConstants.UID, "utf8"));
            assertArrayEquals(MAIL, exchange.getMessage().getBody(byte[].class));
        }
    }

    @Test
    void aServerThatRefusesUtf8IsReadWithoutIt() throws Exception {
        server.alwaysSuffers(Misfortune.refuse("UTF8", "unknown command"));
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = PolledRoute.from(server, "", exchange -> {})) {
            assertEquals(2, route.poll());
            assertEquals(0, route.poll());
            assertEquals(
                    1,
                    log.told().stream()
                            .filter(line -> line.contains("announces UTF8 and fails at it"))
                            .count());
            String stepDown = server.host() + ":" + server.port()
                    + ": UTF8 failed; the server may send a substitute for mail with UTF-8 in its header";
            OperatorView seen = new OperatorView(route);
            assertTrue(seen.text().contains(stepDown), seen::text);
            assertTrue(seen.json().contains(stepDown), seen::json);
            assertEquals(stepDown, route.consumer().getStepDowns());
        }
    }

    @Test
    void aServerInTroubleIsNotReadWithoutUtf8() throws Exception {
        server.suffers(Misfortune.refuse("UTF8", "[SYS/TEMP] later"));
        try (PolledRoute route = PolledRoute.from(server, "delete=true", exchange -> {})) {
            route.poll();
            assertEquals(List.of(), route.takeUids());
            assertEquals(2, maildrop.uids().size());
        }
    }
}
