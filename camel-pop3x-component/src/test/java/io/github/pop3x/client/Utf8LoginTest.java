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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** USER and PASS with a name and a password beyond ASCII (RFC 6856 §2.2). */
class Utf8LoginTest {

    private static final String NO_CAPA = "C: CAPA\nS: -ERR\nC: AUTH\nS: -ERR\n";
    private static final String UTF8_USER = "C: CAPA\nS: +OK\nS: USER\nS: UTF8 USER\nS: .\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private static Stream<Arguments> scriptsAndCapabilities() {
        return Stream.of(
                        "gr\u00fc\u00df",
                        "\u5f20\u4f1f",
                        "\u041c\u0430\u0440\u0438\u044f",
                        "\u0645\u0631\u064a\u0645",
                        "p\ud83d\udd11ss")
                .flatMap(text -> Stream.of(NO_CAPA, UTF8_USER).map(announced -> Arguments.of(text, announced)));
    }

    @ParameterizedTest
    @MethodSource("scriptsAndCapabilities")
    void userAndPassAreSentInUtf8WhetherTheServerAnnouncesItOrNot(String text, String announced) throws IOException {
        server.plays("S: +OK ready\n" + announced + """
            C: USER %1$s
            S: +OK
            C: PASS %1$s
            S: +OK
            C: QUIT
            S: +OK
            """.formatted(text));
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        trial.open("USER", Credentials.of(text, text)).quit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00fc", "\u5f20", "\ud83d\udd11", "x"})
    void aNameOrPasswordLongerThanItsCommandIsRefusedBeforeAnythingIsSent(String character) {
        String tooLong = character.repeat(249 / character.getBytes(StandardCharsets.UTF_8).length + 1);
        server.plays("S: +OK ready\n" + NO_CAPA + "C! close\n--- again\nS: +OK ready\n" + NO_CAPA + "C! close\n");
        LoginTrial trial = new LoginTrial(server, Channel.CLEAR);
        for (Credentials wrong : List.of(Credentials.of("alice", tooLong), Credentials.of(tooLong, "x"))) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> trial.open("USER", wrong));
            assertTrue(refused.getMessage().contains("248 octets"), refused.getMessage());
        }
    }
}
