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

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.VirtualTime;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** More mailboxes in one context than Camel's default thread pool profile has places in a queue. */
class ManyMailboxesTest {

    private static final int MAILBOXES = 1_100;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final VirtualTime time = new VirtualTime();
    private final Maildrop mails = new Maildrop().add("a", "Subject: a\n\nHello\n");
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void withoutManagement() {
        context.disableJMX();
        server.answers(mails);
        // Time stands still, so that the first polls do not depend on how long the start takes.
        context.getComponent("pop3x", Pop3xComponent.class).clocks().tellTimeBy(time, time::nanoTime);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void start(int mailboxes, String options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < mailboxes; i++) {
                    from("pop3x:" + server.host() + ":" + server.port() + "?username=alice&password=s3cret&tls=none"
                                    + "&delete=true&mailboxKey=" + i + options)
                            .routeId("mailbox" + i)
                            .process(exchange -> {});
                }
            }
        });
        context.start();
    }

    private Pop3xConsumer consumer(int mailbox) {
        return (Pop3xConsumer) context.getRoute("mailbox" + mailbox).getConsumer();
    }

    @Test
    void allStartAndPollNowAndDeletesFindAPlace() throws Exception {
        start(MAILBOXES, "&delay=1d&initialDelay=1d");
        assertEquals(MAILBOXES, context.getRoutes().size());
        consumer(MAILBOXES - 1).pollNow();
        await().until(() -> mails.removals().equals(List.of("a")));
    }

    @Test
    void theFirstPollsAreSpread() throws Exception {
        start(50, "&delay=1d");
        assertEquals(TimeUnit.SECONDS.toMillis(1), consumer(0).getInitialDelay());
        for (int mailbox : new int[] {9, 19, 49}) {
            long later = consumer(mailbox).getInitialDelay() - 1_000;
            assertTrue(later >= 5 * mailbox - 1 && later <= 10 * mailbox, () -> mailbox + ": " + later);
        }
    }
}
