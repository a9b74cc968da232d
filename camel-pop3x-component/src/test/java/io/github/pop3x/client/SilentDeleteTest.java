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
import java.time.Duration;
import java.util.List;

import io.github.pop3x.client.command.Commands;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Marks that are added to the pipeline and answered together with QUIT: each answer has the timeout of its command. */
class SilentDeleteTest {

    private static final String PIPELINED_LOGIN = """
            S: +OK ready
            C: CAPA
            S: +OK
            S: USER
            S: PIPELINING
            S: .
            C: USER alice
            S: +OK
            C: PASS s3cret
            S: +OK
            """;

    /** Long enough for the answers before the silent one on a busy machine. */
    private static final Duration SHORT = Duration.ofMillis(500);

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private Pop3Session openAndMark(Duration readTimeout, Duration quitTimeout) throws IOException {
        Pop3Session pop = Pop3Client.open(Dialogue.options(server).toBuilder()
                .readTimeout(readTimeout)
                .quitTimeout(quitTimeout)
                .build());
        List.of(1, 2).forEach(number -> pop.pipeline().add(Commands.dele(number)));
        return pop;
    }

    private static Pop3TimeoutException assertTimesOut(Pop3Session pop, String option) {
        Pop3TimeoutException timeout = assertThrows(Pop3TimeoutException.class, pop::quit);
        assertEquals(option, timeout.option());
        return timeout;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSilentDeleteRunsIntoTheReadTimeout(int silent) throws IOException {
        server.plays(Dialogue.LOGIN + """
            C: DELE 1
            %s
            """.formatted(silent == 1 ? "S! stall" : "S: +OK\nC: DELE 2\nS! stall"));
        try (Pop3Session pop = openAndMark(SHORT, Dialogue.AMPLE)) {
            String message = assertTimesOut(pop, "readTimeout").getMessage();
            assertTrue(message.contains(", in DELE: "), message);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSilentDeleteInAPipelineRunsIntoTheReadTimeout(int silent) throws IOException {
        server.plays(PIPELINED_LOGIN + """
            C: DELE 1
            C: DELE 2
            C: QUIT
            %s
            """.formatted(silent == 1 ? "S! stall" : "S: +OK\nS! stall"));
        try (Pop3Session pop = openAndMark(SHORT, Dialogue.AMPLE)) {
            String message = assertTimesOut(pop, "readTimeout").getMessage();
            assertTrue(message.contains(", in DELE: "), message);
        }
    }

    @Test
    void aSilentQuitRunsIntoTheQuitTimeout() throws IOException {
        server.plays(Dialogue.LOGIN + """
            C: DELE 1
            S: +OK
            C: DELE 2
            S: +OK
            C: QUIT
            S! stall
            """);
        try (Pop3Session pop = openAndMark(Dialogue.AMPLE, SHORT)) {
            assertTimesOut(pop, "quitTimeout");
        }
    }

    @Test
    void aSilentQuitInAPipelineRunsIntoTheQuitTimeout() throws IOException {
        server.plays(PIPELINED_LOGIN + """
            C: DELE 1
            C: DELE 2
            C: QUIT
            S: +OK
            S: +OK
            S! stall
            """);
        try (Pop3Session pop = openAndMark(Dialogue.AMPLE, SHORT)) {
            assertTimesOut(pop, "quitTimeout");
        }
    }
}
