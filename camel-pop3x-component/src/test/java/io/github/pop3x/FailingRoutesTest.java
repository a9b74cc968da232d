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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.SpooledRoutes;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What becomes of a mail whose route fails, is rolled back or tries again: what is deleted, that it is read octet for octet
 * at the far end, and that its file is gone at once when its route is done.
 */
class FailingRoutesTest {

    private static final List<String> THREE = List.of("a", "b", "c");

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path spool;

    private SpooledRoutes routes;

    private SpooledRoutes start(SpooledRoutes.Plan plan) throws Exception {
        routes = new SpooledRoutes(server, spool, THREE, plan);
        return routes;
    }

    private void end(Exchange exchange) {
        routes.arrive(exchange);
    }

    private static void fail(Exchange exchange) {
        throw new IllegalStateException("not today");
    }

    @Test
    void anErrorThatIsHandledIsSuccess() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> {
            r.onException(IllegalStateException.class).handled(true).process(this::end);
            r.from(mail).process(FailingRoutesTest::fail);
        })) {
            routes.poll();
            routes.assertAllArrivedOnceAndWereRemoved();
        }
    }

    @Test
    void anErrorThatIsNotHandledKeepsTheMailAndItIsOfferedAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (SpooledRoutes routes = start((r, mail) -> r.from(mail).process(exchange -> {
            if (attempts.incrementAndGet() <= 3) {
                throw new IllegalStateException("not yet");
            }
            end(exchange);
        }))) {
            routes.poll();
            assertEquals(List.of(), routes.removed());
            await().until(() -> routes.files().isEmpty());
            routes.pollUntilRemoved("a", "b", "c");
            assertEquals(THREE, routes.arrived());
            assertEquals(6, routes.retrieved().size());
            await().until(() -> routes.files().isEmpty());
        }
    }

    @Test
    void rollbackOnlyKeepsTheMailAndItIsOfferedAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (SpooledRoutes routes = start((r, mail) -> r.from(mail)
                .choice()
                .when(exchange -> attempts.incrementAndGet() <= 3)
                .markRollbackOnly()
                .otherwise()
                .process(this::end))) {
            routes.poll();
            assertEquals(List.of(), routes.removed());
            await().until(() -> routes.files().isEmpty());
            routes.pollUntilRemoved("a", "b", "c");
            assertEquals(THREE, routes.arrived());
            await().until(() -> routes.files().isEmpty());
        }
    }

    @Test
    void aDeadLetterIsSuccess() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> {
            r.errorHandler(
                    r.deadLetterChannel("direct:dead").maximumRedeliveries(1).redeliveryDelay(1));
            r.from(mail).process(this::readSome).process(FailingRoutesTest::fail);
            r.from("direct:dead").process(this::end);
        })) {
            routes.poll();
            routes.assertAllArrivedOnceAndWereRemoved();
        }
    }

    @Test
    void aDeadLetterWithTheOriginalMessageIsSuccess() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> {
            r.errorHandler(r.deadLetterChannel("direct:dead").useOriginalMessage());
            r.from(mail).process(this::readSome).setBody(r.constant("other")).process(FailingRoutesTest::fail);
            r.from("direct:dead").process(this::end);
        })) {
            routes.poll();
            routes.assertAllArrivedOnceAndWereRemoved();
        }
    }

    @Test
    void redeliveryThatIsDelayedAndAsynchronousReadsTheWholeEachTime() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (SpooledRoutes routes = start((r, mail) -> {
            r.errorHandler(r.defaultErrorHandler()
                    .maximumRedeliveries(2)
                    .redeliveryDelay(20)
                    .asyncDelayedRedelivery());
            r.from(mail).process(exchange -> {
                if (attempts.incrementAndGet() % 3 > 0) {
                    readSome(exchange);
                    fail(exchange);
                }
                end(exchange);
            });
        })) {
            routes.poll();
            routes.assertAllArrivedOnceAndWereRemoved();
            assertEquals(9, attempts.get());
        }
    }

    private void readSome(Exchange exchange) throws IOException {
        exchange.getIn().getBody(InputStream.class).readNBytes(100);
    }
}
