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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Where an exchange is handed over to another thread, its verdict is given where it really ends. */
class AsynchronousRoutesTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final CountDownLatch release = new CountDownLatch(1);
    private final Map<String, Integer> read = new ConcurrentHashMap<>();
    private final Map<String, Integer> tapped = new ConcurrentHashMap<>();

    private static void note(Exchange exchange, Map<String, Integer> where) {
        where.put(
                exchange.getIn().getHeader(Pop3xConstants.UID, String.class),
                exchange.getIn().getBody(byte[].class).length);
    }

    @Test
    void aMessageBehindSedaIsDeletedAfterItsRoute() throws Exception {
        Maildrop maildrop = new Maildrop();
        List.of("a", "b", "c").forEach(uid -> maildrop.add(uid, "Subject: x\n\n" + "y".repeat(500) + "\n"));
        server.answers(maildrop);
        String uri = "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&password=s3cret&tls=none&mapMailMessage=false&delete=true"
                + "&spoolThreshold=0&initialDelay=3600000";
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).routeId("mail").to("seda:queue");
                    from("seda:queue")
                            .process(exchange -> release.await(10, TimeUnit.SECONDS))
                            .wireTap("direct:tap")
                            .process(exchange -> note(exchange, read));
                    from("direct:tap").process(exchange -> note(exchange, tapped));
                }
            });
            context.start();
            Pop3xConsumer consumer = (Pop3xConsumer) context.getRoute("mail").getConsumer();
            assertEquals(3, consumer.poll());
            assertEquals(List.of(), maildrop.removals(), "the routes behind seda have not ended");
            release.countDown();
            await().until(() -> consumer.poll() == 0 && maildrop.removals().size() == 3 && tapped.size() == 3);
            assertEquals(List.of("a", "b", "c"), maildrop.removals());
            assertEquals(List.of("a", "b", "c"), maildrop.retrievals(), "none was routed twice");
            Map<String, Integer> whole = Map.of("a", 516, "b", 516, "c", 516);
            assertEquals(whole, read);
            assertEquals(whole, tapped);
        }
    }
}
