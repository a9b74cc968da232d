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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.VirtualTime;
import io.github.pop3x.testing.route.PolledRoute;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The mailbox of a route is measured by the meter registry that Camel's registry has, from the route's start to its stop. */
class MetersTest {

    private static final String MAIL = "Subject: hello\r\n\r\nHello\r\n";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(pop3x\\.[a-z.]+)` \\| (counter|gauge|timer) ");

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Maildrop maildrop = new Maildrop();

    private PolledRoute route(String options, Map<String, Object> beans) throws Exception {
        server.answers(maildrop);
        return PolledRoute.from(server, options, beans, exchange -> {
            if (exchange.getIn().getHeader(Pop3xConstants.UID, String.class).startsWith("bad")) {
                throw new IllegalStateException("no room");
            }
        });
    }

    private PolledRoute measured(String options) throws Exception {
        return route(options, Map.of("meters", registry));
    }

    private double value(String name) {
        return registry.get(name).meter().measure().iterator().next().getValue();
    }

    private Map<String, Double> values(String... names) {
        Map<String, Double> values = new TreeMap<>();
        for (String name : names) {
            values.put(name, value(name));
        }
        return values;
    }

    private static List<String> bound(MeterRegistry registry) {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .filter(name -> name.startsWith("pop3x."))
                .sorted()
                .toList();
    }

    @Test
    void whatIsDoneWithTheMailboxIsCounted() throws Exception {
        maildrop.add("good", MAIL).add("bad", MAIL);
        try (PolledRoute route = measured("delete=true&maxAttempts=1")) {
            route.poll();
            // A worker leaves a little after its last verdict.
            await().until(() -> value("pop3x.messages.on.the.way") == 0);
            assertThat(values(
                            "pop3x.sessions",
                            "pop3x.messages.listed",
                            "pop3x.messages.retrieved",
                            "pop3x.messages.delivered",
                            "pop3x.messages.failed",
                            "pop3x.messages.exhausted",
                            "pop3x.messages.deleted",
                            "pop3x.messages.unconfirmed",
                            "pop3x.messages.on.the.way",
                            "pop3x.ledger.entries",
                            "pop3x.breaker.open"))
                    .isEqualTo(new TreeMap<>(Map.ofEntries(
                            Map.entry("pop3x.sessions", 1.0),
                            Map.entry("pop3x.messages.listed", 2.0),
                            Map.entry("pop3x.messages.retrieved", 2.0),
                            Map.entry("pop3x.messages.delivered", 1.0),
                            Map.entry("pop3x.messages.failed", 1.0),
                            Map.entry("pop3x.messages.exhausted", 1.0),
                            Map.entry("pop3x.messages.deleted", 1.0),
                            Map.entry("pop3x.messages.unconfirmed", 0.0),
                            Map.entry("pop3x.messages.on.the.way", 0.0),
                            Map.entry("pop3x.ledger.entries", 2.0),
                            Map.entry("pop3x.breaker.open", 0.0))));
            assertThat(registry.get("pop3x.retrieved").functionCounter().count())
                    .isEqualTo(2.0 * MAIL.length());
            assertThat(registry.get("pop3x.retrieved").meter().getId().getBaseUnit())
                    .isEqualTo("bytes");
            assertThat(value("pop3x.spooled")).isEqualTo(route.consumer().getSpooledOctets());
        }
    }

    @Test
    void messagesOnTheirWayAreShownWhileTheyAre() throws Exception {
        maildrop.add("good", MAIL);
        server.answers(maildrop);
        double[] seen = new double[1];
        try (PolledRoute route = PolledRoute.from(
                server, "", Map.of("meters", registry), exchange -> seen[0] = value("pop3x.messages.on.the.way"))) {
            route.poll();
        }
        assertThat(seen[0]).isEqualTo(1.0);
    }

    @Test
    void pollsAndSessionsAreTimed() throws Exception {
        try (PolledRoute route = measured("")) {
            route.poll();
            route.poll();
            for (String timer : List.of("pop3x.poll", "pop3x.session", "pop3x.connect", "pop3x.round.trip")) {
                assertThat(registry.get(timer).functionTimer().count()).isEqualTo(2.0);
                assertThat(registry.get(timer).functionTimer().totalTime(TimeUnit.NANOSECONDS))
                        .isPositive();
            }
            assertThat(registry.get("pop3x.round.trip").functionTimer().totalTime(TimeUnit.NANOSECONDS))
                    .isLessThan(registry.get("pop3x.session").functionTimer().totalTime(TimeUnit.NANOSECONDS));
            assertThat(registry.get("pop3x.connect").functionTimer().totalTime(TimeUnit.NANOSECONDS))
                    .isLessThanOrEqualTo(
                            registry.get("pop3x.session").functionTimer().totalTime(TimeUnit.NANOSECONDS));
        }
    }

    @Test
    void theAgeOfTheLastGoodPollGrowsUntilThereIsAnother() throws Exception {
        VirtualTime time = new VirtualTime();
        try (PolledRoute route = measured("authMechanisms=USER")) {
            for (String scheme : List.of("pop3x", "pop3xs")) {
                route.context()
                        .getComponent(scheme, Pop3xComponent.class)
                        .clocks()
                        .tellTimeBy(time, time::nanoTime);
            }
            route.context().getRouteController().stopRoute("polled");
            route.context().getRouteController().startRoute("polled");
            time.pass(Duration.ofSeconds(7));
            assertThat(value("pop3x.poll.age")).isEqualTo(7.0);
            route.poll();
            assertThat(value("pop3x.poll.age")).isZero();
            time.pass(Duration.ofSeconds(20));
            server.suffers(Misfortune.refuse("PASS", "[AUTH] password changed"));
            assertThatThrownBy(route::poll).isNotNull();
            assertThat(value("pop3x.breaker.open")).isEqualTo(1.0);
            time.pass(Duration.ofSeconds(20));
            assertThat(value("pop3x.poll.age")).isEqualTo(40.0);
            assertThat(value("pop3x.poll")).isEqualTo(2.0);
            route.poll();
            assertThat(value("pop3x.poll")).as("a poll that waits is no poll").isEqualTo(2.0);
        }
    }

    @Test
    void theTagsAreContextMailboxAndRoute() throws Exception {
        try (PolledRoute route = measured("")) {
            String mailbox = "alice@127.0.0.1:" + server.port();
            assertThat(registry.getMeters()).extracting(Meter::getId).allSatisfy(id -> assertThat(
                            id.getTags().toString())
                    .isEqualTo("[tag(camel.context=" + route.context().getName() + "), tag(mailbox=" + mailbox
                            + "), tag(route.id=polled)]"));
            assertThat(registry.getMetersAsString()).doesNotContain("s3cret");
        }
    }

    @Test
    void nothingIsLeftBehindByARouteThatStopsAndCountsGoOnWhenItStartsAgain() throws Exception {
        maildrop.add("good", MAIL);
        try (PolledRoute route = measured("")) {
            List<String> names = bound(registry);
            route.poll();
            route.context().getRouteController().stopRoute("polled");
            assertThat(registry.getMeters()).isEmpty();
            route.context().getRouteController().startRoute("polled");
            assertThat(bound(registry)).isEqualTo(names);
            assertThat(value("pop3x.messages.delivered")).isEqualTo(1.0);
            route.context().getRouteController().suspendRoute("polled");
            route.context().getRouteController().resumeRoute("polled");
            assertThat(bound(registry)).isEqualTo(names);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void aRouteThatDoesNotStartBindsNothing() {
        assertThatThrownBy(() -> measured("startFrom=now").close()).isNotNull();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void ofSeveralRegistriesTheOneOfCamelsNameCounts() throws Exception {
        MeterRegistry other = new SimpleMeterRegistry();
        try (PolledRoute route = route("", Map.of("other", other, "metricRegistry", registry))) {
            route.poll();
            assertThat(value("pop3x.sessions")).isEqualTo(1.0);
            assertThat(other.getMeters()).isEmpty();
        }
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = route("", Map.of("other", other, "meters", registry))) {
            route.poll();
            assertThat(registry.getMeters()).isEmpty();
            assertThat(log.lines().toString())
                    .contains("There are 2 meter registries, so that mailboxes are not measured. Bind the one to use as"
                            + " metricRegistry");
        }
    }

    @Test
    void theRegistriesOfACompositeShowTheMetersAndLoseThem() throws Exception {
        try (PolledRoute route = route("", Map.of("meters", new CompositeMeterRegistry().add(registry)))) {
            route.poll();
            assertThat(value("pop3x.sessions")).isEqualTo(1.0);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void withoutMicrometerNothingIsMeasuredAndTheRoutePolls() throws Exception {
        maildrop.add("good", MAIL);
        try (PolledRoute route = measured("")) {
            route.context().getRouteController().stopRoute("polled");
            route.context().setClassResolver(new WithoutMicrometer());
            route.context().getRouteController().startRoute("polled");
            assertThat(registry.getMeters()).isEmpty();
            assertThat(route.poll()).isEqualTo(1);
        }
    }

    private static final class WithoutMicrometer extends DefaultClassResolver {
        @Override
        public Class<?> resolveClass(String name, ClassLoader loader) {
            return name.startsWith("io.micrometer") ? null : super.resolveClass(name, loader);
        }
    }

    @Test
    void thePageForOperatorsListsEachMeterWithItsType() throws Exception {
        Map<String, String> told = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("..", "docs", "operating.md")))
                .results()
                .forEach(row -> told.put(row.group(1), row.group(2)));
        Map<String, String> meters = new TreeMap<>();
        try (PolledRoute route = measured("")) {
            route.poll();
            for (Meter meter : registry.getMeters()) {
                meters.put(
                        meter.getId().getName(),
                        switch (meter.getId().getType()) {
                            case COUNTER -> "counter";
                            case GAUGE -> "gauge";
                            case TIMER -> "timer";
                            default -> meter.getId().getType().name();
                        });
            }
        }
        assertThat(told).isEqualTo(meters).isNotEmpty();
    }
}
