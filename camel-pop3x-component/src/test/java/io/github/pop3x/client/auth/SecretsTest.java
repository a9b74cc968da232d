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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** No text that this package makes for people shows a secret, in any of the forms that it has on the wire. */
class SecretsTest {

    private static final String SECRET = "s3cr3t-of-alice";
    private static final Credentials PASSWORD = Credentials.of("alice", SECRET);
    private static final Credentials TOKEN = Credentials.ofToken("alice", SECRET);
    private static final OfferedMechanisms NOTHING =
            new OfferedMechanisms(List.of(), false, false, true, Optional.of(new byte[] {1}));

    @TempDir
    private Path directory;

    @Test
    void noToStringShowsIt() throws Exception {
        List<Object> all = new ArrayList<>(List.of(
                PASSWORD,
                PASSWORD.actingAs("bob"),
                TOKEN,
                CredentialsProvider.of("alice", SECRET),
                CredentialsProvider.ofToken("alice", () -> SECRET),
                new Netrc.Entry("h", "alice", SECRET),
                Netrc.parse("machine h login alice password " + SECRET),
                NOTHING));
        for (Mechanism mechanism : Mechanism.values()) {
            if (mechanism.isSasl()) {
                all.add(exchange(mechanism));
            }
        }
        assertThat(all).allSatisfy(object -> assertHidden(object.toString()));
    }

    @Test
    void noExceptionShowsIt() throws Exception {
        Path open = Files.writeString(directory.resolve("netrc"), "machine h login alice passwort " + SECRET);
        List<ThrowingCallable> failures = new ArrayList<>(List.of(
                () -> Credentials.of("alice", SECRET + "\0"),
                () -> Credentials.of("al\0ice", SECRET),
                () -> Credentials.of("", SECRET),
                () -> Credentials.ofToken("alice", SECRET + "\n"),
                PASSWORD::accessToken,
                TOKEN::password,
                () -> new PlainMechanism(TOKEN),
                () -> ApopDigest.of("<1@x>", TOKEN),
                () -> exchange(Mechanism.SCRAM_SHA_1, Credentials.of("alice", SECRET + "\u0007")),
                () -> Netrc.parse("machine h\nlogin alice\n" + SECRET),
                () -> Netrc.parse(SECRET),
                () -> Netrc.parse("machine h password \"" + SECRET),
                new NetrcCredentials("h", Optional.empty(), Optional.of(open))::credentials));
        for (Mechanism mechanism : Mechanism.values()) {
            if (mechanism.isSasl()) {
                failures.add(() -> answerUntilItFails(exchange(mechanism)));
            }
        }
        assertThat(failures).allSatisfy(failure -> {
            Throwable thrown = catchThrowable(failure);
            assertThat(thrown).isNotNull();
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            assertHidden(trace.toString());
        });
        assertHidden(MechanismChoice.whyNone(MechanismPolicy.STRONGEST, NOTHING, PASSWORD));
        assertHidden(MechanismChoice.whyNone(MechanismPolicy.STRONGEST, NOTHING, TOKEN));
    }

    private static void answerUntilItFails(SaslMechanism mechanism) throws Exception {
        for (int challenge = 0; challenge < 4; challenge++) {
            mechanism.respond(("challenge " + challenge).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static SaslMechanism exchange(Mechanism mechanism) {
        return exchange(mechanism, mechanism.suits(TOKEN) ? TOKEN : PASSWORD);
    }

    private static SaslMechanism exchange(Mechanism mechanism, Credentials credentials) {
        return SaslMechanisms.of(mechanism, credentials, NOTHING, ScramIterations.DEFAULT, "h", 995);
    }

    private static void assertHidden(String text) {
        String base64 = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
        assertThat(text).doesNotContain(SECRET, base64);
    }
}
