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
package io.github.pop3x.client;

import java.io.IOException;
import java.util.Optional;

import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.ResponseCode;
import io.github.pop3x.client.command.SessionState;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A server that says at the end that it has not removed what was marked (RFC 1939 §6). */
class RefusedQuitTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private Pop3Session pop;

    @BeforeEach
    void markAMessage() throws IOException {
        server.plays(Dialogue.LOGIN + """
            C: DELE 1
            S: +OK
            C: QUIT
            S: -ERR [SYS/PERM] some deleted messages not removed
            """);
        pop = Dialogue.open(server);
        pop.delete(1);
    }

    @Test
    void quitThrowsAndEndsTheSession() {
        Pop3CommandException refused = assertThrows(Pop3CommandException.class, pop::quit);
        assertEquals(Keyword.QUIT, refused.keyword());
        assertEquals(Optional.of(ResponseCode.SYS_PERM), refused.responseCode());
        assertEquals(SessionState.CLOSED, pop.state());
    }

    @Test
    void quitForStatusReturnsTheRefusalAndEndsTheSession() throws IOException {
        StatusLine answer = pop.quitForStatus();
        assertFalse(answer.isOk());
        assertEquals(Optional.of(ResponseCode.SYS_PERM), answer.responseCode());
        assertEquals(SessionState.CLOSED, pop.state());
    }
}
