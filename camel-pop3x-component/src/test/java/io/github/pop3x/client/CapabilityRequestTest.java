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

import io.github.pop3x.client.auth.MechanismPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Servers that end the connection at CAPA (RFC 2449 §5), before the login or after it. */
class CapabilityRequestTest extends RememberingSetting {

    private static final String BY_USER = USER + OK;

    private List<String> stepDowns() {
        return remembered.claims().stepDowns(options().build()).stream()
                .map(ServerClaims.StepDown::toString)
                .toList();
    }

    private String told(String word) {
        return server.host() + ":" + server.port() + ": " + word + " fails; the server is not asked what it can do";
    }

    private void visitAndClose() throws IOException {
        try (Pop3Session pop = open()) {
            pop.capabilities();
            pop.quit();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C: CAPA\nS! close\n",
                "C: CAPA\nS:\nC! close\n",
                "C: CAPA\nS: what?\nC! close\n",
                "C: CAPA\nS: -ERR\nC: AUTH\nS! close\n",
                "C: CAPA\nS: +OK\nS: TOP\nS! close\n"
            })
    void aServerThatEndsThreeConnectionsInARowIsNotAskedForAWhile(String end) throws IOException {
        server.plays(session(end).repeat(3) + session(BY_USER, QUIT).repeat(2));
        for (int session = 1; session <= 3; session++) {
            assertEquals(List.of(), stepDowns());
            assertThrows(Pop3ProtocolException.class, this::open);
        }
        assertEquals(List.of(told("CAPA")), stepDowns());
        visit();
        visit();
    }

    @Test
    void aServerThatIsSilentIsNotAskedForAWhile() throws IOException {
        server.plays(session("C: CAPA\nC! close\n").repeat(3) + session(BY_USER, QUIT));
        Pop3ClientOptions impatient =
                options().readTimeout(Duration.ofMillis(300)).build();
        for (int session = 1; session <= 3; session++) {
            assertThrows(Pop3TimeoutException.class, () -> Pop3Client.open(impatient));
        }
        visit();
    }

    @Test
    void aServerThatHasAnsweredIsAskedAgainHoweverOftenConnectionsEnd() throws IOException {
        String asks = session(asked("SASL PLAIN"), PLAIN, OK, ASK_AFTER, QUIT);
        server.plays(asks + session("C: CAPA\nS! close\n").repeat(5) + asks);
        visit();
        remembered.forget(options().build().servers().get(0), TlsMode.NONE);
        for (int session = 1; session <= 5; session++) {
            assertThrows(Pop3ProtocolException.class, this::open);
        }
        visit();
        assertEquals(List.of(), stepDowns());
    }

    @Test
    void whereALoginNeedsMoreThanEachServerHasItIsAskedAllTheSame() throws IOException {
        server.plays(session("C: CAPA\nS! close\n").repeat(3) + session(asked("SASL PLAIN"), PLAIN, OK, QUIT));
        Pop3ClientOptions onlyPlain =
                options().mechanisms(MechanismPolicy.parse("PLAIN")).build();
        for (int session = 1; session <= 3; session++) {
            assertThrows(Pop3ProtocolException.class, () -> Pop3Client.open(onlyPlain));
        }
        Pop3Client.open(onlyPlain).quit();
    }

    @Test
    void whatWasAnnouncedBeforeTheLoginStaysWhereConnectionsEndAtCapaAfterIt() throws IOException {
        String before = asked("SASL PLAIN", "TOP");
        server.plays(session(before, PLAIN, OK, "C: CAPA\nS! close\n").repeat(3) + session(before, PLAIN, OK, QUIT));
        for (int session = 1; session <= 3; session++) {
            assertThrows(Pop3ProtocolException.class, this::visitAndClose);
        }
        assertEquals(List.of(told("CAPA after the login")), stepDowns());
        visit();
    }
}
