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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.testing.MessageSource;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Ids that come back for other messages, and sizes that change, over several polls. */
class ReusedIdsTest extends FlowSetting {

    @TempDir
    Path home;

    private static byte[] mail(String subject) {
        return FlowSetting.mail(subject, 600).getBytes(StandardCharsets.US_ASCII);
    }

    private static List<Object> subjects(PolledRoute route) {
        return route.routed().stream()
                .map(routed -> routed.headers().get("Subject"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "delete=true&deleteAfter=7d"})
    void newMailUnderTheIdOfAKeptOneIsRoutedAndNotDeletedInItsPlace(String options) throws Exception {
        serve(true);
        maildrop.add("1", mail("first"));
        try (PolledRoute route = route(options, FlowSetting::nothing)) {
            assertEquals(1, route.poll());
            maildrop.remove("1");
            assertEquals(0, route.poll());
            maildrop.add("1", mail("other"));
            route.poll();
            assertEquals(List.of("first", "other"), subjects(route));
            assertEquals(List.of("1", "1"), maildrop.retrievals());
        }
    }

    @Test
    void theSameMailThatWasHiddenForAPollIsNotRoutedAgain() throws Exception {
        serve(true);
        maildrop.add("1", mail("first"));
        try (PolledRoute route = route("", FlowSetting::nothing)) {
            assertEquals(1, route.poll());
            maildrop.remove("1");
            assertEquals(0, route.poll());
            maildrop.add("1", mail("first"));
            assertEquals(0, route.poll());
            assertEquals(List.of("first"), subjects(route));
        }
    }

    @Test
    void theVerdictOfAMessageThatIsGoneDeletesNothingInItsPlace() throws Exception {
        serve(true);
        maildrop.add("7", mail("first"));
        try (PolledRoute route = route("delete=true&sessionIdleTimeout=0", held)) {
            assertEquals(1, route.poll());
            maildrop.remove("7");
            route.poll();
            maildrop.add("7", mail("other"));
            route.poll();
            assertEquals(List.of("7"), maildrop.retrievals());
            held.letAllGo();
            route.awaitVerdicts(1);
            assertEquals(1, route.poll());
            route.awaitVerdicts(2);
            assertEquals(List.of("first", "other"), subjects(route));
            route.poll();
            assertEquals(List.of("7"), maildrop.removals());
        }
    }

    @Test
    void aSuccessorOfAMessageThatWasGivenUpIsRouted() throws Exception {
        serve(true);
        maildrop.add("1", mail("bad"));
        Processor process = exchange -> {
            if ("bad".equals(exchange.getIn().getHeader("Subject"))) {
                throw new IllegalStateException("not this one");
            }
        };
        try (PolledRoute route = route("delete=true&maxAttempts=1&delay=3600000", process)) {
            route.poll();
            assertEquals(0, route.poll());
            maildrop.remove("1");
            assertEquals(0, route.poll());
            maildrop.add("1", mail("good"));
            assertEquals(1, route.poll());
            assertEquals(List.of("bad", "good"), subjects(route));
            assertEquals(1, route.routed().get(1).headers().get(Pop3xConstants.ATTEMPT));
            assertEquals(List.of("1"), maildrop.removals());
        }
    }

    @Test
    void aMessageThatWasGivenUpIsNotItsOwnSuccessorThoughItsHeaderIsNotUtf8() throws Exception {
        serve(true);
        byte[] mail = "Subject: 12 \u0080\r\n\r\nHello\r\n".getBytes(StandardCharsets.ISO_8859_1);
        maildrop.add("1", mail);
        Processor process = exchange -> {
            throw new IllegalStateException("not this one");
        };
        String options = "maxAttempts=1&delay=1&ledger=journal:" + home;
        try (PolledRoute route = route(options, process)) {
            assertEquals(1, route.poll());
            assertEquals(0, route.poll());
        }
        try (PolledRoute route = route(options, process)) {
            assertEquals(0, route.poll());
            assertEquals(0, route.poll());
        }
    }

    /** The server gives the id, and the size, to another mail before anybody has listed that the first one is gone. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSuccessorOfAMessageThatWasGivenUpIsRoutedThoughNoListingLackedIt(boolean restart) throws Exception {
        serve(true);
        maildrop.add("0", mail("kept")).add("1", mail("bad"));
        Processor process = exchange -> {
            if (String.valueOf(exchange.getIn().getHeader("Subject")).startsWith("bad")) {
                throw new IllegalStateException("not this one");
            }
        };
        String options = "maxAttempts=1&delay=1&ledger=journal:" + home;
        PolledRoute route = route(options, process);
        try {
            route.poll();
            assertEquals(0, route.poll());
            maildrop.remove("1").add("1", mail("bad too"));
            if (restart) {
                route.close();
                route = route(options, process);
            }
            List<Object> before = subjects(route);
            assertEquals(1, route.poll());
            assertEquals(List.of("bad too"), subjects(route).subList(before.size(), before.size() + 1));
            assertEquals(0, route.poll());
            maildrop.remove("1").add("1", mail("good"));
            assertEquals(1, route.poll());
            assertEquals(0, route.poll());
            assertEquals(
                    1, route.routed().get(route.routed().size() - 1).headers().get(Pop3xConstants.ATTEMPT));
            long reports = route.reports().stream()
                    .filter(report -> report.contains("maxAttempts"))
                    .count();
            assertEquals(restart ? 1 : 2, reports, () -> "of each that was given up here");
        } finally {
            route.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, UIDL", "false, ''"})
    void aMessageThatGrowsDuringItsRouteIsRoutedOnce(boolean deletes, String without) throws Exception {
        server.answers(without.isEmpty() ? profile() : profile().without(without));
        byte[] octets = mail("growing");
        maildrop.add("p", MessageSource.of(octets), octets.length);
        try (PolledRoute route = route("sessionIdleTimeout=0&delete=" + deletes, held)) {
            assertEquals(1, route.poll());
            for (int more = 1; more < 4; more++) {
                maildrop.remove("p").add("p", MessageSource.of(octets), octets.length + more);
                route.poll();
                assertEquals(1, maildrop.retrievals().size());
            }
            held.letAllGo();
            route.awaitVerdicts(1);
            route.poll();
            route.poll();
            assertEquals(1, maildrop.retrievals().size());
            assertEquals(deletes ? List.of("p") : List.of(), maildrop.removals());
        }
    }

    @Test
    void poisonThatChangesItsSizeIsGivenUpAfterMaxAttempts() throws Exception {
        serve(true);
        AtomicInteger routes = new AtomicInteger();
        Processor fails = exchange -> {
            routes.incrementAndGet();
            throw new IllegalStateException("poison");
        };
        byte[] octets = mail("poison");
        try (PolledRoute route = route("maxAttempts=2&delay=1", fails)) {
            for (int size = 0; size < 6; size++) {
                maildrop.remove("p").add("p", MessageSource.of(octets), octets.length + size);
                route.poll();
            }
            assertEquals(2, routes.get());
            assertEquals(
                    1,
                    route.reports().stream()
                            .filter(report ->
                                    report.contains("stays on the server: ") || report.contains("maxAttempts"))
                            .count(),
                    () -> "reports: " + route.reports());
        }
    }

    @Test
    void aMessageThatIsTooLargeIsReportedOnceWhateverItsSizeIs() throws Exception {
        serve(true);
        byte[] octets = mail("large");
        try (PolledRoute route = route("maxMessageSize=100&oversize=fail", FlowSetting::nothing)) {
            for (int size = 0; size < 4; size++) {
                maildrop.remove("p").add("p", MessageSource.of(octets), octets.length + size);
                route.poll();
            }
            assertEquals(1, route.reports().size(), () -> "reports: " + route.reports());
            maildrop.remove("p");
            route.poll();
            maildrop.add("p", mail("large"));
            route.poll();
            assertEquals(2, route.reports().size(), "another message came under the id");
        }
    }
}
