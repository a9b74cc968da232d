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
package io.github.pop3x.client.auth;

import java.io.IOException;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NetrcTest {

    private static final String FILE = """
            # who reads which mail
            machine pop.example.com login alice password first
            machine pop.example.com login bob
                password "two words"
                account ignored
            machine pop.example.com password nameless
            macdef init
            machine pop.example.com login carol password macro
            cd /pub

            machine other.example.com
                login "al\\"ice" password back\\ slash\\\\ # until the line ends
            default login anonymous password guest
            machine late.example.com login alice password late
            """;

    @ParameterizedTest
    @CsvSource({
        "pop.example.com, alice, alice, first",
        "POP.Example.COM, bob, bob, two words",
        "pop.example.com, carol, , nameless",
        "pop.example.com, , alice, first",
        "other.example.com, , al\"ice, back slash\\",
        "late.example.com, alice, alice, late",
        "unknown.example.com, , anonymous, guest",
        "unknown.example.com, anonymous, anonymous, guest"
    })
    void machineAndLoginThenMachineThenDefault(String host, String login, String foundLogin, String password)
            throws Exception {
        var entry = Netrc.parse(FILE).find(host, login).orElseThrow();

        assertThat(entry.login()).isEqualTo(foundLogin);
        assertThat(entry.password()).isEqualTo(password);
    }

    @Test
    void thePasswordOfAnotherLoginIsNotTaken() throws Exception {
        Netrc netrc = Netrc.parse("machine h login bob password b default login guest password g");

        assertThat(netrc.find("h", "alice")).isEmpty();
        assertThat(netrc.find("elsewhere", "alice")).isEmpty();
    }

    @Test
    void aHashInsideAnEntryIsAPassword() throws Exception {
        assertThat(password("machine h login a password #1")).contains("#1");
    }

    @Test
    void anEmptyQuotedWordIsAWord() throws Exception {
        assertThat(password("machine h login a password \"\"")).contains("");
    }

    @Test
    void anEntryMayHaveNeitherLoginNorPassword() throws Exception {
        assertThat(Netrc.parse("machine h").find("h", null)).contains(new Netrc.Entry("h", null, null));
        assertThat(Netrc.parse("").find("h", null)).isEmpty();
    }

    @Test
    void aMacroEndsAtAnEmptyLineOrWithTheFile() throws Exception {
        assertThat(password("macdef init\r\nmachine h password wrong\r\n\r\nmachine h password right"))
                .contains("right");
        assertThat(password("macdef init\nmachine h password wrong")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "machine, 'line 1: the file ends where a value should stand'",
        "'machine h login a password', 'line 1: the file ends'",
        "'machine h\nlogin a passwort s3cret', 'line 2: expected machine, default, login, password'",
        "'login a', 'line 1: a word that belongs to an entry'",
        "'machine h password \"s3cret', 'a quoted word does not end'"
    })
    void aSyntaxErrorIsReportedByLineWithoutItsText(String text, String told) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Netrc.parse(text))
                .withMessageContaining(told)
                .withMessageNotContaining("s3cret");
    }

    private static Optional<String> password(String text) throws IOException {
        return Netrc.parse(text).find("h", null).map(Netrc.Entry::password);
    }
}
