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

import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FindingsTest {

    private final Grid grid = new Grid(
            "Growth", new Grid.Column("messages", "messages", "%,d"), new Grid.Column("rise", "rise", "%+.0f %%"));

    private Findings findings() {
        Report run = SomeReport.of("row", 0.1, List.of(1.0), List.of(1.0));
        grid.add(1_000, null);
        grid.add(100_000, 12.3);
        return new Findings("growth", run.machine(), run.began(), List.of("Of 1 KiB."), List.of(grid));
    }

    @Test
    void theTableIsForPeople() {
        assertThat(findings().text())
                .contains("**Growth**\n\n| messages | rise |\n|--:|--:|\n| 1,000 | – |\n| 100,000 | +12 % |\n")
                .contains("* Of 1 KiB.\n")
                .contains("2026-11-22 10:00:00 UTC");
    }

    @Test
    void aRowHasAValueForEachColumn() {
        assertThatThrownBy(() -> grid.add(1)).hasMessage("1 values for 2 columns");
    }

    @Test
    void onlyItsOwnPartOfThePageIsFilledIn(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("page.md");
        String others = "<!-- figures -->\nothers\n<!-- end of figures -->\n";
        Files.writeString(page, others + "<!-- growth -->\nold\n<!-- end of growth -->\n");
        findings().publish(page);
        assertThat(Files.readString(page))
                .startsWith(others)
                .contains("100,000")
                .doesNotContain("old");
        JsonObject json = (JsonObject) Jsoner.deserialize(Files.readString(directory.resolve("page-growth.json")));
        JsonArray rows = ((JsonObject) json.<JsonArray>getCollection("tables").get(0)).getCollection("rows");
        assertThat(rows.get(1)).hasToString("{messages=100000, rise=12.3}");
    }

    @Test
    void theFilesAreNamedAfterTheProgram(@TempDir Path directory) throws IOException {
        findings().write(directory.resolve("new"));
        assertThat(directory.resolve("new/growth.json")).exists();
        assertThat(directory.resolve("new/growth.md")).content().contains("Growth");
    }
}
