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

import io.github.pop3x.client.Pop3Exception;
import io.github.pop3x.client.Pop3TimeoutException;
import io.github.pop3x.testing.BreakingAnswerer;
import io.github.pop3x.testing.BreakingAnswerer.Break;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.ProducerSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** Operations whose session breaks in the answer to a command about one message. */
class OperationsThatBreakTest extends ProducerSetting {

    private static final String POISON = "poison";
    private static final List<String> ALL_BUT_B = List.of("a", "c", POISON);

    private final List<String> named = Collections.synchronizedList(new ArrayList<>());

    private void answer(String keyword, Break kind, boolean pipelining) {
        maildrop.remove("b");
        maildrop.add(POISON, "Subject: poison\n\nHello\n");
        maildrop.add("d", "Subject: d\n\nHello\n");
        breakAt(keyword, kind, pipelining);
    }

    private void breakAt(String keyword, Break kind, boolean pipelining) {
        server.answers(() -> {
            ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", maildrop);
            return new BreakingAnswerer(
                    new DefaultAnswerer(pipelining ? profile : profile.without("PIPELINING")),
                    maildrop.uids(),
                    keyword,
                    kind,
                    named::add);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "RETR, retrieve, EMPTY_LINE, true",
        "RETR, retrieve, NOISE, false",
        "RETR, retrieve, CLOSE, true",
        "RETR, retrieve, CLOSE, false",
        "RETR, retrieve, HANG, true",
        "RETR, retrieve, HANG, false",
        "TOP, top, EMPTY_LINE, true",
        "TOP, top, NOISE, true",
        "TOP, top, CLOSE, false",
        "TOP, top, HANG, true",
        "DELE, delete, EMPTY_LINE, true",
        "DELE, delete, NOISE, false",
        "DELE, delete, CLOSE, true",
        "DELE, delete, CLOSE, false",
        "DELE, delete, HANG, true",
        "DELE, delete, HANG, false"
    })
    void theMessageIsNamedAndTheOthersCanBeNamedWithoutIt(
            String keyword, String operation, Break kind, boolean pipelining) {
        answer(keyword, kind, pipelining);
        String options = "readTimeout=700&operation=" + operation;
        Pop3xMessageBreaksSessionException broken =
                failure(Pop3xMessageBreaksSessionException.class, options, List.of("a", "c", POISON, "d"), NO_HEADERS);
        assertEquals(POISON, broken.getUid());
        assertEquals(3, broken.getMessageNumber());
        assertThat(broken).hasMessageContaining("message poison").hasMessageContaining("alice@127.0.0.1");
        assertInstanceOf(Pop3Exception.class, broken.getCause());
        server.awaitIdle();
        assertEquals(List.of("a", "c", POISON, "d"), maildrop.uids());
        result(options, List.of("a", "c", "d"), NO_HEADERS);
    }

    @Test
    void aMessageWithoutUniqueIdIsNamedByItsNumber() {
        answer("DELE", Break.CLOSE, true);
        server.answers(() -> new BreakingAnswerer(
                new DefaultAnswerer(
                        new ServerProfile().mailbox("alice", "s3cret", maildrop).without("UIDL")),
                maildrop.uids(),
                "DELE",
                Break.CLOSE,
                named::add));
        Pop3xMessageBreaksSessionException broken =
                failure(Pop3xMessageBreaksSessionException.class, "operation=deleteAll&confirm=true", null, NO_HEADERS);
        assertEquals("", broken.getUid());
        assertThat(broken).hasMessageContaining("message number 3");
    }

    @Test
    void aSessionThatHasLastedForTooLongBlamesNoMessage() {
        answer("RETR", Break.HANG, true);
        IOException broken = failure(
                IOException.class, "readTimeout=60000&sessionTimeout=700&operation=retrieve", ALL_BUT_B, NO_HEADERS);
        assertInstanceOf(Pop3TimeoutException.class, broken);
    }

    @ParameterizedTest
    @CsvSource({"RETR, retrieve", "TOP, top", "DELE, delete"})
    void aMessageThatBrokeASessionComesLastFromThenOn(String keyword, String operation) {
        answer(keyword, Break.CLOSE, true);
        List<String> all = List.of("a", POISON, "c", "d");
        failure(Pop3xMessageBreaksSessionException.class, "operation=" + operation, all, NO_HEADERS);
        server.awaitIdle();
        named.clear();
        Pop3xMessageBreaksSessionException again =
                failure(Pop3xMessageBreaksSessionException.class, "operation=" + operation, all, NO_HEADERS);
        server.awaitIdle();
        assertEquals(List.of("a", "c", "d", POISON), named);
        assertEquals(POISON, again.getUid());
    }

    @Test
    void afterABreakDeletesAreSentOneAtATimeSoThatTheRightMessageIsNamed() {
        answer("DELE", Break.CLOSE, true);
        failure(Pop3xMessageBreaksSessionException.class, "operation=delete", List.of("a", "c", POISON), NO_HEADERS);
        server.awaitIdle();
        Pop3xMessageBreaksSessionException again = failure(
                Pop3xMessageBreaksSessionException.class,
                "operation=delete",
                List.of("a", "c", POISON, "d"),
                NO_HEADERS);
        server.awaitIdle();
        assertEquals(POISON, again.getUid());
        String dialogue = server.dialogue();
        String last = dialogue.substring(dialogue.lastIndexOf("---"));
        assertThat(last.replaceAll("\\R *", " "))
                .contains("C: DELE 1 S: +OK C: DELE 2 S: +OK C: DELE 4 S: +OK C: DELE 3");
    }

    @Test
    void aMessageThatCanBeDealtWithAgainIsNoLongerTheLast() {
        answer("RETR", Break.CLOSE, true);
        List<String> all = List.of("a", POISON, "c");
        failure(Pop3xMessageBreaksSessionException.class, "operation=retrieve", all, NO_HEADERS);
        server.awaitIdle();
        server.answers(maildrop);
        result("operation=retrieve", all, NO_HEADERS);
        breakAt("RETR", Break.CLOSE, true);
        named.clear();
        failure(Pop3xMessageBreaksSessionException.class, "operation=retrieve", all, NO_HEADERS);
        server.awaitIdle();
        assertEquals(List.of("a", POISON), named);
    }
}
