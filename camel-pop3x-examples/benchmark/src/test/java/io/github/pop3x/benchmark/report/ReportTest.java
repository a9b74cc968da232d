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
package io.github.pop3x.benchmark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReportTest {

    private static final List<Double> STEADY = List.of(1.0, 1.0, 1.0);
    private static final List<Double> UNSTEADY = List.of(1.0, 2.0, 3.0);
    private static final List<Double> TWICE = List.of(2.0, 2.0, 2.5);

    @Test
    void theTableTellsMedianLeastAndMost() {
        String text = SomeReport.of("row", 0.1, STEADY, TWICE).text();
        assertThat(text)
                .contains("| row | 1.000 s | 1.15 | **2.00** (2.00–2.50) | failed |")
                .contains("mpop <&> failed at row: no & such thing")
                .contains("Not installed: fetchmail.")
                .doesNotContain("believe");
    }

    @Test
    void theReportWarnsOfABusyMachine() {
        assertThat(SomeReport.of("row", 3.5, STEADY, TWICE).text())
                .contains("busy with something else: load average 3.50")
                .contains("Do not believe");
    }

    @Test
    void theReportWarnsOfAnUnsteadyLimit() {
        assertThat(SomeReport.of("row", 0.1, UNSTEADY, TWICE).text())
                .contains("Too noisy to believe: row.")
                .contains("over 50 %");
    }

    @Test
    void theJsonHoldsEveryMeasurement() throws DeserializationException {
        String json = JsonReport.of(SomeReport.of("row", 0.1, STEADY, TWICE));
        JsonObject report = (JsonObject) Jsoner.deserialize(json);
        JsonObject scenario =
                (JsonObject) report.<JsonArray>getCollection("scenarios").get(0);
        JsonArray outcomes = scenario.getCollection("outcomes");
        JsonObject contender = ((JsonObject) outcomes.get(0)).getMap("contender");
        assertThat(contender.<JsonArray>getCollection("seconds")).hasToString("[2.0, 2.0, 2.5]");
        assertThat(contender.get("heapOctets")).isNull();
        assertThat(((JsonObject) outcomes.get(1)).getString("failure")).isEqualTo("no & such thing");
    }

    @Test
    void onlyOurOwnFailureFailsTheRun() {
        Report report = SomeReport.of("row", 0.1, STEADY, TWICE);
        assertThat(report.isWhole()).isTrue();
        ScenarioOutcome row = report.scenarios().get(0);
        ScenarioOutcome broken = new ScenarioOutcome(
                "id", "row", 1, row.limitTraffic(), List.of(Outcome.failed("camel-pop3x", "camel-pop3x", "row", "no")));
        assertThat(new Report(report.machine(), report.began(), 1, List.of(), List.of(broken)).isWhole())
                .isFalse();
    }

    @Test
    void aPageKeepsWhatPeopleWroteAroundTheFigures(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("page.md");
        Files.writeString(page, "before\n<!-- figures -->\nold\n<!-- end of figures -->\nafter\n");
        SomeReport.of("row", 0.1, STEADY, TWICE).publish(page, "");
        SomeReport.of("row", 0.1, STEADY, TWICE).publish(page, "");
        assertThat(Files.readString(page))
                .startsWith("before\n<!-- figures -->\n\n![")
                .endsWith("\n\n<!-- end of figures -->\nafter\n")
                .containsOnlyOnce("| row | 1.000 s |")
                .doesNotContain("old");
        assertThat(directory.resolve("page.svg")).exists();
        assertThat(directory.resolve("page.json")).exists();
    }

    @Test
    void largeMailboxesHaveAPartOfTheirOwn(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("page.md");
        Files.writeString(page, "<!-- figures -->\n<!-- end of figures -->\n<!-- large -->\n<!-- end of large -->\n");
        SomeReport.of("row", 0.1, STEADY, TWICE).publish(page, "large");
        assertThat(Files.readString(page))
                .startsWith("<!-- figures -->\n<!-- end of figures -->\n<!-- large -->\n\n![")
                .contains("(page-large.svg)");
        assertThat(directory.resolve("page-large.json")).exists();
    }

    @Test
    void aPageWithoutMarksIsLeftAlone() {
        assertThatThrownBy(() -> Page.fill("nothing", "figures", "text")).hasMessageContaining("<!-- figures -->");
    }
}
