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
import java.util.Map;

import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Headers alone, of a server that gives none alone: each message is retrieved, and what is not wanted of it is left. */
class HeadersWithoutTopTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();

    @BeforeEach
    void fill() {
        maildrop.add("a", "Subject: a\n\none\ntwo\n").add("b", "Subject: b\n\n" + "one\n".repeat(500));
    }

    private void serve(String top) {
        ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", maildrop);
        switch (top) {
            case "absent" -> profile.without("TOP");
            case "refused" -> profile.without("TOP").announcing("TOP");
            default -> server.alwaysSuffers(Misfortune.answers("TOP", "+OK\r\n."));
        }
        server.answers(profile);
    }

    private static List<String> texts(PolledRoute route) {
        return route.routed().stream()
                .map(message -> new String(message.octets(), StandardCharsets.US_ASCII))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "refused", "empty"})
    void theHeadersAreRoutedInTheFirstPoll(String top) throws Exception {
        serve(top);
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = PolledRoute.from(server, "fetch=headers&topLines=1", exchange -> {})) {
            assertEquals(2, route.poll());
            assertEquals(0, route.poll());
            assertEquals(List.of("Subject: a\r\n\r\none\r\n", "Subject: b\r\n\r\none\r\n"), texts(route));
            assertEquals(List.of("a", "b"), maildrop.retrievals());
            assertEquals(
                    1,
                    log.told().stream()
                            .filter(line -> line.contains("the server has no TOP"))
                            .count());
            assertTrue(route.consumer().getStepDowns().contains("no TOP"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "refused", "empty"})
    void theHeaderOfAMessageThatIsTooLargeIsRouted(String top) throws Exception {
        serve(top);
        String options = "maxMessageSize=1000&oversize=headers";
        try (PolledRoute route = PolledRoute.from(server, options, exchange -> {})) {
            assertEquals(2, route.poll());
            assertEquals(List.of("Subject: a\r\n\r\none\r\ntwo\r\n", "Subject: b\r\n\r\n"), texts(route));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "refused", "empty"})
    void theOperationTopReturnsTheHeader(String top) throws Exception {
        serve(top);
        String uri = "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&password=s3cret&tls=none&mapMailMessage=false&operation=top&topLines=1";
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            for (int time = 1; time <= 2; time++) {
                Exchange exchange = context.createProducerTemplate()
                        .request(uri, it -> it.getIn().setHeaders(Map.of(Pop3xConstants.UID, "b")));
                assertEquals("Subject: b\r\n\r\none\r\n", exchange.getMessage().getBody(String.class));
            }
        }
    }

    @Test
    void aServerInTroubleIsNotTakenForOneWithoutTop() throws Exception {
        server.answers(new ServerProfile().mailbox("alice", "s3cret", maildrop));
        server.suffers(Misfortune.refuse("TOP", "[SYS/TEMP] later"));
        try (PolledRoute route = PolledRoute.from(server, "fetch=headers", exchange -> {})) {
            route.poll();
            assertEquals("", route.consumer().getStepDowns());
            assertEquals(List.of(), maildrop.retrievals());
        }
    }
}
