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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.delivery.MailboxPoller;
import io.github.pop3x.testing.VirtualTime;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A poll of several sessions, each of which deletes its share. */
class CommitEveryTest extends FlowSetting {

    private final List<String> places = new ArrayList<>();

    private void notePlace(Exchange exchange) {
        places.add(exchange.getProperty(ExchangePropertyKey.BATCH_INDEX) + " of "
                + exchange.getProperty(ExchangePropertyKey.BATCH_SIZE)
                + (exchange.getProperty(ExchangePropertyKey.BATCH_COMPLETE, Boolean.class) ? ", the last" : ""));
    }

    private static List<String> placesOf(int size) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            places.add(i + " of " + size + (i == size - 1 ? ", the last" : ""));
        }
        return places;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachSessionDeletesItsShare(boolean pipelining) throws Exception {
        serve(pipelining);
        mails("a", "b", "c", "d", "e");
        try (PolledRoute route = route("delete=true&commitEvery=2", FlowSetting::nothing)) {
            assertEquals(5, route.poll());
            assertEquals(3, sessions());
            List<String> share = List.of("LOGIN", "RETR", "RETR", "DELE", "DELE", "QUIT");
            assertEquals(share, keywords(1));
            assertEquals(share, keywords(2));
            assertEquals(List.of("LOGIN", "RETR", "DELE", "QUIT"), keywords(3));
            assertEquals(List.of("a", "b", "c", "d", "e"), route.takeUids());
            assertEquals(List.of("a", "b", "c", "d", "e"), maildrop.removals());
        }
    }

    /** The time that it takes to open a session is the login's here, and messages take none. */
    @ParameterizedTest
    @CsvSource({"0, 3", "1, 1"})
    void leftAloneAShareIsAThousandMessagesAndWorthAnotherSession(int secondsToOpen, int sessions) throws Exception {
        serve(true);
        int count = 2_100;
        IntStream.rangeClosed(1, count).forEach(number -> mails("uid-" + number));
        VirtualTime time = new VirtualTime();
        CredentialsProvider slow = () -> {
            time.pass(Duration.ofSeconds(secondsToOpen));
            return Credentials.of("alice", "s3cret");
        };
        String uri = "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&credentialsProvider=#slow&tls=none&delete=true";
        try (PolledRoute route = new PolledRoute(uri, Map.of("slow", slow), FlowSetting::nothing)) {
            route.context().getComponent("pop3x", Pop3xComponent.class).clocks().tellTimeBy(time, time::nanoTime);
            assertEquals(count, route.poll());
            assertEquals(sessions, sessions());
            assertEquals(List.of(), maildrop.uids());
        }
    }

    /** It may have waited for its turn, or for a provider of credentials. */
    @Test
    void aSessionThatTookLongToOpenIsYoung() throws Exception {
        serve(true);
        mails("a", "b");
        VirtualTime time = new VirtualTime();
        CredentialsProvider slow = () -> {
            time.pass(Duration.ofSeconds(36));
            return Credentials.of("alice", "s3cret");
        };
        String uri = "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&credentialsProvider=#slow&tls=none&sessionTimeout=60000&prefetch=1";
        try (PolledRoute route = new PolledRoute(uri, Map.of("slow", slow), FlowSetting::nothing)) {
            route.context().getComponent("pop3x", Pop3xComponent.class).clocks().tellTimeBy(time, time::nanoTime);
            assertEquals(2, route.poll());
            assertEquals(1, sessions());
        }
    }

    @Test
    void aMessageThatArrivesDuringAPollWaitsForTheNextPoll() throws Exception {
        serve(true);
        mails("a", "b", "c");
        try (PolledRoute route = route("delete=true&commitEvery=1", exchange -> {
            String uid = exchange.getMessage().getHeader(Pop3xConstants.UID, String.class);
            if (!uid.startsWith("late")) {
                mails("late-" + uid);
            }
        })) {
            assertEquals(3, route.poll());
            assertEquals(List.of("a", "b", "c"), route.takeUids());
            assertEquals(3, route.poll());
            assertEquals(List.of("late-a", "late-b", "late-c"), route.takeUids());
        }
    }

    @Test
    void numbersAreReadAgainForTheSameUniqueIds() throws Exception {
        serve(true);
        mails("a", "b", "c", "d", "e");
        try (PolledRoute route = route("delete=true&commitEvery=2", exchange -> {
            if ("b".equals(exchange.getMessage().getHeader(Pop3xConstants.UID))) {
                maildrop.remove("c");
            }
        })) {
            assertEquals(4, route.poll());
            for (PolledRoute.Routed routed : route.routed()) {
                assertEquals(mail(routed.uid(), 600), new String(routed.octets(), StandardCharsets.US_ASCII));
            }
            assertEquals(List.of("a", "b", "d", "e"), route.takeUids());
            assertEquals(List.of(), maildrop.uids());
        }
    }

    @Test
    void aServerThatWantsTimeBetweenLoginsIsAskedForOneSessionAPoll() throws Exception {
        server.answers(profile().announcing("LOGIN-DELAY 60"));
        mails("a", "b", "c", "d", "e");
        VirtualTime time = new VirtualTime();
        try (PolledRoute route = route("delete=true&commitEvery=2", FlowSetting::nothing)) {
            route.context().getComponent("pop3x", Pop3xComponent.class).clocks().tellTimeBy(time, time::nanoTime);
            for (int expected : new int[] {2, 2, 1}) {
                int before = sessions();
                assertEquals(expected, route.poll());
                assertEquals(before + 1, sessions());
                assertEquals(MailboxPoller.LATER, route.poll(), "it is too early to log in again");
                time.pass(Duration.ofSeconds(61));
            }
            assertEquals(List.of("a", "b", "c", "d", "e"), maildrop.removals());
        }
    }

    @Test
    void aLoginDelayOfZeroMeansNoDelay() throws Exception {
        server.answers(profile().announcing("LOGIN-DELAY 0"));
        mails("a", "b", "c");
        try (PolledRoute route = route("delete=true&commitEvery=2", FlowSetting::nothing)) {
            assertEquals(3, route.poll());
            assertEquals(2, sessions());
        }
    }

    @Test
    void aPollThatDeletesNothingUsesOneSession() throws Exception {
        serve(true);
        mails("a", "b", "c", "d", "e");
        try (PolledRoute route = route("commitEvery=2", FlowSetting::nothing)) {
            assertEquals(5, route.poll());
            assertEquals(1, sessions());
            assertEquals(List.of("a", "b", "c", "d", "e"), route.takeUids());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBatchIsCountedAcrossSessions(boolean pipelining) throws Exception {
        serve(pipelining);
        mails("a", "b", "c", "d", "e");
        try (PolledRoute route = route("delete=true&commitEvery=2", this::notePlace)) {
            assertEquals(5, route.poll());
            assertEquals(placesOf(5), places);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBatchIsCountedInOneSession(boolean pipelining) throws Exception {
        serve(pipelining);
        mails("a", "b", "c");
        try (PolledRoute route = route("", this::notePlace)) {
            assertEquals(3, route.poll());
            assertEquals(placesOf(3), places);
        }
    }

    @Test
    void aPollsLimitHoldsAcrossSessions() throws Exception {
        serve(true);
        mails("a", "b", "c", "d", "e", "f", "g");
        try (PolledRoute route = route("delete=true&commitEvery=2&maxMessagesPerPoll=5", this::notePlace)) {
            assertEquals(5, route.poll());
            assertEquals(placesOf(5), places);
            assertEquals(3, sessions());
            assertEquals(2, route.poll());
            assertEquals(List.of(), maildrop.uids());
        }
    }

    @Test
    void aSessionThatGetsOldMakesRoomForAnother() throws Exception {
        serve(true);
        mails("a", "b", "c", "d");
        VirtualTime time = new VirtualTime();
        AtomicBoolean first = new AtomicBoolean(true);
        Processor slowFirst = exchange -> {
            if (first.getAndSet(false)) {
                time.pass(Duration.ofSeconds(36));
            }
        };
        try (PolledRoute route = route("sessionTimeout=60000&prefetch=1", slowFirst)) {
            route.context().getComponent("pop3x", Pop3xComponent.class).clocks().tellTimeBy(time, time::nanoTime);
            assertEquals(4, pollAside(route).get(30, TimeUnit.SECONDS));
            assertEquals(2, sessions());
            assertEquals(List.of("a", "b", "c", "d"), route.takeUids());
        }
    }
}
