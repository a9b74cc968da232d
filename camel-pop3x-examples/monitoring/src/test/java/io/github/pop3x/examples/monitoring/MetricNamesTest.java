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
package io.github.pop3x.examples.monitoring;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxStatistics;
import io.github.pop3x.metrics.MailboxFigures;
import io.github.pop3x.metrics.MailboxMeters;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Dashboard and alerts name only what the component measures, and leave out nothing that needs somebody. */
class MetricNamesTest {

    private static final Pattern NAME = Pattern.compile("\\bpop3x_[a-z_]+");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(pop3x_[a-z_]+)\\{");

    /** A mailbox with which nothing has happened. */
    private static final class Figures implements MailboxFigures {
        private final MailboxStatistics statistics =
                new MailboxStatistics(new Mailbox("m", "m", "host:995"), InstantSource.system());

        @Override
        public MailboxStatistics statistics() {
            return statistics;
        }

        @Override
        public int onTheWay() {
            return 0;
        }

        @Override
        public int waitingForRetry() {
            return 0;
        }

        @Override
        public Duration longestInFlight() {
            return Duration.ZERO;
        }

        @Override
        public int ledgerEntries() {
            return 0;
        }

        @Override
        public boolean isBreakerOpen() {
            return false;
        }

        @Override
        public Duration sinceGoodPoll() {
            return Duration.ZERO;
        }

        @Override
        public long spooledOctets() {
            return 0;
        }
    }

    private static Set<String> measured() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (MailboxMeters meters = new MailboxMeters(new Figures(), Tags.of("mailbox", "m", "route.id", "r"))) {
            meters.bindTo(registry);
            Set<String> names = new TreeSet<>();
            SAMPLE.matcher(registry.scrape()).results().forEach(sample -> names.add(sample.group(1)));
            return names;
        }
    }

    private static Set<String> named(Iterable<String> expressions) {
        Set<String> names = new TreeSet<>();
        expressions.forEach(expression -> NAME.matcher(expression).results().forEach(name -> names.add(name.group())));
        return names;
    }

    @Test
    void eachNameIsThatOfAMeter() throws Exception {
        List<String> all = new ArrayList<>(Expressions.ofDashboard());
        all.addAll(Expressions.ofAlerts().values());
        assertThat(all).hasSizeGreaterThan(25);
        assertThat(measured()).hasSizeGreaterThan(20).containsAll(named(all));
    }

    @Test
    void theDashboardShowsEachMeter() throws Exception {
        assertThat(named(Expressions.ofDashboard())).isEqualTo(measured());
    }

    @Test
    void whatNeedsSomebodyHasAnAlert() throws Exception {
        assertThat(named(Expressions.ofAlerts().values()))
                .containsExactlyInAnyOrder(
                        "pop3x_poll_age_seconds",
                        "pop3x_breaker_open",
                        "pop3x_messages_exhausted_total",
                        "pop3x_messages_waiting_for_retry",
                        "pop3x_messages_unconfirmed_total",
                        "pop3x_in_flight_age_seconds",
                        "pop3x_spooled_bytes");
    }
}
