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
import java.util.stream.Stream;

import io.github.pop3x.testing.BreakingAnswerer;
import io.github.pop3x.testing.BreakingAnswerer.Break;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.FlowSetting;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.ConsumerTemplate;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Messages whose RETR breaks each session before their first octet arrives, and the others beside them. */
@Execution(ExecutionMode.CONCURRENT)
class RetrievalsThatBreakTest extends FlowSetting {

    private static final String OFTEN = "delete=true&readTimeout=700";
    private static final String SELDOM = OFTEN + "&delay=3600000";

    /** Unique ids that were named by a RETR, each time. */
    private final List<String> askedFor = Collections.synchronizedList(new ArrayList<>());

    private void answer(Break kind, boolean pipelining) {
        server.answers(() -> {
            ServerProfile profile = pipelining ? profile() : profile().without("PIPELINING");
            return new BreakingAnswerer(new DefaultAnswerer(profile), maildrop.uids(), "RETR", kind, askedFor::add);
        });
    }

    private static void poll(PolledRoute route, int times) {
        for (int i = 0; i < times; i++) {
            try {
                route.poll();
            } catch (Exception broken) {
                assertTrue(broken instanceof IOException, broken::toString);
            }
            route.deleteLate();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY_LINE, true",
        "NOISE, true",
        "CLOSE, true",
        "HANG, true",
        "EMPTY_LINE, false",
        "NOISE, false",
        "CLOSE, false",
        "SILENCE, false",
        "HANG, false"
    })
    void theOthersAreRoutedWithinFewSessions(Break kind, boolean pipelining) throws Exception {
        answer(kind, pipelining);
        mails("poison", "a", "b", "c");
        try (PolledRoute route = route(SELDOM, FlowSetting::nothing)) {
            poll(route, 3);
            assertEquals(List.of("a", "b", "c"), route.takeUids(), "nothing is routed twice");
            assertEquals(List.of("poison"), maildrop.uids());
            assertEquals(1, Collections.frequency(askedFor, "poison"), "it waits for its time");
        }
    }

    @ParameterizedTest
    @CsvSource({"CLOSE, true", "HANG, true", "CLOSE, false", "SILENCE, false", "NOISE, false", "EMPTY_LINE, false"})
    void severalOfThemInTheMiddleHoldBackNoOther(Break kind, boolean pipelining) throws Exception {
        answer(kind, pipelining);
        mails("a", "poison1", "b", "poison2", "c");
        try (PolledRoute route = route(OFTEN, FlowSetting::nothing)) {
            poll(route, 14);
            assertEquals(
                    List.of("a", "b", "c"), route.takeUids().stream().sorted().toList());
            assertEquals(List.of("poison1", "poison2"), maildrop.uids());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Break.class, mode = EnumSource.Mode.EXCLUDE, names = "SILENCE")
    void aReceiverGetsTheOthers(Break kind) throws Exception {
        answer(kind, true);
        mails("poison", "a", "b");
        try (PolledRoute route = route("delay=3600000", FlowSetting::nothing);
                ConsumerTemplate template = route.context().createConsumerTemplate()) {
            String uri = "pop3x:" + server.host() + ":" + server.port()
                    + "?username=alice&password=s3cret&tls=none&ledger=memory&" + SELDOM;
            List<String> received = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                try {
                    var exchange = template.receiveNoWait(uri);
                    if (exchange != null) {
                        received.add(exchange.getMessage().getHeader(Pop3xConstants.UID, String.class));
                        template.doneUoW(exchange);
                    }
                } catch (Exception broken) {
                    assertTrue(broken.getCause() instanceof IOException, broken::toString);
                }
            }
            assertEquals(List.of("a", "b"), received);
        }
    }

    /** The server leaves out the answer for one message, and sends the next one, of another size, in its place. */
    @ParameterizedTest
    @CsvSource({"poison a b c", "a poison b c", "a b poison c", "a poison1 b poison2 c", "poison1 poison22 a"})
    void noMessageIsRoutedAsTheOneBeforeIt(String uids) throws Exception {
        answer(Break.SILENCE, true);
        int size = 600;
        for (String uid : uids.split(" ")) {
            maildrop.add(uid, mail(uid, size++));
        }
        List<String> subjects = Collections.synchronizedList(new ArrayList<>());
        try (PolledRoute route = route(
                OFTEN,
                exchange -> subjects.add(exchange.getMessage().getHeader(Pop3xConstants.UID) + "="
                        + exchange.getMessage().getHeader("Subject")))) {
            poll(route, 14);
        }
        List<String> sound = Stream.of(uids.split(" "))
                .filter(uid -> !uid.startsWith("poison"))
                .toList();
        assertEquals(
                sound.stream().map(uid -> uid + "=" + uid).toList(),
                subjects.stream().sorted().toList());
    }
}
