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
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A server that tells the password wherever it can is not helped to. */
class DiagnosisSecretsTest {

    private static final String PLAIN =
            Base64.getEncoder().encodeToString("\0alice\0s3cret".getBytes(StandardCharsets.UTF_8));

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final DiagnosisTrial trial = new DiagnosisTrial(server);

    private void assertNoSecret(DiagnosisReport report) {
        for (String text : List.of(
                report.toText(),
                report.toJson(),
                report.toString(),
                report.asMap().toString())) {
            assertFalse(text.contains("s3cret"), text);
            assertFalse(text.contains(PLAIN), text);
        }
    }

    @Test
    void inGreetingCapabilitiesAndIds() {
        server.alwaysSuffers(Misfortune.greets("+OK s3cret ready\\r\\n"));
        trial.profile.announcing("X-S3CRET s3cret", "IMPLEMENTATION " + PLAIN, "EXPIRE s3cret");
        trial.maildrop.add("s3cret", "Subject: three\n\nbody\n").add("s3cret", "Subject: four\n\nbody\n");
        DiagnosisReport report = trial.run();
        assertTrue(report.has(FindingKind.UID_TWICE), report::toText);
        assertNoSecret(report);
    }

    @Test
    void asOctetsAndDecoded() {
        DiagnosisNotes notes = new DiagnosisNotes();
        notes.hide(Credentials.of("alice", "p\u00e4ssw\u00f6rd"));
        assertEquals("a **** b", notes.shown("a p\u00e4ssw\u00f6rd b"));
        assertEquals("a **** b", notes.shown("a p\u00c3\u00a4ssw\u00c3\u00b6rd b"));
        notes.failed(new IOException("no p\u00e4ssw\u00f6rd\n\u001b[2J"));
        assertEquals(Optional.of("no ****\\x0a\\x1b[2J"), notes.report(null).failure());
    }

    @Test
    void inRefusals() {
        server.alwaysSuffers(Misfortune.refuse("AUTH", "[AUTH] s3cret is wrong, and so is " + PLAIN));
        assertNoSecret(trial.run());
    }

    @Test
    void inRefusalsAfterTheLogin() {
        server.alwaysSuffers(Misfortune.refuse("RSET", "s3cret"), Misfortune.refuse("UTF8", "s3cret " + PLAIN));
        DiagnosisReport report = trial.run();
        assertTrue(report.has(FindingKind.RSET_FAILS), report::toText);
        assertNoSecret(report);
    }
}
