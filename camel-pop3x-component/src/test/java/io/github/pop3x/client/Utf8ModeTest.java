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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** UTF8 before a login (RFC 6856 §2), where the options want it. */
class Utf8ModeTest extends RememberingSetting {

    private static final String UTF8 = "C: UTF8\n";
    private static final String ANNOUNCED = asked("SASL PLAIN", "UTF8");

    @Override
    Pop3ClientOptions.Builder options() {
        return super.options().utf8(true);
    }

    private void login() throws IOException {
        open().quit();
    }

    private List<String> stepDowns() {
        return remembered.claims().stepDowns(options().build()).stream()
                .map(ServerClaims.StepDown::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF8", "utf8", "UTF8 USER"})
    void utf8IsAskedForOnceBeforeEachLogin(String capability) throws IOException {
        server.plays(session(asked("SASL PLAIN", capability), UTF8, OK, PLAIN, OK, QUIT)
                + session(UTF8, OK, PLAIN, OK, QUIT));
        login();
        login();
    }

    @Test
    void utf8IsNotSaidWhereItIsNotAnnounced() throws IOException {
        server.plays(session(asked("SASL PLAIN"), PLAIN, OK, QUIT));
        login();
    }

    @Test
    void utf8IsNotSaidWhereTheOptionsDoNotWantIt() throws IOException {
        server.plays(session(ANNOUNCED, PLAIN, OK, QUIT));
        Pop3Client.open(super.options().build()).quit();
    }

    @Test
    void utf8IsNotSaidAgainWhereTheCallerHasSaidIt() throws IOException {
        server.plays(session(ANNOUNCED, UTF8, OK, PLAIN, OK, QUIT));
        Pop3Authorization authorization = Pop3Client.connect(options().build());
        authorization.utf8();
        authorization.login().quit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown command", "[UTF8] no", "not in this state", "[X-OTHER] what"})
    void aServerThatRefusesUtf8IsNotAskedAgainForAWhile(String refusal) throws IOException {
        server.plays(session(ANNOUNCED, UTF8, "S: -ERR " + refusal + "\n", PLAIN, OK, QUIT) + session(PLAIN, OK, QUIT));
        login();
        login();
        assertEquals(
                List.of(server.host() + ":" + server.port()
                        + ": UTF8 failed; the server may send a substitute for mail with UTF-8 in its header"),
                stepDowns());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[SYS/TEMP] later", "[IN-USE] locked", "[SYS/PERM] broken", "server too busy"})
    void aRefusalThatIsOfTheServerEndsTheLogin(String refusal) throws IOException {
        server.plays(session(ANNOUNCED, UTF8, "S: -ERR " + refusal + "\n", "C! close\n")
                + session(ANNOUNCED, UTF8, OK, PLAIN, OK, QUIT));
        assertThrows(Pop3CommandException.class, this::open);
        login();
        assertEquals(List.of(), stepDowns());
    }

    @Test
    void aServerThatDoesNotAnnounceItAnyMoreIsAskedWhatItAnnounces() throws IOException {
        server.plays(session(ANNOUNCED, UTF8, OK, PLAIN, OK, QUIT)
                + session(UTF8, "S: -ERR unknown command\n", PLAIN, OK, QUIT)
                + session(asked("SASL PLAIN"), PLAIN, OK, QUIT));
        for (int session = 1; session <= 3; session++) {
            login();
        }
        assertEquals(List.of(), stepDowns());
    }

    @ParameterizedTest
    @ValueSource(strings = {"S! close\n", "S:\n", "S: what?\n", "S: + go on\n"})
    void aServerThatBreaksTwoConnectionsInARowAtUtf8IsNotAskedAgainForAWhile(String lie) throws IOException {
        String broken = session(ANNOUNCED, UTF8, lie) + (lie.contains("close") ? "" : "C! close\n");
        server.plays(broken.repeat(2) + session(ANNOUNCED, PLAIN, OK, QUIT));
        assertThrows(Pop3ProtocolException.class, this::open);
        assertEquals(List.of(), stepDowns());
        assertThrows(Pop3ProtocolException.class, this::open);
        assertEquals(1, stepDowns().size());
        login();
    }

    @Test
    void aServerThatIsSilentAtUtf8TwiceIsNotAskedAgainForAWhile() throws IOException {
        String silent = session(ANNOUNCED, UTF8, "C! close\n");
        server.plays(silent.repeat(2) + session(ANNOUNCED, PLAIN, OK, QUIT));
        Pop3ClientOptions impatient =
                options().readTimeout(Duration.ofMillis(300)).build();
        assertThrows(Pop3TimeoutException.class, () -> Pop3Client.open(impatient));
        assertThrows(Pop3TimeoutException.class, () -> Pop3Client.open(impatient));
        login();
    }

    @Test
    void aConnectionThatIsLostOnceChangesNothing() throws IOException {
        String lost = session(ANNOUNCED, UTF8, "S! close\n");
        String whole = session(ANNOUNCED, UTF8, OK, PLAIN, OK, QUIT);
        server.plays(lost + whole + lost + whole);
        assertThrows(Pop3ProtocolException.class, this::open);
        login();
        remembered.forget(options().build().servers().get(0), TlsMode.NONE);
        assertThrows(Pop3ProtocolException.class, this::open);
        login();
        assertEquals(List.of(), stepDowns());
    }
}
