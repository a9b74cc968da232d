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
package io.github.pop3x.diagnosis;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import io.github.pop3x.client.Pop3Authorization;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.RememberedCapabilities;
import io.github.pop3x.client.ServerClaims;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.client.wire.WireLimits;

/**
 * Examines a server and a maildrop, reports what is unusual about them, and recommends an endpoint URI. Also a program:
 * {@code java -cp JAR io.github.pop3x.diagnosis.Pop3Diagnosis pop3xs://user@host}.
 *
 * <ol>
 *   <li>where STLS is to follow, what is announced before it;
 *   <li>the first session: greeting, TLS, capabilities, login; the listings; TOP; a second session beside it;
 *       pipelining;
 *   <li>a later session: do the ids stay, is RSET answered once; then, where announced, sessions for pipelining at the
 *       login and for UTF8;
 *   <li>only if {@linkplain #retrieving asked for}, a session that retrieves, to compare the sizes.
 * </ol>
 *
 * <p>It changes nothing: it never says DELE, and every session ends without QUIT (RFC 1939 §6), so that not even a
 * server that takes note of what was retrieved does so. Between logins it waits what LOGIN-DELAY asks for, up to a
 * minute.
 *
 * <p>Immutable; {@link #run} may be called by several threads.
 */
public final class Pop3Diagnosis {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The largest listing that is read: a larger maildrop is not examined. */
    private static final int MOST_LINES = 1_000_000;

    private final Pop3ClientOptions options;
    private final boolean retrieving;
    private final Map<String, String> uriOptions;
    private final DiagnosisSessions.Pause pause;
    private final Duration patience;

    /** @param options the server, the login and the limits; not null */
    public Pop3Diagnosis(Pop3ClientOptions options) {
        this(options, false, Map.of(), DiagnosisSessions.Pause.REAL, PATIENCE);
    }

    private Pop3Diagnosis(
            Pop3ClientOptions options,
            boolean retrieving,
            Map<String, String> uriOptions,
            DiagnosisSessions.Pause pause,
            Duration patience) {
        this.options = options;
        this.retrieving = retrieving;
        this.uriOptions = Map.copyOf(uriOptions);
        this.pause = pause;
        this.patience = patience;
    }

    /** The same, retrieving up to 50 messages or 256 MiB to compare their sizes with the listed ones. */
    public Pop3Diagnosis retrieving() {
        return new Pop3Diagnosis(options, true, uriOptions, pause, patience);
    }

    /**
     * The same, recommending a URI that has these options too.
     *
     * @param given options of an endpoint by name, without secrets
     */
    public Pop3Diagnosis recommending(Map<String, String> given) {
        return new Pop3Diagnosis(options, retrieving, given, pause, patience);
    }

    /**
     * The same, at another pace.
     *
     * @param between waits between logins
     * @param forAnswers how long to wait for answers that may have been lost
     */
    Pop3Diagnosis pacing(DiagnosisSessions.Pause between, Duration forAnswers) {
        return new Pop3Diagnosis(options, retrieving, uriOptions, between, forAnswers);
    }

    /**
     * Examines the server. Takes as long as the server does, and a few seconds for each answer that it loses.
     *
     * @return never null; whatever goes wrong with the server is in it
     */
    public DiagnosisReport run() {
        DiagnosisNotes notes = new DiagnosisNotes();
        notes.fact("server", "address", options.servers().get(0).toString());
        notes.fact("server", "protection", options.tls().name());
        try {
            return notes.report(examine(notes));
        } catch (IOException | IllegalArgumentException e) {
            notes.failed(e);
            return notes.report(null);
        }
    }

    private String examine(DiagnosisNotes notes) throws IOException {
        Credentials credentials = options.credentials().credentials();
        notes.hide(credentials);
        DiagnosisSessions sessions = new DiagnosisSessions(loginOptions(credentials, notes), pause);
        AuthorizationProbe probe = new AuthorizationProbe(sessions, notes);
        if (options.tls() == TlsMode.STARTTLS) {
            probe.beforeTls();
        }
        try (Pop3Authorization authorization = probe.connect()) {
            probe.examine(authorization, options.mechanisms(), credentials);
            new MaildropProbes(sessions, notes, patience).examine(authorization, probe, credentials, retrieving);
            return new EndpointUri(options, uriOptions).of(credentials.username(), authorization, notes);
        }
    }

    /** The probes of the maildrop report the other claims that fail. */
    private static void login(ServerClaims.StepDown failed, DiagnosisNotes notes) {
        switch (failed.claim().kind()) {
            case APOP, SASL ->
                notes.found(
                        FindingKind.CLAIM_FAILS,
                        failed.claim().word() + " is announced, and fails; another mechanism was used");
            case PIPELINING, WINDOW, UTF8, TOP, UIDL -> {}
        }
    }

    /** What the sessions are opened with: nothing endless is listened to, and no library is needed that is not there. */
    private Pop3ClientOptions loginOptions(Credentials credentials, DiagnosisNotes notes) {
        WireLimits limits = options.limits();
        MechanismPolicy wish = ScramLibrary.isPresent()
                ? options.mechanisms()
                : ScramLibrary.without(options.mechanisms(), credentials, options.tls() != TlsMode.NONE);
        return options.toBuilder()
                .mechanisms(wish)
                .utf8(false)
                .rememberedCapabilities(
                        RememberedCapabilities.ofNothingBut(new ServerClaims(stepDown -> login(stepDown, notes))))
                .limits(new WireLimits(
                        limits.replyLine(),
                        Math.min(limits.replyLines(), MOST_LINES),
                        Math.min(limits.messageOctets(), RetrievalProbe.MOST_OCTETS),
                        limits.drain()))
                .build();
    }

    /**
     * The program: {@code pop3xs://user@host[:port][?options] [--retrieve] [--json]}. The password is asked for at the
     * terminal, or taken from the environment variable {@code POP3_PASSWORD}; never from an argument. Exits with 0 if
     * nothing is unusual, 1 if something is, 2 if the arguments are wrong, 3 if the server could not be examined to the
     * end.
     */
    public static void main(String[] arguments) {
        int status = new DiagnosisProgram(
                        System::getenv, DiagnosisProgram.PasswordPrompt.TERMINAL, System.out, System.err)
                .run(arguments);
        System.exit(status);
    }
}
