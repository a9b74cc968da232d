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
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLSession;

import io.github.pop3x.client.Pop3Authorization;
import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3ConnectionException;
import io.github.pop3x.client.Pop3LoginUnsupportedException;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.MechanismChoice;
import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.client.auth.OfferedMechanisms;
import io.github.pop3x.client.auth.TlsServerEndPoint;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Greeting;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.wire.PinnedTrust;

/** What a server shows to anybody: greeting, TLS, capabilities, ways to log in. */
final class AuthorizationProbe {

    private static final int DAYS_LEFT = 14;
    /** How Gmail greets, which hides what was retrieved once a session has ended by QUIT. */
    private static final String HIDING = "Gpop ready";

    private final DiagnosisSessions sessions;
    private final DiagnosisNotes notes;

    AuthorizationProbe(DiagnosisSessions sessions, DiagnosisNotes notes) {
        this.sessions = sessions;
        this.notes = notes;
    }

    /** What is announced in clear text, where TLS is to follow. Nothing else is said there. */
    void beforeTls() {
        Pop3ClientOptions inClear =
                sessions.options().toBuilder().tls(TlsMode.NONE).build();
        try (Pop3Authorization plain = Pop3Client.connect(inClear)) {
            notes.fact("capabilities", "beforeTls", lines(plain));
        } catch (IOException e) {
            notes.missed("capabilities before TLS", e);
        }
    }

    /** The connection for the first login; where TLS fails, at least the certificate is looked at. */
    Pop3Authorization connect() throws IOException {
        try {
            return sessions.connect();
        } catch (Pop3ConnectionException e) {
            CertificateRecorder witness = new CertificateRecorder();
            if (sessions.options().tls() != TlsMode.NONE && sees(witness)) {
                certificate(witness.seen().orElseThrow());
                notes.found(
                        FindingKind.TLS_FAILS,
                        "the certificate with the fingerprint above was not accepted, or something after it failed");
            }
            throw e;
        }
    }

    /** The witness trusts nobody, so its connection always fails. */
    private boolean sees(CertificateRecorder witness) {
        Pop3ClientOptions looking =
                sessions.options().toBuilder().tlsFactory(witness.factory()).build();
        try (Pop3Authorization none = Pop3Client.connect(looking)) {
            throw new IllegalStateException(none + " came about without trust");
        } catch (IOException expected) {
            return witness.seen().isPresent();
        }
    }

    /** Everything that a connection in AUTHORIZATION tells. */
    void examine(Pop3Authorization authorization, MechanismPolicy wish, Credentials credentials) throws IOException {
        String greeting = authorization.greeting().text();
        notes.fact("server", "greeting", notes.shown(greeting));
        if (greeting.startsWith(HIDING)) {
            notes.found(FindingKind.HIDES_RETRIEVED, "the greeting is that of Gmail");
        }
        Capabilities capabilities = authorization.capabilities();
        capabilities.implementation().ifPresent(name -> notes.fact("server", "implementation", notes.shown(name)));
        notes.fact("capabilities", "beforeLogin", lines(authorization));
        protection(authorization, capabilities);
        policies(capabilities);
        login(authorization, capabilities, wish, credentials);
    }

    private void protection(Pop3Authorization authorization, Capabilities capabilities) throws IOException {
        Optional<SSLSession> tls = authorization.tlsSession();
        if (tls.isEmpty()) {
            notes.found(
                    FindingKind.NO_TLS,
                    capabilities.has(Keyword.STLS.name())
                            ? "tls=none was asked for, and the server offers STLS"
                            : "tls=none was asked for, and the server offers no STLS here");
            return;
        }
        notes.fact("tls", "version", tls.get().getProtocol());
        notes.fact("tls", "cipher", tls.get().getCipherSuite());
        if (tls.get().getPeerCertificates()[0] instanceof X509Certificate x509) {
            certificate(x509);
        }
    }

    private void certificate(X509Certificate x509) {
        Instant end = x509.getNotAfter().toInstant();
        notes.fact("tls", "subject", notes.shown(x509.getSubjectX500Principal().getName()));
        notes.fact("tls", "issuer", notes.shown(x509.getIssuerX500Principal().getName()));
        notes.fact("tls", "ends", end.toString());
        try {
            notes.fact("tls", "fingerprint", PinnedTrust.fingerprint(x509));
        } catch (GeneralSecurityException e) {
            notes.missed("fingerprint of the certificate", e);
        }
        if (end.isBefore(Instant.now().plus(DAYS_LEFT, ChronoUnit.DAYS))) {
            notes.found(FindingKind.CERTIFICATE_ENDS, "it ends at " + end);
        }
    }

    /** RFC 2449 §6.5 and §6.7; what is announced after the login may be another figure, and counts then. */
    void policies(Capabilities capabilities) {
        capabilities.loginDelay().filter(delay -> !delay.isZero()).ifPresent(delay -> {
            sessions.delay(delay);
            notes.fact("policy", "loginDelaySeconds", delay.toSeconds());
            notes.found(FindingKind.LOGIN_DELAY, delay.toSeconds() + " seconds between logins");
        });
        if (capabilities.has("EXPIRE")) {
            notes.fact("policy", "expire", notes.shown(String.join(" ", capabilities.arguments("EXPIRE"))));
        }
        capabilities.expiry().ifPresent(time -> notes.found(FindingKind.EXPIRES, "after " + time.toDays() + " days"));
        if (capabilities.source() != Capabilities.Source.CAPA) {
            notes.found(FindingKind.NO_CAPABILITIES, "CAPA is refused");
        } else if (!capabilities.hasResponseCodes()) {
            notes.found(FindingKind.NO_RESPONSE_CODES, "RESP-CODES is not announced");
        }
    }

    private void login(
            Pop3Authorization authorization, Capabilities capabilities, MechanismPolicy wish, Credentials credentials)
            throws IOException {
        boolean apop = authorization.greeting().apopStamp().isPresent();
        List<String> offered = new ArrayList<>(notes.shown(capabilities.saslMechanisms()));
        if (apop) {
            offered.add("APOP");
        }
        if (capabilities.has(Keyword.USER.name())) {
            offered.add("USER");
        }
        notes.fact("login", "offered", List.copyOf(offered));
        Optional<SSLSession> tls = authorization.tlsSession();
        OfferedMechanisms offer = new OfferedMechanisms(
                capabilities.saslMechanisms(),
                apop,
                true,
                tls.isPresent(),
                tls.isPresent() ? endPoint(tls.get().getPeerCertificates()[0]) : Optional.empty());
        MechanismChoice choice = choose(authorization, wish, offer, credentials);
        notes.fact("login", "chosen", choice.mechanism().wireName());
        MechanismChoice used = choose(authorization, sessions.options().mechanisms(), offer, credentials);
        if (used.mechanism() != choice.mechanism()) {
            notes.fact("login", "hereBy", used.mechanism().wireName() + ", the library for SCRAM being absent");
        }
    }

    private static MechanismChoice choose(
            Pop3Authorization authorization, MechanismPolicy wish, OfferedMechanisms offer, Credentials credentials)
            throws Pop3LoginUnsupportedException {
        return MechanismChoice.of(wish, offer, credentials)
                .orElseThrow(() -> new Pop3LoginUnsupportedException(
                        authorization.server().toString(), MechanismChoice.whyNone(wish, offer, credentials)));
    }

    private Optional<byte[]> endPoint(Certificate certificate) {
        try {
            return certificate instanceof X509Certificate x509 ? TlsServerEndPoint.of(x509) : Optional.empty();
        } catch (GeneralSecurityException e) {
            notes.missed("channel binding", e);
            return Optional.empty();
        }
    }

    private List<String> lines(Pop3Authorization authorization) throws IOException {
        return lines(authorization.greeting(), authorization.capabilities());
    }

    /** The lines of CAPA, a bounded number of them; without APOP where it is known from the greeting. */
    List<String> lines(Greeting greeting, Capabilities capabilities) {
        return notes.shown(capabilities.names().stream()
                .filter(name -> !name.equals(Keyword.APOP.name())
                        || greeting.apopStamp().isEmpty())
                .map(name -> String.join(" ", name, String.join(" ", capabilities.arguments(name)))
                        .strip())
                .toList());
    }
}
