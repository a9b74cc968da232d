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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What no session is opened for: nothing can be deleted by accident, and nothing is asked that makes no sense. */
class ProducerRefusalsTest extends ProducerSetting {

    @AfterEach
    void nobodyConnected() {
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
        for (Object nobody : Arrays.asList(null, "", 3.5, new HashMap<>(), new byte[] {1})) {
            assertThat(refused("operation=" + operation.word(), nobody, NO_HEADERS))
                    .startsWith(operation.word())
                    .contains(Pop3xConstants.UID, Pop3xConstants.MESSAGE_NUMBER);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIST", "UIDL", "RETRIEVE", "TOP", "DELETE"})
    void anEmptyListSelectsNoMessage(Pop3xOperation operation) {
        Object nothing = operation == Pop3xOperation.DELETE ? new Removed(List.of()) : List.of();
        String option = "operation=" + operation.word();
        for (Object nobody : Arrays.asList(List.of(), new String[0], List.of().iterator())) {
            assertEquals(nothing, result(option, nobody, NO_HEADERS));
        }
        for (String header : List.of(Pop3xConstants.UID, Pop3xConstants.MESSAGE_NUMBER)) {
            assertEquals(nothing, result(option, "a", Map.of(header, List.of())));
        }
    }

    static Stream<Object> noNames() {
        return Stream.of(
                "two words",
                "line\r\nDELE 1",
                "\u0000",
                "x".repeat(513),
                "中",
                0,
                -1,
                -5L,
                Long.MAX_VALUE,
                List.of("a", ""),
                Arrays.asList("a", null),
                List.of(1, 0),
                List.of("a", 2.5),
                new int[] {1, 0},
                new Pop3Message(2, 1, ""),
                List.of(new UniqueId(2, "")));
    }

    @ParameterizedTest
    @MethodSource("noNames")
    void aBodyThatNamesNoMessageIsRefused(Object body) {
        refused("operation=delete", body, NO_HEADERS);
        refused("operation=list", body, NO_HEADERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\nb"})
    void deleteIsRefusedForAnInvalidUniqueId(String uid) {
        refused("operation=delete", "a", Map.of(Pop3xConstants.UID, uid, Pop3xConstants.MESSAGE_NUMBER, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "one", "1 2", "99999999999"})
    void deleteIsRefusedForAnInvalidMessageNumber(String number) {
        refused("operation=delete", "a", Map.of(Pop3xConstants.MESSAGE_NUMBER, number));
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
        refused("operation=top", 1, Map.of(Pop3xConstants.LINES, -1));
    }

    @Test
    void startingAProducerOpensNoSession() throws Exception {
        try (var made = context.getEndpoint(uri("operation=stat")).createProducer()) {
            made.start();
        }
    }
}
