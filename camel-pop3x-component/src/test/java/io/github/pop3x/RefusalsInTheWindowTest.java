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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A message that the server will not give, or that breaks its session, among many that are fine. */
class RefusalsInTheWindowTest extends FlowSetting {

    private static final String[] UIDS = {"a", "b", "c", "d", "e"};

    @ParameterizedTest
    @CsvSource({"1,true", "2,true", "3,true", "4,true", "5,true", "1,false", "3,false", "5,false"})
    void aRefusalDoesNotBlockTheOtherMessages(int refused, boolean pipelining) throws Exception {
        serve(pipelining);
        mails(UIDS);
        server.suffers(Misfortune.refuse("RETR " + refused, "[SYS/TEMP] no"));
        List<String> others = new ArrayList<>(List.of(UIDS));
        String missing = others.remove(refused - 1);
        try (PolledRoute route = route("delete=true", FlowSetting::nothing)) {
            assertEquals(4, route.poll());
            assertEquals(others, route.takeUids());
            assertEquals(others, maildrop.removals());
            assertEquals(1, route.poll());
            assertEquals(List.of(missing), route.takeUids());
            assertEquals(List.of(), maildrop.uids());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusedMessageIsRetriedLastAndAlone(boolean pipelining) throws Exception {
        serve(pipelining);
        mails("a", "b");
        server.suffers(Misfortune.refuse("RETR 1", "no"));
        try (PolledRoute route = route("", FlowSetting::nothing)) {
            assertEquals(1, route.poll());
            mails("c", "d");
            assertEquals(3, route.poll());
            assertEquals(List.of("b", "c", "d", "a"), route.takeUids());
            assertEquals(List.of("RETR 3", "RETR 4", "STAT", "RETR 1", "STAT", "QUIT"), commandsSince("RETR"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusedOnesAreAskedForOneByOne(boolean pipelining) throws Exception {
        serve(pipelining);
        mails("a", "b");
        server.suffers(Misfortune.refuse("RETR", "no"));
        try (PolledRoute route = route("delete=true", FlowSetting::nothing)) {
            assertEquals(0, route.poll());
            assertEquals(2, route.reports().size());
            assertEquals(2, route.poll());
            assertEquals(List.of("a", "b"), maildrop.removals());
            assertEquals(List.of("RETR 1", "STAT", "DELE 1", "QUIT"), commandsSince("RETR"));
        }
    }

    /** What the answer to STAT says does not matter where nothing is in doubt. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerWithoutNumbersProvesAMessageToo(boolean pipelining) throws Exception {
        serve(pipelining);
        mails("a");
        server.alwaysSuffers(Misfortune.answers("STAT", "+OK not that I counted"));
        try (PolledRoute route = route("delete=true", FlowSetting::nothing)) {
            assertEquals(1, route.poll());
            assertEquals(List.of("a"), maildrop.removals());
        }
    }

    /** A lone dot that is not stuffed ends the message early: the rest is no answer to what was asked next. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageThatAlwaysBreaksItsSessionDoesNotBlockTheOthers(boolean pipelining) throws Exception {
        serve(pipelining);
        mails("a");
        maildrop.add("cut", "Subject: x\n\nbefore\n.\nafter\n");
        mails("b", "c");
        server.alwaysSuffers(Misfortune.unstuffedAt("RETR 2"));
        try (PolledRoute route = route("", FlowSetting::nothing)) {
            await().until(() -> {
                pollThroughBreaks(route);
                return route.routed().size() == 3;
            });
            assertEquals(List.of("a", "b", "c"), route.takeUids());
            mails("d");
            await().until(() -> {
                pollThroughBreaks(route);
                return route.routed().size() == 1;
            });
            assertEquals(List.of("d"), route.takeUids());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageThatIsAlwaysCutDoesNotBlockTheOthers(boolean pipelining) throws Exception {
        serve(pipelining);
        mails("a");
        maildrop.add("cut", mail("cut", 50_000));
        mails("b", "c");
        try (PolledRoute route = route("delete=false", FlowSetting::nothing)) {
            await().until(() -> {
                server.suffers(Misfortune.cutAfterServerOctets(20_000));
                pollThroughBreaks(route);
                return route.routed().size() == 3;
            });
            assertEquals(List.of("a", "b", "c"), route.takeUids());
        }
    }

    private static void pollThroughBreaks(PolledRoute route) throws Exception {
        try {
            route.poll();
        } catch (IOException broken) {
            assertTrue(broken.getMessage() != null, "a break says what broke");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK this is how it begins", "-ERR so it goes"})
    void aMessageThatBeginsLikeAnAnswerIsBelievedTheSecondTime(String beginning) throws Exception {
        serve(true);
        String odd = beginning + "\r\nSubject: odd\r\n\r\nbody\r\n";
        mails("a");
        maildrop.add("odd", odd);
        mails("b");
        try (PolledRoute route = route("delete=true", FlowSetting::nothing)) {
            assertThrows(IOException.class, route::poll);
            route.awaitVerdicts(1);
            assertEquals(2, route.poll());
            PolledRoute.Routed last = route.routed().get(2);
            assertEquals(odd, new String(last.octets(), StandardCharsets.US_ASCII));
            assertEquals(List.of("a", "b", "odd"), route.takeUids());
            assertEquals(List.of(), maildrop.uids());
        }
    }
}
