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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.VirtualTime;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Processor;
import org.apache.camel.console.DevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the console shows of a route, as text and as JSON that can be read back. */
class DevConsoleTest {

    private static final String MAIL = "Subject: hello\r\n\r\nHello\r\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final VirtualTime time = new VirtualTime();
    private final Maildrop maildrop = new Maildrop();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    private PolledRoute route(String options) throws Exception {
        return route(options, Map.of(), exchange -> {
            if (failing.contains(exchange.getIn().getHeader(Pop3xConstants.UID, String.class))) {
                throw new IllegalStateException("no room");
            }
        });
    }

    private PolledRoute route(String options, Map<String, Object> beans, Processor processor) throws Exception {
        server.answers(maildrop);
        PolledRoute route =
                PolledRoute.from(server, "delay=60000" + (options.isEmpty() ? "" : "&" + options), beans, processor);
        for (String scheme : List.of("pop3x", "pop3xs")) {
            route.context().getComponent(scheme, Pop3xComponent.class).clocks().tellTimeBy(time, time::nanoTime);
        }
        // The schedule begins anew by the clock of the test.
        route.context().getRouteController().stopRoute("polled");
        route.context().getRouteController().startRoute("polled");
        return route;
    }

    private static Object call(PolledRoute route, DevConsole.MediaType type, Map<String, Object> options) {
        Pop3xDevConsole console = new Pop3xDevConsole();
        console.setCamelContext(route.context());
        return console.call(type, options);
    }

    private static String text(PolledRoute route, Map<String, Object> options) {
        return (String) call(route, DevConsole.MediaType.TEXT, options);
    }

    @SuppressWarnings("unchecked")
    private static List<JsonObject> json(PolledRoute route, Map<String, Object> options) throws Exception {
        String written = new JsonObject((Map<String, Object>) call(route, DevConsole.MediaType.JSON, options)).toJson();
        List<JsonObject> consumers = new ArrayList<>();
        ((JsonArray) ((JsonObject) Jsoner.deserialize(written)).get("consumers"))
                .forEach(consumer -> consumers.add((JsonObject) consumer));
        return consumers;
    }

    private static JsonObject shown(PolledRoute route) throws Exception {
        return json(route, Map.of()).get(0);
    }

    private static List<?> uids(JsonObject shown, String list) {
        return ((Collection<?>) shown.get(list))
                .stream().map(item -> ((JsonObject) item).get("uid")).toList();
    }

    @Test
    void aMessageInFlightIsShownWithTheTimeItsRouteTakesAndThePollWithItsBeginning() throws Exception {
        maildrop.add("a", MAIL);
        AtomicReference<PolledRoute> open = new AtomicReference<>();
        AtomicReference<JsonObject> meanwhile = new AtomicReference<>();
        try (PolledRoute route = route("", Map.of(), exchange -> {
            time.pass(Duration.ofSeconds(90));
            meanwhile.set(shown(open.get()));
        })) {
            open.set(route);
            Instant began = time.instant();
            route.poll();
            JsonObject item = (JsonObject) ((JsonArray) meanwhile.get().get("inFlight")).get(0);
            assertThat(item.getString("uid")).isEqualTo("a");
            assertThat(item.getInteger("attempts")).isEqualTo(1);
            assertThat(item.getInteger("seconds")).isEqualTo(90);
            assertThat(item.getString("since")).isEqualTo(began.toString());
            assertThat(meanwhile.get().getString("pollingSince")).isEqualTo(began.toString());
            assertThat(shown(route).getString("pollingSince")).isEmpty();
            assertThat(uids(shown(route), "inFlight")).isEmpty();
        }
    }

    @Test
    void aMessageThatFailedIsShownWithTheTimeOfItsRetryAndThenAsExhausted() throws Exception {
        maildrop.add("a", MAIL).add("b", MAIL);
        failing.add("b");
        try (PolledRoute route = route("maxAttempts=2")) {
            Instant began = time.instant();
            route.poll();
            JsonObject shown = shown(route);
            JsonObject item = (JsonObject) ((JsonArray) shown.get("waitingForRetry")).get(0);
            assertThat(uids(shown, "waitingForRetry")).isEqualTo(List.of("b"));
            assertThat(item.getInteger("attempts")).isEqualTo(1);
            assertThat(item.getString("until")).isEqualTo(began.plusSeconds(60).toString());
            assertThat(text(route, Map.of()))
                    .contains("uid b, attempts 1, retrievalFailures 0, until " + began.plusSeconds(60));
            time.pass(Duration.ofMinutes(1));
            route.poll();
            assertThat(uids(shown(route), "waitingForRetry")).isEmpty();
            assertThat(uids(shown(route), "exhausted")).isEqualTo(List.of("b"));
            maildrop.remove("b");
            route.poll();
            assertThat(uids(shown(route), "exhausted")).as("gone").isEmpty();
        }
    }

    @Test
    void listsAreBoundedAndSayHowManyAreLeftOut() throws Exception {
        for (int i = 0; i < 25; i++) {
            maildrop.add("m" + i, MAIL);
            failing.add("m" + i);
        }
        try (PolledRoute route = route("")) {
            route.poll();
            assertThat(uids(shown(route), "waitingForRetry")).hasSize(20);
            assertThat(shown(route).getInteger("waitingForRetryLeftOut")).isEqualTo(5);
            JsonObject three = json(route, Map.of(Pop3xDevConsole.LIMIT, "3")).get(0);
            assertThat(uids(three, "waitingForRetry")).hasSize(3);
            assertThat(three.getInteger("waitingForRetryLeftOut")).isEqualTo(22);
            assertThat(text(route, Map.of(Pop3xDevConsole.LIMIT, "3"))).contains("waitingForRetryLeftOut: 22");
        }
    }

    @Test
    void aRouteIsChosenByItsIdOrItsMailbox() throws Exception {
        try (PolledRoute route = route("")) {
            String mailbox = route.consumer().getMailbox();
            for (String pattern : List.of("polled", "poll*", "poll(ed|ing)")) {
                assertThat(json(route, Map.of(Pop3xDevConsole.ROUTE_ID, pattern)))
                        .as(pattern)
                        .hasSize(1);
                assertThat(text(route, Map.of(Pop3xDevConsole.FILTER, pattern)))
                        .as(pattern)
                        .contains(mailbox);
            }
            assertThat(json(route, Map.of(Pop3xDevConsole.FILTER, "alice@*"))).hasSize(1);
            assertThat(json(route, Map.of(Pop3xDevConsole.ROUTE_ID, "alice@*"))).isEmpty();
            assertThat(json(route, Map.of(Pop3xDevConsole.FILTER, "other"))).isEmpty();
            assertThat(text(route, Map.of(Pop3xDevConsole.ROUTE_ID, "other"))).isEmpty();
        }
    }

    @Test
    void theDialogueIsShownOnRequest() throws Exception {
        try (PolledRoute route = route("")) {
            route.poll();
            assertThat(text(route, Map.of())).doesNotContain("C: QUIT");
            assertThat(shown(route).containsKey("lastDialogue")).isFalse();
            Map<String, Object> asked = Map.of(Pop3xDevConsole.DIALOGUE, "true");
            assertThat(text(route, asked)).contains("C: QUIT");
            assertThat((Collection<?>) json(route, asked).get(0).get("lastDialogue"))
                    .isNotEmpty();
        }
    }

    @Test
    void theNextPollIsThatOfTheScheduleOrTheTimeUntilWhichTheServerIsLeftAlone() throws Exception {
        try (PolledRoute route = route("authMechanisms=USER")) {
            Instant scheduled = time.instant().plus(Duration.ofHours(1));
            assertThat(shown(route).getString("nextPoll")).as("initialDelay").isEqualTo(scheduled.toString());
            route.consumer().run();
            assertThat(shown(route).getString("nextPoll"))
                    .isEqualTo(time.instant().plusSeconds(60).toString());
            time.pass(Duration.ofSeconds(20));
            route.consumer().pollNow();
            assertThat(route.deleteLate()).as("what was scheduled").isEqualTo(1);
            assertThat(shown(route).getString("nextPoll"))
                    .isEqualTo(time.instant().plusSeconds(40).toString());
            server.suffers(Misfortune.refuse("PASS", "[AUTH] password changed"));
            assertThatThrownBy(route::poll).isNotNull();
            assertThat(shown(route).getString("breaker")).isEqualTo("open");
            assertThat(shown(route).getString("nextPoll"))
                    .isEqualTo(shown(route).getString("nextAttempt"))
                    .isGreaterThan(time.instant().plusSeconds(60).toString());
            route.context().getRouteController().suspendRoute("polled");
            assertThat(shown(route).getString("status")).isEqualTo("Suspended");
            assertThat(shown(route).getString("nextPoll")).isEmpty();
        }
    }

    @Test
    void theLedgerIsShownByItsKindAndSize() throws Exception {
        maildrop.add("a", MAIL);
        try (PolledRoute route = route("")) {
            route.poll();
            assertThat(shown(route).getString("ledger")).isEqualTo("memory");
            assertThat(shown(route).getInteger("ledgerEntries")).isEqualTo(1);
        }
    }

    @Test
    void aRouteThatDoesNotStartIsShownWithTheReason() throws Exception {
        BrokenStore store = new BrokenStore();
        try (PolledRoute route = route("ledger=#store", Map.of("store", store), exchange -> {})) {
            assertThat(shown(route).getString("error")).isEmpty();
            route.context().getRouteController().stopRoute("polled");
            store.isBroken = true;
            assertThatThrownBy(() -> route.context().getRouteController().startRoute("polled"))
                    .isNotNull();
            assertThat(shown(route).getString("status")).isEqualTo("Stopped");
            assertThat(shown(route).getString("error")).startsWith("START").endsWith("the disk is gone");
            assertThat(shown(route).getString("ledger")).isEqualTo("BrokenStore");
            assertThat(shown(route).getString("nextPoll")).isEmpty();
            store.isBroken = false;
            route.context().getRouteController().startRoute("polled");
            assertThat(shown(route).getString("status")).isEqualTo("Started");
            assertThat(shown(route).getString("error")).isEmpty();
        }
    }

    /** Forgets everything, and does not say so once it is broken. */
    private static final class BrokenStore implements LedgerStore {
        private boolean isBroken;

        @Override
        public Recorded load(String mailbox) {
            return Recorded.NOTHING;
        }

        @Override
        public void save(String mailbox, Collection<LedgerEntry> entries) {}

        @Override
        public void forget(String mailbox, Collection<MessageIdentity> identities) {}

        @Override
        public void markBaseline(String mailbox) {}

        @Override
        public void sync() {}

        @Override
        public boolean isDurable() {
            if (isBroken) {
                throw new IllegalStateException("the disk is gone");
            }
            return true;
        }

        @Override
        public void close() {}
    }
}
