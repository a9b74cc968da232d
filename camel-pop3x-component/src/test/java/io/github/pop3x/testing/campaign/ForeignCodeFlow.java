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
package io.github.pop3x.testing.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.pop3x.PackageAccess;
import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.Pop3xConsumer;
import io.github.pop3x.Pop3xEndpoint;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/** The ways in which a mailbox is used whose beans throw: by polls, on demand, and by operations. */
public enum ForeignCodeFlow {
    /** A route polls, and mails are mapped by a bean. */
    POLLS {
        @Override
        void run(ForeignCodeStory story, String where) throws Exception {
            polls(story, where, false);
        }
    },
    /** A route polls, and mails are mapped by the component. */
    POLLS_MAPPED {
        @Override
        void run(ForeignCodeStory story, String where) throws Exception {
            polls(story, where, true);
        }
    },
    /** Messages are received one at a time. */
    RECEIVES {
        @Override
        void run(ForeignCodeStory story, String where) throws Exception {
            receives(story, where);
        }
    },
    /** Operations retrieve and delete. */
    OPERATES {
        @Override
        void run(ForeignCodeStory story, String where) throws Exception {
            operates(story, where);
        }
    };

    private static final int MOST_ROUNDS = 40;
    private static final int QUIET_ROUNDS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    abstract void run(ForeignCodeStory story, String where) throws Exception;

    /** How often each piece of foreign code is called while nothing throws. */
    public Map<String, Integer> measure() throws Exception {
        ForeignCode code = new ForeignCode("", 0, IllegalStateException::new);
        Optional<String> outcome = tell(code, "", this + ": nothing throws");
        if (outcome.isPresent()) {
            throw new AssertionError(outcome.get());
        }
        return code.calls();
    }

    /**
     * Has one call throw.
     *
     * @return how the promise was broken; empty if it was kept
     */
    public Optional<String> tell(String where, int call, String kind, Supplier<Throwable> failure) throws Exception {
        return tell(
                new ForeignCode(where, call, failure), where, this + ": " + kind + " at call " + call + " of " + where);
    }

    private Optional<String> tell(ForeignCode code, String where, String name) throws Exception {
        try (ForeignCodeStory story = new ForeignCodeStory(code)) {
            run(story, where);
            return story.outcome(name);
        }
    }

    /** What may be thrown at each call. */
    public static Map<String, Supplier<Throwable>> failures() {
        return ForeignBeans.failures();
    }

    private static void polls(ForeignCodeStory story, String where, boolean mapped) throws Exception {
        String uri = story.uri(mapped, ForeignCodeStory.CONSUMING + "&pollStrategy=#pollStrategy&initialDelay=3600000");
        story.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(uri).routeId("mail").process(story::route);
            }
        });
        story.context().start();
        Pop3xConsumer consumer =
                (Pop3xConsumer) story.context().getRoute("mail").getConsumer();
        int quiet = 0;
        for (int round = 0; !story.isBroken() && quiet < QUIET_ROUNDS && round < MOST_ROUNDS; round++) {
            PackageAccess.closeBreaker(consumer.getEndpoint());
            try {
                consumer.run();
            } catch (RuntimeException | Error e) {
                story.breached("the schedule ends with " + e);
            }
            awaitRoutes(story, consumer);
            story.settle(where);
            quiet = story.isOver() ? quiet + 1 : 0;
        }
        if (PackageAccess.onTheWay(consumer) != 0) {
            story.breached(PackageAccess.onTheWay(consumer) + " messages are still on their way");
        }
        story.checkEnd(where);
    }

    private static void awaitRoutes(ForeignCodeStory story, Pop3xConsumer consumer) {
        try {
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> story.context().getInflightRepository().size() == 0
                            && PackageAccess.onTheWay(consumer) == 0);
        } catch (ConditionTimeoutException e) {
            story.breached("routes do not end: " + PackageAccess.onTheWay(consumer) + " messages are on their way, "
                    + story.context().getInflightRepository().size() + " exchanges are in flight");
        }
    }

    private static void receives(ForeignCodeStory story, String where) throws Exception {
        story.context().start();
        String uri = story.uri(false, ForeignCodeStory.CONSUMING);
        Pop3xEndpoint endpoint = story.context().getEndpoint(uri, Pop3xEndpoint.class);
        ConsumerTemplate template = story.context().createConsumerTemplate();
        int quiet = 0;
        for (int round = 0; !story.isBroken() && quiet < QUIET_ROUNDS && round < MOST_ROUNDS; round++) {
            PackageAccess.closeBreaker(endpoint);
            boolean received = false;
            try {
                received = receive(story, template, uri);
            } catch (RuntimeException | Error e) {
                // The caller gets it; an exchange that is not ended then is given back when nobody can reach it.
                received = true;
                System.gc();
            }
            story.settle(where);
            quiet = story.isOver() && !received ? quiet + 1 : 0;
        }
        story.awaitUnreachableBodies();
        story.checkEnd(where);
    }

    private static boolean receive(ForeignCodeStory story, ConsumerTemplate template, String uri) {
        Exchange exchange = template.receiveNoWait(uri);
        if (exchange == null) {
            return false;
        }
        try {
            story.route(exchange);
        } catch (Exception | Error e) {
            exchange.setException(e);
        }
        template.doneUoW(exchange);
        return true;
    }

    /** What fails is told the caller, who tries again. */
    private static void operates(ForeignCodeStory story, String where) throws Exception {
        story.context().start();
        ProducerTemplate template = story.context().createProducerTemplate();
        for (boolean mapped : new boolean[] {false, true}) {
            String uri = story.uri(mapped, "&operation=retrieve");
            succeeds(story, where, template, uri, ForeignCodeStory.DELIVERED);
        }
        ForeignCodeStory.DELIVERED.forEach(story::count);
        succeeds(story, where, template, story.uri(false, "&operation=delete"), ForeignCodeStory.DELIVERED);
        story.checkEnd(where);
    }

    private static void succeeds(
            ForeignCodeStory story, String where, ProducerTemplate template, String uri, List<String> uids) {
        Pop3xEndpoint endpoint = story.context().getEndpoint(uri, Pop3xEndpoint.class);
        boolean done = false;
        for (int round = 0; !done && !story.isBroken() && round < MOST_ROUNDS; round++) {
            PackageAccess.closeBreaker(endpoint);
            done = operate(template, uri, uids);
            story.settle(where);
        }
        if (!done) {
            story.breached("an operation does not succeed");
        }
    }

    private static boolean operate(ProducerTemplate template, String uri, List<String> uids) {
        try {
            Exchange done = template.request(uri, exchange -> {
                exchange.getMessage().setHeader(Pop3xConstants.UID, uids);
                exchange.getExchangeExtension().setFromRouteId("one that ends the exchange");
            });
            return done.getException() == null;
        } catch (RuntimeException | Error e) {
            return false;
        }
    }
}
