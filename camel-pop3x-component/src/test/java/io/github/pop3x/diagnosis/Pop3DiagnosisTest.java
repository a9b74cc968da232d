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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.pop3x.client.TlsMode;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a diagnosis tells, and what it leaves as it was. */
class Pop3DiagnosisTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final DiagnosisTrial trial = new DiagnosisTrial(server);

    @Test
    void theFactsAreThoseOfTheServer() {
        trial.profile.announcing("IMPLEMENTATION Trial", "EXPIRE NEVER");
        trial.retrieving = true;
        DiagnosisReport report = trial.run();
        assertEquals(Optional.of("Trial"), report.fact("server", "implementation"));
        assertEquals(Optional.of("NEVER"), report.fact("policy", "expire"));
        assertEquals(Optional.of("TLSv1.3"), report.fact("tls", "version"));
        assertEquals(Optional.of("PLAIN"), report.fact("login", "chosen"));
        assertEquals(
                Optional.of(List.of("CRAM-MD5", "LOGIN", "PLAIN", "APOP", "USER")), report.fact("login", "offered"));
        assertEquals(Optional.of(2), report.fact("maildrop", "messages"));
        assertEquals(Optional.of(true), report.fact("maildrop", "locked"));
        assertEquals(Optional.of(true), report.fact("uidl", "unique"));
        assertEquals(Optional.of(true), report.fact("uidl", "stable"));
        assertEquals(Optional.of(true), report.fact("top", "honoursZero"));
        assertEquals(Optional.of(true), report.fact("pipelining", "works"));
        assertEquals(Optional.of(true), report.fact("pipelining", "worksAtLogin"));
        assertEquals(Optional.of(true), report.fact("rset", "works"));
        assertEquals(Optional.of(2), report.fact("sizes", "checked"));
        assertEquals(Optional.of(0), report.fact("sizes", "untrue"));
        assertTrue(lines(report, "beforeTls").contains("STLS"));
        assertFalse(lines(report, "beforeLogin").contains("STLS"));
        assertFalse(lines(report, "afterLogin").isEmpty());
    }

    private static List<?> lines(DiagnosisReport report, String when) {
        return (List<?>) report.fact("capabilities", when).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theDiagnosisDeletesNoMessageAndSendsNoQuit(boolean retrieving) {
        trial.retrieving = retrieving;
        trial.run();
        server.awaitIdle();
        Set<String> done =
                trial.maildrop.events().stream().map(Maildrop.Event::keyword).collect(Collectors.toSet());
        assertEquals(retrieving ? Set.of("LOGIN", "TOP", "RSET", "RETR") : Set.of("LOGIN", "TOP", "RSET"), done);
        assertEquals(List.of("uid-1", "uid-2"), trial.maildrop.uids());
        assertFalse(server.dialogue().contains("QUIT"), server::dialogue);
    }

    @Test
    void theRecommendedUriNamesTheServerAndTheUserAndNoPassword() {
        assertEquals(
                Optional.of("pop3x:" + server.host() + ":" + server.port() + "?username=alice"),
                trial.run().endpointUri());
    }

    @Test
    void theRecommendedUriKeepsOptionsAndAddsWhatTheServerNeeds() {
        trial.maildrop.exclusive();
        trial.tls = TlsMode.NONE;
        trial.profile.announcing("LOGIN-DELAY 90");
        server.answers(trial.profile);
        DiagnosisReport report = new Pop3Diagnosis(trial.options())
                .recommending(Map.of("authMechanisms", "PLAIN,USER"))
                .run();
        assertEquals(
                Optional.of("pop3x:" + server.host() + ":" + server.port()
                        + "?username=alice&authMechanisms=PLAIN,USER&tls=none&delay=90000"),
                report.endpointUri());
    }

    @Test
    void stlsIsRecommendedWhereItIsOffered() {
        trial.tls = TlsMode.NONE;
        server.tls(TestCertificates.LOCALHOST.server());
        String uri = trial.run().endpointUri().orElseThrow();
        assertFalse(uri.contains("tls=none"), uri);
    }

    @Test
    void pipeliningThatFailsIsSwitchedOff() {
        trial.otherwise = DiagnosisTrial::losingInSession;
        trial.patience = Duration.ofMillis(300);
        String uri = trial.run().endpointUri().orElseThrow();
        assertTrue(uri.endsWith("&pipelining=off"), uri);
    }

    @Test
    void aServerWithoutNoopIsExaminedAllTheSame() {
        server.alwaysSuffers(Misfortune.refuse("NOOP", "no"));
        trial.patience = Duration.ofMillis(300);
        DiagnosisReport report = trial.run();
        assertTrue(report.has(FindingKind.INCOMPLETE), report::toText);
        assertTrue(report.endpointUri().isPresent(), report::toText);
    }

    @Test
    void aRefusedLoginEndsItWithWhatIsKnown() {
        server.alwaysSuffers(Misfortune.refuse("AUTH", "[AUTH] no"));
        DiagnosisReport report = trial.run();
        assertTrue(report.failure().orElseThrow().contains("[AUTH]"), report::toText);
        assertTrue(report.endpointUri().isEmpty());
        assertEquals(Optional.of("TLSv1.3"), report.fact("tls", "version"));
    }

    @Test
    void aCertificateThatIsNotTrustedIsShownAndNothingIsSaidOverIt() {
        trial.certificate = TestCertificates.SELF_SIGNED;
        DiagnosisReport report = trial.run();
        assertTrue(report.fact("tls", "fingerprint").isPresent());
        assertTrue(report.failure().orElseThrow().contains("not trusted"), report::toText);
        assertFalse(server.awaitIdle().dialogue().contains("C: USER"), server::dialogue);
        assertFalse(server.dialogue().contains("C: AUTH"), server::dialogue);
    }

    @Test
    void anUnreachableServerIsReported() {
        trial.run();
        server.close();
        DiagnosisReport report = new Pop3Diagnosis(trial.options()).run();
        assertTrue(report.failure().orElseThrow().contains("cannot connect"), report::toText);
    }
}
