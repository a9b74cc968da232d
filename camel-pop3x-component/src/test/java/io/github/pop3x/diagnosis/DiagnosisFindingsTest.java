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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.wire.PinnedTrust;
import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.CourierLike;
import io.github.pop3x.testing.MessageSource;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerWire;
import io.github.pop3x.testing.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each finding is found of a server that gives cause for it, and nothing else is. */
class DiagnosisFindingsTest {

    /** For answers that never come. */
    private static final Duration SHORT = Duration.ofMillis(300);

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final DiagnosisTrial trial = new DiagnosisTrial(server);

    @ParameterizedTest
    @EnumSource
    void eachIsFoundWhereThereIsCause(FindingKind kind) throws Exception {
        Set<FindingKind> expected = giveCause(kind);
        DiagnosisReport report = trial.run();
        assertEquals(expected, kinds(report), report::toText);
    }

    private static Set<FindingKind> kinds(DiagnosisReport report) {
        return report.findings().stream()
                .map(Finding::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FindingKind.class)));
    }

    /** Spoils one thing; what is found then, with what follows from it. */
    private Set<FindingKind> giveCause(FindingKind kind) throws Exception {
        switch (kind) {
            case NO_TLS -> trial.tls = TlsMode.NONE;
            case TLS_FAILS -> trial.certificate = TestCertificates.SELF_SIGNED;
            case CERTIFICATE_ENDS -> {
                trial.certificate = TestCertificates.EXPIRED;
                trial.trust =
                        PinnedTrust.pinned(Set.of(PinnedTrust.fingerprint(TestCertificates.EXPIRED.certificate())));
            }
            case NO_CAPABILITIES -> {
                trial.profile.without("CAPA");
                return EnumSet.of(kind, FindingKind.NO_PIPELINING);
            }
            case NO_RESPONSE_CODES -> trial.profile.without("RESP-CODES");
            case UNANNOUNCED -> trial.profile.unannounced("TOP", "UIDL");
            case CLAIM_FAILS -> server.alwaysSuffers(Misfortune.refuse("UTF8", "unknown command"));
            case LISTING_MALFORMED -> {
                trial.otherwise = DiagnosisTrial.saying("UIDL", "+OK", "1 uid-1", "2", ".");
                return EnumSet.of(kind, FindingKind.LISTINGS_DISAGREE);
            }
            case LOGIN_DELAY -> trial.profile.announcing("LOGIN-DELAY 10");
            case EXPIRES -> trial.profile.announcing("EXPIRE 3");
            case NO_UIDL -> trial.profile.without("UIDL");
            case UID_TWICE -> trial.maildrop.add("uid-1", "Subject: three\n\nbody\n");
            case UID_CHANGES -> trial.otherwise = idsOfTheSession();
            case UID_MALFORMED -> trial.maildrop.add("u".repeat(71), "Subject: three\n\nbody\n");
            case NO_TOP -> trial.profile.without("TOP");
            case TOP_SENDS_BODY ->
                trial.otherwise = DiagnosisTrial.hearing(line -> line.equals("TOP 1 0") ? "TOP 1 9" : line);
            case TOP_DIFFERS -> {
                trial.retrieving = true;
                trial.otherwise = DiagnosisTrial.hearing(line -> line.equals("TOP 1 0") ? "TOP 2 0" : line);
                // The header of the one is longer than the other as a whole.
                return EnumSet.of(kind, FindingKind.SIZES_UNTRUE);
            }
            case NO_PIPELINING -> trial.profile.without("PIPELINING");
            case PIPELINING_FAILS -> {
                trial.otherwise = DiagnosisTrial::losingInSession;
                trial.patience = SHORT;
            }
            case PIPELINING_FAILS_AT_LOGIN -> {
                trial.otherwise = right -> new CourierLike(trial.profile);
                trial.patience = Duration.ofSeconds(2);
            }
            case NO_LOCK -> trial.exclusive = false;
            case LISTINGS_DISAGREE -> trial.otherwise = DiagnosisTrial.saying("STAT", "+OK 7 1");
            case SIZES_UNTRUE ->
                trial.maildrop.add("uid-3", MessageSource.of(new byte[] {'a', ':', 'b', '\r', '\n'}), 1);
            case UTF8_CHANGES_MESSAGES -> trial.otherwise = substitutingUnlessUtf8();
            case RSET_FAILS -> server.alwaysSuffers(Misfortune.extraLineAfter("RSET", "+OK again"));
            case HIDES_RETRIEVED -> server.alwaysSuffers(Misfortune.greets("+OK Gpop ready for requests\\r\\n"));
            case INCOMPLETE -> {
                trial.profile.announcing("LOGIN-DELAY 600");
                return EnumSet.of(kind, FindingKind.LOGIN_DELAY);
            }
        }
        return EnumSet.of(kind);
    }

    /** Ids are given anew for each session. */
    private static UnaryOperator<Answerer> idsOfTheSession() {
        AtomicInteger sessions = new AtomicInteger();
        return right -> {
            int session = sessions.incrementAndGet();
            return DiagnosisTrial.saying("UIDL", "+OK", "1 a-" + session, "2 b-" + session, ".")
                    .apply(right);
        };
    }

    /** The first message is another one for those who have not said UTF8. */
    private static UnaryOperator<Answerer> substitutingUnlessUtf8() {
        return right -> new DiagnosisTrial.Otherwise(right) {
            private boolean utf8;

            @Override
            public boolean answer(String line, ServerWire wire) throws IOException {
                utf8 |= line.equals("UTF8");
                return right.answer(!utf8 && line.equals("TOP 2 0") ? "TOP 1 0" : line, wire);
            }
        };
    }

    private static List<String> details(DiagnosisReport report) {
        return report.findings().stream().map(Finding::detail).toList();
    }

    @Test
    void aMechanismThatIsAnnouncedAndFailsIsFound() {
        server.alwaysSuffers(Misfortune.refuse("AUTH PLAIN", "unknown mechanism"));
        assertEquals(List.of("PLAIN is announced, and fails; another mechanism was used"), details(trial.run()));
    }

    @Test
    void aTimestampInTheGreetingThatMeansNothingIsFound() {
        trial.tls = TlsMode.NONE;
        trial.profile.without("CRAM-MD5");
        server.alwaysSuffers(Misfortune.refuse("APOP", "Bad login"));
        DiagnosisReport report = trial.run();
        assertEquals(EnumSet.of(FindingKind.CLAIM_FAILS, FindingKind.NO_TLS), kinds(report), report::toText);
    }

    @Test
    void whatIsAnnouncedAndRefusedIsSaidToBeAnnounced() {
        trial.profile.without("TOP", "UIDL").announcing("TOP", "UIDL");
        assertEquals(List.of("UIDL is announced, and refused", "TOP is announced, and refused"), details(trial.run()));
    }

    @Test
    void aServerInOrderHasNone() {
        trial.retrieving = true;
        DiagnosisReport report = trial.run();
        assertEquals(EnumSet.noneOf(FindingKind.class), kinds(report), report::toText);
        assertTrue(report.failure().isEmpty());
    }

    @Test
    void sizesWithoutTheHeaderAreExplained() {
        trial.maildrop.remove("uid-1").remove("uid-2");
        add("Subject: three\r\n\r\n", "body\r\n", 6);
        add("Subject: four\r\n\r\n", "another body\r\n", 14);
        assertSizesSeen(
                "2 of 2 messages, e.g. message 1 is listed with 6 octets and has 24: as if headers did not count");
    }

    @Test
    void sizesWithAnotherLastLineEndAreExplained() {
        add("Subject: three\r\n\r\n", "body\r\n", 22);
        assertSizesSeen("1 of 3 messages, e.g. message 3 is listed with 22 octets and has 24:"
                + " as if the end of a last line counted otherwise");
    }

    @Test
    void unexplainedSizesAreReportedAsListed() {
        add("Subject: three\r\n\r\n", "body\r\n", 99);
        assertSizesSeen("1 of 3 messages, e.g. message 3 is listed with 99 octets and has 24");
    }

    private void add(String header, String body, long listed) {
        byte[] octets = (header + body).getBytes(StandardCharsets.US_ASCII);
        trial.maildrop.add("uid-" + header.length(), MessageSource.of(octets), listed);
    }

    private void assertSizesSeen(String detail) {
        trial.retrieving = true;
        DiagnosisReport report = trial.run();
        assertTrue(
                report.findings().stream()
                        .filter(finding -> finding.kind() == FindingKind.SIZES_UNTRUE)
                        .anyMatch(finding -> finding.detail().endsWith(detail)),
                report::toText);
    }

    @Test
    void anEmptyMaildropGivesNoCause() {
        trial.maildrop.remove("uid-1").remove("uid-2");
        trial.retrieving = true;
        DiagnosisReport report = trial.run();
        assertEquals(EnumSet.noneOf(FindingKind.class), kinds(report), report::toText);
    }

    @Test
    void aLaterFailureKeepsTheEarlierFindings() {
        server.alwaysSuffers(Misfortune.refuse("UTF8", "[SYS/TEMP] not today"));
        DiagnosisReport report = trial.run();
        assertEquals(EnumSet.of(FindingKind.INCOMPLETE), kinds(report), report::toText);
        assertTrue(report.endpointUri().isPresent());
    }
}
