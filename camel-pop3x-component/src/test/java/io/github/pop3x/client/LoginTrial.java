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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.Mechanism;
import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.client.auth.TlsServerEndPoint;
import io.github.pop3x.testing.BearerSasl;
import io.github.pop3x.testing.ExternalSasl;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScramSasl;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.TestCertificates;

import static org.junit.jupiter.api.Assertions.assertFalse;

/** Logins to a scripted server, and what comes to light of them: to the provider, to the tap, in exceptions. */
final class LoginTrial implements CredentialsProvider {

    /** The password of alice, and her access token too. */
    static final String SECRET = "s3cret-of-alice";

    private static final byte[] END_POINT = endPoint();

    private static final Pattern ATTEMPT = Pattern.compile("(?m)^C: ((?:AUTH|USER|APOP)[^ \\n]* [^ \\n]+)");

    /** What the client sent behind the keyword of a login, or as a step of an exchange. */
    private static final Pattern SENT =
            Pattern.compile("(?m)^C: (?:AUTH [^ \\n]+ |PASS |APOP [^ \\n]+ |)([^ \\n]{8,})$");

    private final ScriptedServer server;
    private final Channel channel;
    private final Dialogue.Overheard overheard = new Dialogue.Overheard();
    private final List<Credentials> refused = new ArrayList<>();
    private final List<Object> seen = new ArrayList<>();
    private Credentials credentials;

    LoginTrial(ScriptedServer server, Channel channel) {
        this.server = server;
        this.channel = channel;
        channel.open(server);
    }

    /** Knows alice, and offers every mechanism that there is. */
    static ServerProfile everything() {
        ServerProfile profile = new ServerProfile()
                .mailbox("alice", SECRET, new Maildrop().add("uid-1", "Subject: 1\n\n"))
                .sasl(BearerSasl.OAUTHBEARER)
                .sasl(BearerSasl.XOAUTH2)
                .sasl(new ExternalSasl("alice"));
        for (String hash : List.of("SHA-1", "SHA-256")) {
            profile.sasl(ScramSasl.of(hash)).sasl(ScramSasl.of(hash).boundTo(END_POINT));
        }
        return profile;
    }

    private static byte[] endPoint() {
        try {
            return TlsServerEndPoint.of(TestCertificates.LOCALHOST.certificate())
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a mechanism presents for alice. */
    static Credentials credentials(Mechanism mechanism, String secret) {
        return switch (mechanism) {
            case OAUTHBEARER, XOAUTH2 -> Credentials.ofToken("alice", secret);
            case EXTERNAL -> Credentials.ofCertificate("alice");
            default -> Credentials.of("alice", secret);
        };
    }

    /** Logs in by the mechanisms that the option names. */
    Pop3Session open(String mechanisms, Credentials by) throws IOException {
        credentials = by;
        Pop3ClientOptions options = channel.apply(Pop3ClientOptions.builder(server.host(), this))
                .port(server.port())
                .connectionTimeout(Dialogue.AMPLE)
                .readTimeout(Dialogue.AMPLE)
                .mechanisms(MechanismPolicy.parse(mechanisms))
                .tap(overheard)
                .build();
        seen.addAll(List.of(options, by));
        Pop3Session session = Pop3Client.open(options);
        seen.addAll(List.of(session, session.greeting()));
        return session;
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public void refused(Credentials wrong) {
        refused.add(wrong);
    }

    /** What the provider was told. */
    List<Credentials> refused() {
        return refused;
    }

    /** The logins that were tried, without what they carried: {@code AUTH PLAIN}, {@code USER alice}. */
    List<String> attempts() {
        return ATTEMPT.matcher(server.dialogue())
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /** The dialogue as the tap saw it. */
    List<String> lines() {
        return List.copyOf(overheard.lines);
    }

    /** All that came to light: the exception if there is one, each object as text, and the dialogue. */
    String shown(Throwable thrown) {
        StringWriter shown = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(shown));
        }
        seen.forEach(object -> shown.append(object.toString()).append('\n'));
        overheard.lines.forEach(line -> shown.append(line).append('\n'));
        return shown.toString();
    }

    /** Of what the client sent to log in, and of what it rests on, nothing came to light. */
    void assertNothingShows(Throwable thrown) {
        String shown = shown(thrown);
        assertFalse(shown.contains(SECRET), shown);
        SENT.matcher(server.dialogue())
                .results()
                .map(result -> result.group(1))
                .forEach(secret -> assertFalse(shown.contains(secret), secret + " in\n" + shown));
    }
}
