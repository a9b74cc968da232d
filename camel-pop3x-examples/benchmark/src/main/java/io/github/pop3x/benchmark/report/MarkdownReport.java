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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people. */
final class MarkdownReport {

    private static final String UNKNOWN = "–";

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    MarkdownReport(Report report) {
        this.report = report;
    }

    String text() {
        machine();
        noise();
        ratios();
        parts();
        mapped();
        failures();
        return text.toString();
    }

    private void machine() {
        line(
                "%s %s, %d rounds in pairs or more.",
                report.machine().text(), Machine.utc(report.began()), report.rounds());
        if (!report.missing().isEmpty()) {
            line("Not installed: %s.", String.join(", ", report.missing()));
        }
        line("");
    }

    private void noise() {
        line("%s", report.machine().quiet());
        for (ScenarioOutcome scenario : report.scenarios()) {
            if (scenario.isNoisy()) {
                line(
                        "**Too noisy to believe: %s. The middle half of LIMIT's own times spreads over %.0f %% of their"
                                + " median.**",
                        scenario.title(), 100 * scenario.limit().orElseThrow().spread());
            }
        }
        line("");
    }

    /** One column a contender: median, least and most of the ratios. */
    private void ratios() {
        Map<String, String> titles = new LinkedHashMap<>();
        for (ScenarioOutcome scenario : report.scenarios()) {
            scenario.outcomes().forEach(outcome -> titles.put(outcome.id(), outcome.title()));
        }
        row(List.of("scenario", "LIMIT", "goal"), titles.values());
        text.append("|---|--:|--:|").append("--:|".repeat(titles.size())).append('\n');
        for (ScenarioOutcome scenario : report.scenarios()) {
            Map<String, Outcome> outcomes =
                    scenario.outcomes().stream().collect(Collectors.toMap(Outcome::id, outcome -> outcome));
            String limit = scenario.limit()
                    .map(times -> number("%.3f s", times.median()))
                    .orElse(UNKNOWN);
            row(
                    List.of(scenario.title(), limit, number("%.2f", scenario.goal())),
                    titles.keySet().stream()
                            .map(id -> ratio(scenario, outcomes.get(id)))
                            .toList());
        }
        line("");
    }

    private static String ratio(ScenarioOutcome row, Outcome outcome) {
        if (outcome == null || outcome.isFailed()) {
            return outcome == null ? UNKNOWN : "failed";
        }
        Statistics ratio = Statistics.of(outcome.ratios());
        String part = isPart(row, outcome) ? " \\*" : "";
        return String.format(Locale.ROOT, "**%.2f** (%.2f–%.2f)%s", ratio.median(), ratio.min(), ratio.max(), part);
    }

    private static boolean isPart(ScenarioOutcome row, Outcome outcome) {
        return !outcome.scenario().equals(row.title());
    }

    private void parts() {
        if (report.scenarios().stream()
                .anyMatch(row -> row.outcomes().stream().anyMatch(outcome -> isPart(row, outcome)))) {
            line(
                    "\\* With a part of the mailbox, LIMIT as well: a contender that waits for each answer would take too long. The JSON"
                            + " file beside this page has the parts, the rounds, and the CPU time, memory and traffic of each.");
            line("");
        }
    }

    /** What mapping costs, beside camel-mail's. */
    private void mapped() {
        for (ScenarioOutcome scenario : report.scenarios()) {
            Map<String, Outcome> ran = scenario.outcomes().stream()
                    .filter(outcome -> !outcome.isFailed())
                    .collect(Collectors.toMap(Outcome::id, outcome -> outcome));
            Outcome ours = ran.get("camel-pop3x-mapped");
            Outcome theirs = ran.get("camel-mail-default");
            if (ours != null && theirs != null) {
                line(
                        "* With mapping on, camel-pop3x takes %.2f of camel-mail's default time: %s.",
                        Statistics.of(ours.ratios()).median()
                                / Statistics.of(theirs.ratios()).median(),
                        scenario.title());
            }
        }
        line("");
    }

    private void failures() {
        for (ScenarioOutcome scenario : report.scenarios()) {
            for (Outcome outcome : scenario.outcomes()) {
                if (outcome.isFailed()) {
                    line("* %s failed at %s: %s", outcome.title(), scenario.title(), outcome.failure());
                }
            }
        }
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private void row(List<String> first, Iterable<String> rest) {
        text.append("| ").append(String.join(" | ", first));
        rest.forEach(cell -> text.append(" | ").append(cell));
        text.append(" |\n");
    }
}
