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

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.SpooledRoutes;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.impl.engine.PooledProcessorExchangeFactory;
import org.apache.camel.model.ClaimCheckOperation;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.processor.aggregate.GroupedExchangeAggregationStrategy;
import org.apache.camel.processor.aggregate.GroupedMessageAggregationStrategy;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What becomes of a mail in routes that copy it, and may keep the copy longer than the route takes: it is read octet for
 * octet at the far end, though the mail is deleted by then, and its file is gone when nobody can reach a copy any more.
 */
class RoutesThatCopyTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path spool;

    private final CountDownLatch release = new CountDownLatch(1);

    private SpooledRoutes routes;

    private SpooledRoutes start(SpooledRoutes.Plan plan) throws Exception {
        routes = new SpooledRoutes(server, spool, List.of("a", "b"), plan);
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

    /** Whatever the far end of an aggregate has: bodies, messages, exchanges. */
    static Stream<Named<AggregationStrategy>> groups() {
        return Stream.of(
                Named.of("bodies", new GroupedBodyAggregationStrategy()),
                Named.of("messages", new GroupedMessageAggregationStrategy()),
                Named.of("exchanges", new GroupedExchangeAggregationStrategy()));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void anAggregateBySizeIsReadWholeThoughItsMailsAreDeletedEarly(AggregationStrategy group) throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> r.from(mail)
                .aggregate(r.constant(true), group)
                .completionSize(3)
                .process(this::end))) {
            routes.pollUntilRemoved("a", "b");
            assertEquals(List.of(), routes.arrived());
            System.gc();
            routes.receive("c");
            routes.pollUntilRemoved("a", "b", "c");
            assertEquals(List.of("a", "b", "c"), routes.awaitArrived(3));
            routes.awaitNoFiles();
        }
    }

    @ParameterizedTest
    @MethodSource("groups")
    void anAggregateByTimeoutToo(AggregationStrategy group) throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> r.from(mail)
                .aggregate(r.constant(true), group)
                .completionTimeout(300)
                .completionTimeoutCheckerInterval(50)
                .to("seda:far"))) {
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("seda:far").process(RoutesThatCopyTest.this::end);
                }
            });
            routes.pollUntilRemoved("a", "b");
            assertEquals(List.of("a", "b"), routes.awaitArrived(2));
            routes.awaitNoFiles();
        }
    }

    @Test
    void anAggregateOfTheLatestOnly() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> r.from(mail)
                .aggregate(r.constant(true), new UseLatestAggregationStrategy())
                .completionSize(2)
                .to("direct:next")
                .end())) {
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:next").to("seda:far");
                    from("seda:far").process(RoutesThatCopyTest.this::end);
                }
            });
            routes.pollUntilRemoved("a", "b");
            assertEquals(List.of("b"), routes.awaitArrived(1));
            routes.awaitNoFiles();
        }
    }

    @Test
    void anAggregateUnderRedelivery() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> {
            r.errorHandler(r.defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1));
            r.from(mail)
                    .aggregate(r.constant(true), new GroupedBodyAggregationStrategy())
                    .completionSize(2)
                    .process(this::end);
        })) {
            routes.pollUntilRemoved("a", "b");
            assertEquals(List.of("a", "b"), routes.awaitArrived(2));
            routes.awaitNoFiles();
        }
    }

    @Test
    void multicastInParallel() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> {
            r.from(mail)
                    .multicast(new GroupedBodyAggregationStrategy())
                    .parallelProcessing()
                    .to("direct:one", "direct:two")
                    .end()
                    .process(this::end);
            r.from("direct:one").process(this::end);
            r.from("direct:two").process(this::end);
        })) {
            routes.pollUntilRemoved("a", "b");
            assertEquals(List.of("a", "a", "a", "a", "b", "b", "b", "b"), routes.awaitArrived(8));
            routes.awaitNoFiles();
        }
    }

    @Test
    void aPartOfAMulticastThatIsLateReadsWhatTheRestHasDone() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> {
            r.from(mail)
                    .multicast(new UseOriginalAggregationStrategy())
                    .parallelProcessing()
                    .timeout(100)
                    .to("direct:late");
            r.from("direct:late").process(this::held).process(this::end);
        })) {
            routes.pollUntilRemoved("a", "b");
            release.countDown();
            assertEquals(List.of("a", "b"), routes.awaitArrived(2));
            routes.awaitNoFiles();
        }
    }

    /** The other patterns of Camel that copy, each before the same far end. */
    static Stream<Named<SpooledRoutes.Plan>> others() {
        return Stream.of(
                Named.of("multicast", (r, mail) -> r.from(mail).multicast().to("direct:side", "direct:far")),
                Named.of("recipient list", (r, mail) -> r.from(mail)
                        .recipientList(r.constant("direct:side,direct:far"))),
                Named.of("enrich", (r, mail) -> r.from(mail)
                        .enrich("direct:side", new UseOriginalAggregationStrategy())
                        .to("direct:far")),
                Named.of("claim check", (r, mail) -> r.from(mail)
                        .claimCheck(ClaimCheckOperation.Push)
                        .setBody(r.constant("light"))
                        .claimCheck(ClaimCheckOperation.Pop)
                        .to("direct:far")),
                Named.of("on completion", (r, mail) -> {
                    r.onCompletion().to("direct:far");
                    r.from(mail).to("direct:side");
                }),
                Named.of("resequence as a stream", (r, mail) -> r
                        .from(mail)
                        .setHeader("seqno", r.exchangeProperty("CamelBatchIndex"))
                        .resequence(r.header("seqno"))
                        .stream()
                        .timeout(50)
                        .to("direct:far")),
                Named.of("seda in a part of a multicast", (r, mail) -> {
                    r.from(mail).multicast().to("seda:far");
                    r.from("seda:far").to("direct:far");
                }));
    }

    @ParameterizedTest
    @MethodSource("others")
    void everyCopyingPatternReadsTheWholeMessage(SpooledRoutes.Plan plan) throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> {
            plan.configure(r, mail);
            r.from("direct:side").process(exchange -> {});
            r.from("direct:far").process(this::end);
        })) {
            routes.pollUntilRemoved("a", "b");
            assertEquals(List.of("a", "b"), routes.awaitArrived(2));
            routes.awaitNoFiles();
        }
    }

    /** Where exchanges are pooled, copies are made in another way. */
    @Test
    void pooledExchangesToo() throws Exception {
        try (SpooledRoutes routes = start((r, mail) -> {
            r.getContext().getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
            r.getContext().getCamelContextExtension().setProcessorExchangeFactory(new PooledProcessorExchangeFactory());
            r.from(mail).wireTap("direct:tap").to("direct:side");
            r.from("direct:tap").process(this::held).process(this::end);
            r.from("direct:side")
                    .aggregate(r.constant(true), new GroupedBodyAggregationStrategy())
                    .completionSize(2)
                    .to("seda:far");
            r.from("seda:far").process(this::held).process(this::end);
        })) {
            routes.pollUntilRemoved("a", "b");
            System.gc();
            release.countDown();
            assertEquals(List.of("a", "a", "b", "b"), routes.awaitArrived(4));
            routes.awaitNoFiles();
        }
    }
}
