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
import java.time.Instant;
import java.util.List;

/**
 * All that a run of the benchmark found.
 *
 * @param machine where
 * @param began when
 * @param rounds pairs of rounds for each contender and scenario
 * @param missing titles of contenders that are not installed
 * @param scenarios the rows
 */
public record Report(
        Machine machine, Instant began, int rounds, List<String> missing, List<ScenarioOutcome> scenarios) {

    /** Contenders whose failure is ours. */
    private static final String OURS = "camel-pop3x";

    /** The part of a page that the usual table fills in. */
    private static final String FIGURES = "figures";

    /** Whether nothing of ours failed; that another client cannot do something is a finding. */
    public boolean isWhole() {
        return scenarios.stream()
                .flatMap(scenario -> scenario.outcomes().stream())
                .noneMatch(outcome -> outcome.isFailed() && outcome.id().equals(OURS));
    }

    /** The same with these rows. */
    public Report with(List<ScenarioOutcome> rows) {
        return new Report(machine, began, rounds, missing, List.copyOf(rows));
    }

    /** The tables and remarks, in Markdown. */
    public String text() {
        return new MarkdownReport(this).text();
    }

    /** Writes {@code results.json}, {@code results.md} and {@code ratios.svg} into a directory. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("results.json"), JsonReport.of(this));
        Files.writeString(directory.resolve("results.md"), text());
        Files.writeString(directory.resolve("ratios.svg"), new RatioChart(this).svg());
    }

    /**
     * Fills a page in: what stands between its two marks becomes this report, the rest stays. JSON and chart go beside
     * it, under the page's own name.
     *
     * @param part names the marks and is added to the name of the files; nothing for the usual table
     * @throws IOException if it cannot be read or written, or has no marks
     */
    public void publish(Path page, String part) throws IOException {
        String name = page.getFileName().toString().replaceFirst("\\.md$", part.isEmpty() ? "" : "-" + part);
        Files.writeString(page.resolveSibling(name + ".json"), JsonReport.of(this));
        Files.writeString(page.resolveSibling(name + ".svg"), new RatioChart(this).svg());
        String chart = "![Times as a multiple of LIMIT](" + name + ".svg)\n\n";
        Files.writeString(page, Page.fill(Files.readString(page), part.isEmpty() ? FIGURES : part, chart + text()));
    }
}
