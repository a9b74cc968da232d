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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.Mechanism;
import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.testing.DovecotServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Every mechanism that Dovecot offers, on every channel. */
@Tag("dovecot")
class DovecotLoginTest {

    @RegisterExtension
    static final DovecotServer DOVECOT = new DovecotServer();

    private static final List<Mechanism> OFFERED = List.of(
            Mechanism.SCRAM_SHA_256,
            Mechanism.SCRAM_SHA_1,
            Mechanism.PLAIN,
            Mechanism.LOGIN,
            Mechanism.USER,
            Mechanism.CRAM_MD5,
            Mechanism.APOP);

    private final Dialogue.Overheard overheard = new Dialogue.Overheard();

    private static Stream<Arguments> mechanismsAndChannels() {
        return OFFERED.stream()
                .flatMap(mechanism -> Arrays.stream(Channel.values()).map(channel -> Arguments.of(mechanism, channel)));
    }

    private Pop3ClientOptions options(Channel channel, String mechanisms, String user, String password) {
        CredentialsProvider credentials = CredentialsProvider.of(Credentials.of(user, password));
        return channel.apply(Pop3ClientOptions.builder(DOVECOT.host(), credentials))
                .port(channel == Channel.TLS ? DOVECOT.tlsPort() : DOVECOT.port())
                .mechanisms(MechanismPolicy.parse(mechanisms))
                .tap(overheard)
                .build();
    }

    private List<String> attempts() {
        return overheard.lines.stream()
                .filter(line -> line.matches("C: (AUTH|USER|APOP) .*"))
                .map(line -> line.split(" ")[1] + (line.startsWith("C: AUTH") ? " " + line.split(" ")[2] : ""))
                .toList();
    }

    private static String attempt(Mechanism mechanism) {
        return (mechanism.isSasl() ? "AUTH " : "") + mechanism;
    }

    @ParameterizedTest
    @MethodSource("mechanismsAndChannels")
    void everyMechanismLogsInOverEveryChannel(Mechanism mechanism, Channel channel) throws IOException {
        String user = mechanism.name().toLowerCase(Locale.ROOT).replace("_", "") + channel.ordinal();
        DOVECOT.mailbox(user).deliver(List.of("Subject: 1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        try (Pop3Session session =
                Pop3Client.open(options(channel, mechanism.wireName(), user, DovecotServer.PASSWORD))) {
            assertEquals(1, session.stat().count());
            session.quit();
        }
        assertEquals(List.of(attempt(mechanism)), attempts());
        assertFalse(String.join("\n", overheard.lines).contains(DovecotServer.PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("mechanismsAndChannels")
    void aWrongPasswordIsReportedAndNoOtherMechanismTried(Mechanism mechanism, Channel channel) {
        Pop3ClientOptions options =
                options(channel, mechanism + ",PLAIN,LOGIN,CRAM-MD5,APOP,USER", "alice", "wr0ng-" + mechanism);
        Pop3AuthenticationException refusal =
                assertThrows(Pop3AuthenticationException.class, () -> Pop3Client.open(options));
        assertEquals(List.of(attempt(mechanism)), attempts());
        assertFalse(refusal.getMessage().contains("wr0ng-" + mechanism), refusal.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void autoTakesScram(Channel channel) throws IOException {
        DOVECOT.mailbox("auto");
        Pop3Client.verify(options(channel, "auto", "auto", DovecotServer.PASSWORD));
        assertEquals(List.of("AUTH SCRAM-SHA-256"), attempts());
    }
}
