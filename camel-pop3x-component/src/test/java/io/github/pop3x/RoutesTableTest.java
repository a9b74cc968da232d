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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.SpooledRoutes;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What becomes of a mail in each kind of route that ends where it began or is handed over as a whole: when it is deleted,
 * that it is read octet for octet at the far end, and that its file is gone at once when its route is done.
 */
class RoutesTableTest {

    private static final List<String> THREE = List.of("a", "b", "c");

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path spool;

    private final CountDownLatch release = new CountDownLatch(1);

    private SpooledRoutes routes;

    private SpooledRoutes start(SpooledRoutes.Plan plan) throws Exception {
        routes = new SpooledRoutes(server, spool, THREE, plan);
        return routes;
    }

    private void end(Exchange exchange) {
        routes.arrive(exchange);
    }

    private void held(Exchange exchange) throws InterruptedException {
        if (!release.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the test did not go on");
        }
    }

    private static void fail(Exchange exchange) {
        throw new IllegalStateException("not today");
    }

    @Test
    void plain() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> r.from(mail).process(this::end))) {
            routes.poll();
            routes.assertAllArrivedOnceAndWereRemoved();
        }
    }

    @Test
    void aBodyThatTheRouteReplaces() throws Exception {
        try (SpooledRoutes routes = start((r, mail) ->
                r.from(mail).process(this::end).setBody(r.constant("read")).transform(r.constant("and done with")))) {
            routes.poll();
            routes.assertAllArrivedOnceAndWereRemoved();
        }
    }

    @Test
    void threads() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> r.from(mail).threads(2).process(this::end))) {
            routes.poll();
            routes.assertAllArrivedOnceAndWereRemoved();
        }
    }

    @Test
    void sedaIsDeletedWhenTheRouteBehindItIsDone() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> {
            r.from(mail).to("seda:queue");
            r.from("seda:queue").process(this::held).process(this::end);
        })) {
            routes.poll();
            assertEquals(List.of(), routes.removed());
            release.countDown();
            routes.assertAllArrivedOnceAndWereRemoved();
        }
    }

    @Test
    void splitStreaming() throws Exception {
        StringBuilder lines = new StringBuilder();
        try (SpooledRoutes routes = start((r, mail) -> r.from(mail)
                .split(r.body().tokenize("\n"))
                .streaming()
                .process(
                        part -> lines.append(part.getIn().getBody(String.class)).append('\n'))
                .end()
                .process(whole -> {
                    this.routes.arriveWhole(lines.toString());
                    lines.setLength(0);
                }))) {
            routes.poll();
            routes.assertAllArrivedOnceAndWereRemoved();
        }
    }

    @Test
    void splitInParallelLeavesTheWholeReadableAfterIt() throws Exception {
        AtomicInteger parts = new AtomicInteger();
        try (SpooledRoutes routes = start((r, mail) -> r.from(mail)
                .split(r.body().tokenize("\n"))
                .parallelProcessing()
                .process(part -> parts.incrementAndGet())
                .end()
                .process(this::end))) {
            routes.poll();
            routes.assertAllArrivedOnceAndWereRemoved();
            assertEquals(3 * 502, parts.get());
        }
    }

    @Test
    void wireTapReadsItsCopyAfterTheMailIsDeleted() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> {
            r.from(mail).wireTap("direct:tap");
            r.from("direct:tap").process(this::held).process(this::end);
        })) {
            routes.pollUntilRemoved("a", "b", "c");
            assertEquals(3, routes.files().size());
            release.countDown();
            routes.assertAllArrivedOnceAndWereRemoved();
        }
    }

    @Test
    void aRouteThatResequencesIsDeletedWhenTheMailHasLeftIt() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> r.from(mail)
                .resequence(r.header(Pop3xConstants.UID))
                .batch()
                .size(3)
                .timeout(20_000)
                .process(this::held)
                .process(this::end))) {
            routes.poll();
            assertEquals(List.of(), routes.removed());
            release.countDown();
            routes.assertAllArrivedOnceAndWereRemoved();
        }
    }

    @Test
    void aLoopThatCopies() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        try (SpooledRoutes routes = start((r, mail) -> r.from(mail)
                .loop(2)
                .copy()
                .process(this::readSome)
                .process(exchange -> rounds.incrementAndGet())
                .end()
                .process(this::end))) {
            routes.poll();
            routes.assertAllArrivedOnceAndWereRemoved();
            assertEquals(6, rounds.get());
        }
    }

    @Test
    void aRoutingSlipAndAFailover() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> {
            r.from(mail)
                    .routingSlip(r.constant("direct:some,direct:some"))
                    .loadBalance()
                    .failover(IllegalStateException.class)
                    .to("direct:broken", "direct:far");
            r.from("direct:some").process(this::readSome);
            r.from("direct:broken").process(this::readSome).process(RoutesTableTest::fail);
            r.from("direct:far").process(this::end);
        })) {
            routes.poll();
            routes.assertAllArrivedOnceAndWereRemoved();
        }
    }

    private void readSome(Exchange exchange) throws IOException {
        exchange.getIn().getBody(InputStream.class).readNBytes(100);
    }
}
