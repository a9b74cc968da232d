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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.LatchedRepository;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.ServerWire;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What was learnt about a message counts from that moment, also if the session breaks before it has asked about all. */
class ProgressIsKeptTest extends FlowSetting {

    @TempDir
    Path home;

    /** Unique ids that were named by a TOP, each time. */
    private final List<String> looked = Collections.synchronizedList(new ArrayList<>());

    private boolean pipelining;

    /** A server that ends each session after so many TOPs, and at the TOP of "poison". */
    private void hangUpAfter(int tops) {
        server.answers(() -> {
            ServerProfile profile = pipelining ? profile() : profile().without("PIPELINING");
            return new TiringAnswerer(new DefaultAnswerer(profile), maildrop.uids(), tops);
        });
    }

    private String journal(String options) {
        return "ledger=journal:" + home.resolve("ledger") + options;
    }

    private void deliver(int messages) throws Exception {
        serve(true);
        IntStream.rangeClosed(1, messages).forEach(i -> mails("m" + i));
        try (PolledRoute route = route(journal(""), FlowSetting::nothing)) {
            assertEquals(messages, route.poll());
        }
    }

    private static int pollUntilWell(PolledRoute route, int most) throws Exception {
        for (int poll = 1; poll < most; poll++) {
            try {
                route.poll();
                return poll;
            } catch (IOException broken) {
                // The next poll goes on.
                assertTrue(poll < most, "too many sessions");
            }
        }
        route.poll();
        return most;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterARestartKnownMailIsRecognizedInSeveralSessionsAndNewMailRoutedInTheFirst(boolean pipelines)
            throws Exception {
        pipelining = pipelines;
        deliver(20);
        hangUpAfter(6);
        mails("new");
        try (PolledRoute route = route(journal("&delay=0"), FlowSetting::nothing)) {
            try {
                route.poll();
            } catch (IOException broken) {
                route.awaitVerdicts(1);
            }
            assertEquals(List.of("new"), route.takeUids());
            assertTrue(pollUntilWell(route, 5) <= 4);
            looked.clear();
            assertEquals(0, route.poll());
            assertEquals(List.of(), looked, "all are recognized");
            assertEquals(List.of(), route.takeUids());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHeaderThatBreaksTheSessionComesAfterTheOthers(boolean pipelines) throws Exception {
        pipelining = pipelines;
        serve(true);
        mails("a", "poison", "b", "c");
        try (PolledRoute route = route(journal(""), FlowSetting::nothing)) {
            assertEquals(4, route.poll());
        }
        hangUpAfter(Integer.MAX_VALUE);
        try (PolledRoute route = route(journal("&delay=3600000"), FlowSetting::nothing)) {
            pollUntilWell(route, 3);
            looked.clear();
            mails("d");
            assertEquals(1, route.poll());
            assertEquals(List.of(), looked, "the others are recognized, and it waits for its time");
            assertEquals(List.of("d"), route.takeUids());
        }
    }

    @Test
    void answersOfAHeaderFilterAreRememberedAsTheyCome() throws Exception {
        IntStream.rangeClosed(1, 20).forEach(i -> mails("m" + i));
        hangUpAfter(6);
        try (PolledRoute route = route("headerFilter=${header.subject} == 'm20'&delay=0", FlowSetting::nothing)) {
            pollUntilWell(route, 6);
            assertEquals(List.of("m20"), route.takeUids());
            assertEquals(20, new HashSet<>(looked).size());
        }
    }

    @Test
    void lookUpsInARepositoryCountAsTheyAreMade() throws Exception {
        IntStream.rangeClosed(1, 20).forEach(i -> mails("m" + i));
        hangUpAfter(6);
        try (PolledRoute route = PolledRoute.from(
                server,
                "idempotentRepository=#seen&delay=0",
                Map.of("seen", new LatchedRepository()),
                FlowSetting::nothing)) {
            pollUntilWell(route, 6);
            assertEquals(20, new HashSet<>(route.takeUids()).size());
        }
    }

    @Test
    void whatWasThereAtFirstIsPassedOverInSeveralSessions() throws Exception {
        IntStream.rangeClosed(1, 20).forEach(i -> mails("m" + i));
        hangUpAfter(6);
        try (PolledRoute route = route(journal("&startFrom=now&delay=0"), FlowSetting::nothing)) {
            pollUntilWell(route, 6);
            mails("new");
            assertEquals(1, route.poll());
            assertEquals(List.of("new"), route.takeUids());
        }
    }

    @Test
    void aHeaderThatBreaksTheSessionDoesNotKeepTheBaselineFromBeingTaken() throws Exception {
        mails("a", "poison", "b");
        hangUpAfter(Integer.MAX_VALUE);
        try (PolledRoute route = route(journal("&startFrom=now&delay=0"), FlowSetting::nothing)) {
            pollUntilWell(route, 3);
            mails("new");
            assertEquals(1, route.poll());
            assertEquals(List.of("new"), route.takeUids());
        }
    }

    /** Hangs up at a TOP. */
    private final class TiringAnswerer implements Answerer {
        private final Answerer right;
        private final List<String> uids;
        private int left;

        TiringAnswerer(Answerer right, List<String> uids, int tops) {
            this.right = right;
            this.uids = uids;
            this.left = tops;
        }

        @Override
        public void greet(ServerWire wire) throws IOException {
            right.greet(wire);
        }

        @Override
        public boolean answer(String command, ServerWire wire) throws IOException {
            if (command.startsWith("TOP ")) {
                String uid = uids.get(Integer.parseInt(command.split(" ")[1]) - 1);
                looked.add(uid);
                if (left-- == 0 || uid.equals("poison")) {
                    return false;
                }
            }
            return right.answer(command, wire);
        }

        @Override
        public void loggedIn() {
            right.loggedIn();
        }

        @Override
        public void abandon() {
            right.abandon();
        }
    }
}
