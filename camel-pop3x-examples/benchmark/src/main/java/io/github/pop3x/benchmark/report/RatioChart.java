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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The ratios as bars, a block for each scenario, on a logarithmic scale that begins at LIMIT; a thin line goes from the
 * least to the most, and a dashed one stands at the goal.
 */
final class RatioChart {

    private static final int WIDTH = 960;
    private static final int LEFT = 190;
    private static final int RIGHT = 90;
    private static final int BAR = 14;
    private static final int STEP = 20;
    private static final int TITLE = 34;
    private static final int HEAD = 48;
    private static final int FOOT = 24;
    private static final double[] TICKS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
    private static final String OURS = "#c2410c";
    private static final String OTHERS = "#64748b";

    private final Report report;
    private final double most;
    private final StringBuilder svg = new StringBuilder();

    RatioChart(Report report) {
        this.report = report;
        this.most = roundUp(report.scenarios().stream()
                .flatMap(scenario -> scenario.outcomes().stream())
                .filter(outcome -> !outcome.isFailed())
                .mapToDouble(outcome -> Statistics.of(outcome.ratios()).max())
                .max()
                .orElse(1));
    }

    private static double roundUp(double ratio) {
        for (double tick : TICKS) {
            if (tick >= 2 && tick >= ratio) {
                return tick;
            }
        }
        return ratio;
    }

    String svg() {
        int height = HEAD + FOOT;
        for (ScenarioOutcome scenario : report.scenarios()) {
            height += TITLE + STEP * bars(scenario).size();
        }
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\"", WIDTH, height);
        add(" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n");
        add("<title>Times as a multiple of LIMIT, the server's own speed</title>\n");
        add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", WIDTH, height);
        axis(height - FOOT);
        int top = HEAD;
        for (ScenarioOutcome scenario : report.scenarios()) {
            top = block(scenario, top);
        }
        add("</svg>\n");
        return svg.toString();
    }

    private void axis(int bottom) {
        text(
                LEFT,
                18,
                "start",
                "#0f172a",
                "Time as a multiple of LIMIT, median of " + report.rounds() + " rounds or more");
        for (double tick : TICKS) {
            if (tick <= most) {
                add(
                        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#e2e8f0\"/>\n",
                        x(tick), x(tick), HEAD - 8, bottom);
                text(x(tick), HEAD - 12, "middle", OTHERS, String.format(Locale.ROOT, "%.0f", tick));
            }
        }
    }

    private int block(ScenarioOutcome scenario, int top) {
        text(LEFT, top + TITLE - 12, "start", "#0f172a", scenario.title() + (scenario.isNoisy() ? " (noisy)" : ""));
        int y = top + TITLE;
        for (Outcome outcome : bars(scenario)) {
            bar(outcome, y);
            y += STEP;
        }
        add(
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#15803d\" stroke-dasharray=\"4 3\"/>\n",
                x(scenario.goal()), x(scenario.goal()), top + TITLE - 4, y - 2);
        return y;
    }

    private static List<Outcome> bars(ScenarioOutcome scenario) {
        List<Outcome> bars = new ArrayList<>(scenario.outcomes());
        bars.removeIf(Outcome::isFailed);
        return bars;
    }

    private void bar(Outcome outcome, int y) {
        Statistics ratio = Statistics.of(outcome.ratios());
        String colour = outcome.id().startsWith("camel-pop3x") || outcome.id().equals("pop3-client") ? OURS : OTHERS;
        int baseline = y + BAR - 3;
        text(LEFT - 8, baseline, "end", "#0f172a", outcome.title());
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
                LEFT, y, Math.max(1, x(ratio.median()) - LEFT), BAR, colour);
        add(
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#0f172a\"/>\n",
                x(ratio.min()), x(ratio.max()), y + BAR / 2, y + BAR / 2);
        text(x(ratio.max()) + 6, baseline, "start", "#0f172a", String.format(Locale.ROOT, "%.2f", ratio.median()));
    }

    /** Where a ratio stands; what is faster than LIMIT stands at it. */
    private double x(double ratio) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(Math.max(1, ratio)) / Math.log(most);
    }

    private void text(double x, int y, String anchor, String colour, String words) {
        add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">", x, y, anchor, colour);
        svg.append(words.replace("&", "&amp;").replace("<", "&lt;")).append("</text>\n");
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments));
    }
}
