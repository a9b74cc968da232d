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

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A report is fit for a terminal of 80 columns and for machines, whatever the server said. */
class DiagnosisReportTest {

    private static final int COLUMNS = 80;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final DiagnosisTrial trial = new DiagnosisTrial(server);

    private static DiagnosisReport of(FindingKind kind, String detail) {
        return new DiagnosisReport(
                Map.of("server", Map.of("greeting", detail)),
                List.of(new Finding(kind, detail)),
                Optional.empty(),
                Optional.of(detail));
    }

    private static void assertFits(String text) {
        text.lines().forEach(line -> assertTrue(columns(line) <= COLUMNS, line));
    }

    private static int columns(String line) {
        return line.codePoints().map(c -> c < 0x1100 ? 1 : 2).sum();
    }

    @ParameterizedTest
    @EnumSource
    void eachFindingFitsTheTerminal(FindingKind kind) {
        assertFits(of(kind, "a word and " + "w".repeat(200) + " and another").toText());
        assertFits(of(kind, "\u90f5\u4fbf".repeat(100)).toText());
    }

    @Test
    void aWholeReportFitsTheTerminal() {
        String text = trial.run().toText();
        assertFits(text);
        assertTrue(text.contains("RECOMMENDED ENDPOINT\n  pop3x:127.0.0.1:"), text);
        assertTrue(text.contains("UNUSUAL\n  Nothing.\n"), text);
    }

    @Test
    void theUriIsNotBroken() {
        String uri = "pop3xs:mail.example.com?username=" + "a".repeat(100);
        DiagnosisReport report = new DiagnosisReport(Map.of(), List.of(), Optional.of(uri), Optional.empty());
        assertTrue(report.toText().contains("  " + uri + "\n"));
    }

    @Test
    void theServersTextIsBoundedAndEscaped() {
        server.alwaysSuffers(Misfortune.greets("+OK \\x1b[2J" + "x".repeat(400) + "\\r\\n"));
        for (int i = 0; i < 200; i++) {
            trial.profile.announcing("X-" + i + " \u0007\u009b" + "y".repeat(300));
        }
        DiagnosisReport report = trial.run();
        String text = report.toText();
        assertFits(text);
        assertFalse(text.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c)), text);
        assertTrue(text.contains("and ") && text.contains(" more"), text);
        assertTrue(text.length() < 60_000);
        assertTrue(report.toJson().chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    @Test
    void jsonIsEscaped() {
        assertEquals(
                "{\"a\":[\"\\\"\\\\\\u000a\\u00e9\\ud83d\\udce7\",1,2.5,true],\"b\":{}}",
                Json.of(new java.util.TreeMap<>(
                        Map.of("a", List.of("\"\\\n\u00e9\ud83d\udce7", 1, 2.5, true), "b", Map.of()))));
    }

    @Test
    void jsonHasTheFourParts() {
        String json = of(FindingKind.NO_TOP, "TOP is refused").toJson();
        assertTrue(json.startsWith("{\"facts\":{\"server\":{\"greeting\":\"TOP is refused\"}},\"findings\":[{"), json);
        assertTrue(json.contains("\"kind\":\"NO_TOP\""), json);
        assertTrue(json.endsWith("],\"failure\":\"TOP is refused\"}"), json);
    }
}
