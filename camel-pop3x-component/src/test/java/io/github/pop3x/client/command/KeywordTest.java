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
package io.github.pop3x.client.command;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class KeywordTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            keyword, AUTHORIZATION, TRANSACTION
            CAPA,    true,          true
            STLS,    true,          false
            USER,    true,          false
            PASS,    true,          false
            AUTH,    true,          false
            STAT,    false,         true
            LIST,    false,         true
            UIDL,    false,         true
            RETR,    false,         true
            TOP,     false,         true
            DELE,    false,         true
            RSET,    false,         true
            NOOP,    false,         true
            QUIT,    true,          true
            """)
    void isLegalOnlyWhereTheRfcsSaySo(Keyword keyword, boolean authorization, boolean transaction) {
        assertLegal(authorization, keyword, SessionState.AUTHORIZATION);
        assertLegal(transaction, keyword, SessionState.TRANSACTION);
        assertLegal(false, keyword, SessionState.UPDATE);
        assertLegal(false, keyword, SessionState.CLOSED);
    }

    private static void assertLegal(boolean legal, Keyword keyword, SessionState state) {
        if (legal) {
            keyword.requireLegalIn(state);
        } else {
            assertThrows(IllegalStateException.class, () -> keyword.requireLegalIn(state));
        }
    }

    @Test
    void theRefusalNamesTheCommandAndTheState() {
        String message = assertThrows(
                        IllegalStateException.class, () -> Keyword.DELE.requireLegalIn(SessionState.AUTHORIZATION))
                .getMessage();
        assertEquals("DELE is not legal in AUTHORIZATION", message);
    }
}
