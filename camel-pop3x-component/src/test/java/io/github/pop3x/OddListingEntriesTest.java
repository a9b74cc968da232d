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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** One odd line of a listing keeps its own message waiting, and no other: each is routed once, when it is listed properly. */
class OddListingEntriesTest {

    private static final int MESSAGES = 4;

    /** What stands in place of an entry; {@code N} is its number. */
    private static final List<String> ODD_SIZES =
            List.of("N", "N ", "N 12o", "N 9223372036854775808", "0 60", "-1 60", "x 60", "2147483648 60", "N 1|N 2");

    private static final List<String> ODD_IDS =
            List.of("N", "N\t", "0 u", "-1 u", "x u", "2147483648 u", "N a|N b", "N " + "u".repeat(513));

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path home;

    private final Maildrop maildrop = new Maildrop();

    private static byte[] octets(int number) {
        return ("Message-ID: <" + number + "@example.org>\r\n\r\nHello\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String uid(int number) {
        return "u" + number;
    }

    /** A listing with a line in place of one entry, or the right one for place 0. */
    private static String listing(String command, int place, String odd) {
        List<String> lines = new ArrayList<>(List.of("+OK"));
        for (int number = 1; number <= MESSAGES; number++) {
            String right = number + " " + (command.equals("LIST") ? octets(number).length : uid(number));
            String line = number == place ? odd.replace("N", Integer.toString(number)) : right;
            lines.addAll(List.of(line.split("\\|", -1)));
        }
        lines.add(".");
        return String.join("\r\n", lines);
    }

    record Case(String command, int place, String odd, boolean deletes, boolean pipelines) {}

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String command : List.of("LIST", "UIDL")) {
            for (String odd : command.equals("LIST") ? ODD_SIZES : ODD_IDS) {
                for (int place = 1; place <= MESSAGES; place++) {
                    for (boolean deletes : new boolean[] {false, true}) {
                        cases.add(new Case(command, place, odd, deletes, true));
                        cases.add(new Case(command, place, odd, deletes, false));
                    }
                }
            }
        }
        return cases.stream();
    }

    private PolledRoute route(String options) throws Exception {
        for (int number = 1; number <= MESSAGES; number++) {
            maildrop.add(uid(number), octets(number));
        }
        server.answers(maildrop);
        return PolledRoute.from(server, "ledger=journal:" + home + options, exchange -> {});
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anOddEntryKeepsOnlyItsOwnMessageWaiting(Case odd) throws Exception {
        List<String> others = Stream.of(1, 2, 3, 4)
                .filter(number -> number != odd.place())
                .map(OddListingEntriesTest::uid)
                .toList();
        List<String> waiting = List.of(uid(odd.place()));
        try (PolledRoute route = route("&delete=" + odd.deletes() + (odd.pipelines() ? "" : "&pipelining=off"))) {
            server.suffers(Misfortune.answers(odd.command(), listing(odd.command(), odd.place(), odd.odd())));
            route.poll();
            assertEquals(others, route.takeUids());
            assertEquals(
                    odd.deletes()
                            ? waiting
                            : Stream.of(1, 2, 3, 4)
                                    .map(OddListingEntriesTest::uid)
                                    .toList(),
                    maildrop.uids());
            route.poll();
            assertEquals(waiting, route.takeUids());
            route.poll();
            assertEquals(List.of(), route.takeUids());
            assertEquals(odd.deletes() ? MESSAGES : 0, maildrop.removals().size());
        }
    }

    /** Its entry in the ledger must not be forgotten while the listing cannot be read. */
    @ParameterizedTest
    @ValueSource(strings = {"LIST", "UIDL"})
    void aDeliveredMessageWhoseEntryTurnsOddIsNotRoutedAgain(String command) throws Exception {
        try (PolledRoute route = route("&forgetAfter=0")) {
            assertEquals(MESSAGES, route.poll());
            for (int poll = 0; poll < 3; poll++) {
                server.suffers(Misfortune.answers(command, listing(command, 2, "N")));
                assertEquals(0, route.poll());
            }
            assertEquals(0, route.poll());
            assertEquals(MESSAGES, maildrop.retrievals().size());
        }
    }

    @Test
    void whatIsGoneIsForgottenWhileAnEntryOfListStandsOdd() throws Exception {
        try (PolledRoute route = route("&forgetAfter=0")) {
            assertEquals(MESSAGES, route.poll());
            maildrop.remove(uid(4));
            for (int poll = 0; poll < 2; poll++) {
                server.suffers(Misfortune.answers(
                        "LIST", "+OK\r\n1 " + octets(1).length + "\r\n2\r\n3 " + octets(3).length + "\r\n."));
                assertEquals(0, route.poll());
            }
            assertEquals(3, route.consumer().records().ledger().size());
            assertEquals(0, route.poll());
        }
    }

    /** What UIDL has and LIST lacks is there, and no entry is odd. */
    @Test
    void whatListLacksAltogetherIsNotGone() throws Exception {
        try (PolledRoute route = route("&forgetAfter=0")) {
            assertEquals(MESSAGES, route.poll());
            for (int poll = 0; poll < 3; poll++) {
                server.suffers(Misfortune.answers("LIST", "+OK\r\n1 " + octets(1).length + "\r\n."));
                assertEquals(0, route.poll());
            }
            assertEquals(0, route.poll());
            assertEquals(MESSAGES, maildrop.retrievals().size());
        }
    }

    /** The odd entry is that of the delivered message, and the sound one that of a new message with its id and size. */
    @ParameterizedTest
    @ValueSource(strings = {"LIST", "UIDL"})
    void aNewMessageIsNotDeletedInPlaceOfTheOneWhoseEntryIsOdd(String command) throws Exception {
        byte[] delivered = octets(1);
        byte[] twin = octets(2);
        maildrop.add("same", delivered);
        server.answers(maildrop);
        try (PolledRoute route = PolledRoute.from(server, "ledger=journal:" + home + "&delete=true", exchange -> {})) {
            server.suffers(Misfortune.refuse("DELE", "not now"));
            route.poll();
            maildrop.add("same", twin);
            String right = command.equals("LIST") ? "2 " + twin.length : "2 same";
            server.suffers(Misfortune.answers(command, "+OK\r\n1\r\n" + right + "\r\n."));
            route.poll();
            for (int poll = 0; poll < 4; poll++) {
                route.poll();
            }
            List<String> routed = route.routed().stream()
                    .map(mail -> new String(mail.octets()))
                    .toList();
            assertTrue(routed.contains(new String(twin)), () -> "routed: " + routed);
            assertEquals(List.of(), maildrop.uids());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "UIDL"})
    void whatIsLeftOutIsToldOnceUntilItChanges(String command) throws Exception {
        try (CapturedLog log = CapturedLog.ofAll();
                PolledRoute route = route("")) {
            for (String odd : List.of("N", "N", "N", "x 60", "x 60")) {
                server.suffers(Misfortune.answers(command, listing(command, 3, odd)));
                route.poll();
            }
            assertEquals(
                    2,
                    log.lines().stream()
                            .filter(line -> line.contains("Left out: 1; "))
                            .count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "UIDL"})
    void aListingWithoutASoundLineFailsThePoll(String command) throws Exception {
        try (PolledRoute route = route("")) {
            server.suffers(Misfortune.answers(command, "+OK\r\nx\r\n\r\n0 1\r\n."));
            assertThrows(Exception.class, route::poll);
            assertEquals(MESSAGES, route.poll());
        }
    }

    @Test
    void anEmptyLineLeavesNothingOut() throws Exception {
        try (CapturedLog log = CapturedLog.ofAll();
                PolledRoute route = route("&delete=true")) {
            server.suffers(Misfortune.answers("LIST", listing("LIST", 2, "|2 " + octets(2).length + "|\t")));
            assertEquals(MESSAGES, route.poll());
            assertEquals(List.of(), maildrop.uids());
            assertEquals(
                    List.of(),
                    log.lines().stream()
                            .filter(line -> line.contains("Left out"))
                            .toList());
        }
    }
}
