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

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.testing.route.ProducerSetting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The requests that the producer refuses before it opens a session, so that a mistake deletes nothing. */
class ProducerRefusalsTest extends ProducerSetting {

    @AfterEach
    void assertNoSessionWasOpened() {
        assertEquals(0, server.log().sessions());
        assertEquals(ALL, maildrop.uids());
    }

    private String refused(String options, Object body, Map<String, Object> headers) {
        return failure(IllegalArgumentException.class, options, body, headers).getMessage();
    }

    @Test
    void deleteAllIsRefusedWithoutConfirmation() {
        assertThat(refused("operation=deleteAll", null, NO_HEADERS)).contains("confirm=true");
        assertThat(refused("", null, Map.of(Pop3xConstants.OPERATION, "deleteall")))
                .contains("confirm=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm", "Confirm", "CamelPop3xConfirm", "CamelPop3x.confirm"})
    void aHeaderConfirmsNothing(String header) {
        assertThat(refused("operation=deleteAll", true, Map.of(header, true))).contains("confirm=true");
    }

    @ParameterizedTest
    @EnumSource(names = {"DELETE", "RETRIEVE", "TOP"})
    void anOperationOnMessagesIsRefusedWithoutAName(Pop3xOperation operation) {
        for (Object body : Arrays.asList(null, "", 3.5, new HashMap<>(), new byte[] {1})) {
            assertThat(refused("operation=" + operation.word(), body, NO_HEADERS))
                    .startsWith(operation.word())
                    .contains(Pop3xConstants.UID, Pop3xConstants.MESSAGE_NUMBER);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIST", "UIDL", "RETRIEVE", "TOP", "DELETE"})
    void anEmptyListSelectsNoMessage(Pop3xOperation operation) {
        Object nothing = operation == Pop3xOperation.DELETE ? new Removed(List.of()) : List.of();
        String option = "operation=" + operation.word();
        for (Object body : Arrays.asList(List.of(), new String[0], List.of().iterator())) {
            assertEquals(nothing, result(option, body, NO_HEADERS));
        }
        for (String header : List.of(Pop3xConstants.UID, Pop3xConstants.MESSAGE_NUMBER)) {
            assertEquals(nothing, result(option, "a", Map.of(header, List.of())));
        }
    }

    static Stream<Arguments> invalidNames() {
        List<String> invalidUid = List.of("unique id", "1 to 512", "Use one that the operation uidl lists");
        List<String> invalidNumber = List.of("message number", "1 or more");
        List<String> withoutUid = List.of("message 2", "no unique id", Pop3xConstants.MESSAGE_NUMBER);
        return Stream.of(
                arguments("two words", invalidUid),
                arguments("line\r\nDELE 1", invalidUid),
                arguments("\u0000", invalidUid),
                arguments("x".repeat(513), invalidUid),
                arguments("中", invalidUid),
                arguments(List.of(0), invalidNumber),
                arguments(List.of(-1), invalidNumber),
                arguments(List.of(-5L), invalidNumber),
                arguments(List.of(Long.MAX_VALUE), List.of("message number", "at most " + Integer.MAX_VALUE)),
                arguments(List.of("a", ""), invalidUid),
                arguments(Arrays.asList("a", null), List.of("unique id", "a text", "nothing")),
                arguments(List.of(1, 0), invalidNumber),
                arguments(List.of("a", 2.5), List.of("unique id", "a text", "Double")),
                arguments(new int[] {1, 0}, invalidNumber),
                arguments(new Pop3Message(2, 1, ""), withoutUid),
                arguments(List.of(new UniqueId(2, "")), withoutUid));
    }

    @ParameterizedTest
    @MethodSource("invalidNames")
    void aBodyThatNamesNoMessageIsRefused(Object body, List<String> words) {
        assertThat(refused("operation=delete", body, NO_HEADERS)).contains(words);
        assertThat(refused("operation=list", body, NO_HEADERS)).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\nb"})
    void deleteIsRefusedForAnInvalidUniqueId(String uid) {
        assertThat(refused("operation=delete", "a", Map.of(Pop3xConstants.UID, uid, Pop3xConstants.MESSAGE_NUMBER, 1)))
                .contains(
                        "a text of " + uid.length() + " characters",
                        "unique id",
                        "Use one that the operation uidl lists");
    }

    @ParameterizedTest
    @CsvSource({
        "'', whole number",
        "0, 1 or more",
        "-1, whole number",
        "one, whole number",
        "1 2, whole number",
        "99999999999, whole number"
    })
    void deleteIsRefusedForAnInvalidMessageNumber(String number, String required) {
        assertThat(refused("operation=delete", "a", Map.of(Pop3xConstants.MESSAGE_NUMBER, number)))
                .contains("a message number must be", required);
    }

    @Test
    void theRefusalDoesNotQuoteTheBody() {
        assertThat(refused("operation=delete", "Dear Bob, the PIN is 4711", NO_HEADERS))
                .doesNotContain("4711");
    }

    @Test
    void anUnknownOperationIsRefused() {
        assertThat(refused("", null, Map.of(Pop3xConstants.OPERATION, "purge")))
                .contains("stat, list, uidl, top, retrieve, delete, deleteAll, capa, noop, verify, diagnose");
        assertThat(refused("", null, NO_HEADERS)).contains("operation", Pop3xConstants.OPERATION, "retrieve");
    }

    @Test
    void topIsRefusedForANegativeNumberOfLines() {
        assertThat(refused("operation=top", 1, Map.of(Pop3xConstants.LINES, -1)))
                .contains(Pop3xConstants.LINES, "must not be negative", "-1");
    }

    @Test
    void startingAProducerOpensNoSession() throws Exception {
        try (var made = context.getEndpoint(uri("operation=stat")).createProducer()) {
            made.start();
        }
    }
}
