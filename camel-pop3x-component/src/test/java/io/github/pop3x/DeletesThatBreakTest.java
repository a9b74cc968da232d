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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.github.pop3x.testing.BreakingAnswerer;
import io.github.pop3x.testing.BreakingAnswerer.Break;
import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Messages whose DELE breaks each session, and the others beside them. */
class DeletesThatBreakTest extends FlowSetting {

    private static final String DELETE = "delete=true&readTimeout=700&sessionIdleTimeout=5000";

    /** Unique ids that were named by a DELE, each time. */
    private final List<String> marked = Collections.synchronizedList(new ArrayList<>());

    private Break kind = Break.CLOSE;
    private boolean pipelining = true;

    @BeforeEach
    void answer() {
        server.answers(() -> {
            ServerProfile profile = pipelining ? profile() : profile().without("PIPELINING");
            return new BreakingAnswerer(new DefaultAnswerer(profile), maildrop.uids(), "DELE", kind, marked::add);
        });
    }

    /** Polls, and holds the sessions that only delete. */
    private static void pollAndDelete(PolledRoute route, int times) {
        for (int i = 0; i < times; i++) {
            try {
                route.poll();
            } catch (Exception broken) {
                assertTrue(broken instanceof IOException, broken::toString);
            }
            route.deleteLate();
        }
    }

    private int timesMarked(String uid) {
        return Collections.frequency(marked, uid);
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY_LINE, true", "NOISE, true", "CLOSE, true", "SILENCE, true",
        "EMPTY_LINE, false", "NOISE, false", "CLOSE, false", "SILENCE, false"
    })
    void theOthersAreDeletedWithinFewSessions(Break breaks, boolean pipelines) throws Exception {
        kind = breaks;
        pipelining = pipelines;
        mails("a", "poison", "b", "c");
        try (PolledRoute route = route(DELETE + "&delay=3600000", FlowSetting::nothing)) {
            pollAndDelete(route, 2);
            assertEquals(List.of("a", "b", "c"), maildrop.removals());
            assertEquals(List.of("a", "poison", "b", "c"), route.takeUids(), "nothing is routed twice");
            int before = timesMarked("poison");
            mails("d");
            pollAndDelete(route, 2);
            assertEquals(List.of("poison"), maildrop.uids());
            assertEquals(before, timesMarked("poison"), "it waits for its time");
            assertEquals(
                    1,
                    route.reports().stream()
                            .filter(report -> report.contains("when message poison was to be deleted"))
                            .count());
        }
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void itIsTriedAloneAndLessAndLessOften(Break breaks) throws Exception {
        kind = breaks;
        mails("poison", "a");
        try (PolledRoute route = route(DELETE, FlowSetting::nothing);
                CapturedLog log = new CapturedLog()) {
            pollAndDelete(route, 12);
            assertEquals(List.of("a"), maildrop.removals());
            assertEquals(6, timesMarked("poison"), "once in a burst, and five times so that it was known");
            List<String> alone = log.lines().stream()
                    .filter(line -> line.contains("when message poison was to be deleted alone, failure "))
                    .toList();
            assertEquals(4, alone.size(), alone::toString);
            mails("b");
            pollAndDelete(route, 1);
            assertEquals(List.of("a", "b"), maildrop.removals());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itIsDeletedWhenTheServerHasMendedIt(boolean pipelines) throws Exception {
        pipelining = pipelines;
        mails("a", "poison", "b");
        try (PolledRoute route = route(DELETE, FlowSetting::nothing)) {
            pollAndDelete(route, 2);
            assertEquals(List.of("poison"), maildrop.uids());
            server.answers(profile());
            pollAndDelete(route, 1);
            assertEquals(List.of(), maildrop.uids());
            assertEquals(List.of("a", "poison", "b"), route.takeUids());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void severalOfThemHoldBackNoOther(boolean pipelines) throws Exception {
        pipelining = pipelines;
        mails("poison1", "poison2", "a", "poison3", "b", "c", "d", "poison4", "poison5", "e");
        try (PolledRoute route = route(DELETE + "&delay=3600000", FlowSetting::nothing)) {
            pollAndDelete(route, 8);
            assertEquals(List.of("a", "b", "c", "d", "e"), maildrop.removals());
            assertEquals(10, route.takeUids().size());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLastSessionsOfARouteThatStopsDeleteTheOthers(boolean pipelines) throws Exception {
        pipelining = pipelines;
        mails("a", "poison", "b");
        try (PolledRoute route = route("delete=true&sessionIdleTimeout=50", held)) {
            assertEquals(3, route.poll());
            server.awaitIdle();
            held.letAllGo();
            route.awaitVerdicts(3);
            assertEquals(List.of(), maildrop.removals());
        }
        assertEquals(List.of("a", "b"), maildrop.removals());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50, 99, 100})
    void itIsFoundAmongAHundred(int place) throws Exception {
        IntStream.rangeClosed(1, 100).forEach(i -> mails(i == place ? "poison" : "m" + i));
        try (PolledRoute route = route(DELETE + "&concurrentExchanges=1&delay=3600000", FlowSetting::nothing)) {
            pollAndDelete(route, 3);
            assertEquals(List.of("poison"), maildrop.uids());
            assertFalse(server.log().sessions() > 7, "few sessions");
        }
    }
}
