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

import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Two routes of one context on one mailbox: one that keeps what it has routed, and one that deletes it. */
class SharedMailboxTest {

    private static final String MAIL = "Subject: one\n\nHello\n";
    private static final String DELETING = "deleting";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop().add("a", MAIL).add("b", MAIL);
    private final List<String> deletingRouted = new ArrayList<>();
    private PolledRoute keeping;

    @BeforeEach
    void answer() {
        server.answers(maildrop);
    }

    @AfterEach
    void stop() {
        keeping.close();
    }

    private void start(String keyOfKeeping, String keyOfDeleting) throws Exception {
        keeping = PolledRoute.from(server, keyOfKeeping, exchange -> {});
        keeping.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pop3x:" + server.host() + ":" + server.port()
                                + "?username=alice&password=s3cret&tls=none&mapMailMessage=false"
                                + "&startScheduler=false&delete=true" + keyOfDeleting)
                        .routeId(DELETING)
                        .process(exchange ->
                                deletingRouted.add(exchange.getIn().getHeader(Pop3xConstants.UID, String.class)));
            }
        });
    }

    private int pollDeleting() throws Exception {
        return ((Pop3xConsumer) keeping.context().getRoute(DELETING).getConsumer()).poll();
    }

    @Test
    void withoutKeysEachMessageGoesToOneOfThemAndFollowsItsOptions() throws Exception {
        start("", "");
        assertEquals(2, keeping.poll());
        assertEquals(0, pollDeleting(), "what the other one has is not for this one to route, or to delete");
        assertEquals(List.of("a", "b"), maildrop.uids());
        maildrop.add("c", MAIL);
        assertEquals(1, pollDeleting());
        assertEquals(List.of("c"), maildrop.removals());
        assertEquals(0, keeping.poll());
        assertEquals(List.of("a", "b"), keeping.takeUids());
        assertEquals(List.of("c"), deletingRouted);
        assertEquals(List.of("a", "b"), maildrop.uids());
    }

    @Test
    void withKeysOfTheirOwnEachGetsWhatItFinds() throws Exception {
        start("mailboxKey=kept", "&mailboxKey=deleted");
        assertEquals(2, keeping.poll());
        assertEquals(List.of(), maildrop.removals());
        assertEquals(2, pollDeleting());
        assertEquals(List.of("a", "b"), keeping.takeUids());
        assertEquals(List.of("a", "b"), deletingRouted);
        assertEquals(List.of("a", "b"), maildrop.removals());
    }

    @Test
    void withKeysOfTheirOwnTheOneThatDeletesMayBeFasterThanTheOther() throws Exception {
        start("mailboxKey=kept", "&mailboxKey=deleted");
        assertEquals(2, pollDeleting());
        assertEquals(0, keeping.poll());
        assertEquals(List.of(), maildrop.uids());
    }

    @Test
    void aKeyForOneOfThemIsEnough() throws Exception {
        start("", "&mailboxKey=deleted");
        assertEquals(2, keeping.poll());
        assertEquals(2, pollDeleting());
        assertEquals(List.of("a", "b"), maildrop.removals());
    }
}
