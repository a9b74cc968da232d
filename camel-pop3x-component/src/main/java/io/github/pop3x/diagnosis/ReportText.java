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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report in lines of at most 80 columns. */
final class ReportText {

    private static final int COLUMNS = 80;
    private static final int NAME = 20;
    private static final String INDENT = "  ";
    /** From here on characters may take two columns, as those of East Asia do. */
    private static final int FIRST_WIDE = 0x1100;

    private final StringBuilder out = new StringBuilder();

    String of(DiagnosisReport report) {
        report.facts().forEach(this::section);
        report.failure().ifPresent(reason -> {
            heading("ended early");
            paragraph(INDENT, reason);
        });
        heading("unusual");
        if (report.findings().isEmpty()) {
            paragraph(INDENT, "Nothing.");
        }
        report.findings().forEach(this::finding);
        report.endpointUri().ifPresent(uri -> {
            heading("recommended endpoint");
            // Not broken, however long: it is there to be copied.
            out.append(INDENT).append(uri).append('\n');
        });
        return out.toString();
    }

    private void section(String name, Map<String, Object> facts) {
        heading(words(name));
        facts.forEach((fact, value) -> {
            String label = INDENT + words(fact);
            String start = label + " ".repeat(Math.max(1, NAME - label.length()));
            List<String> lines = wrapped(value(value), COLUMNS - start.length());
            out.append(start).append(lines.get(0)).append('\n');
            lines.stream().skip(1).forEach(line -> out.append(" ".repeat(start.length()))
                    .append(line)
                    .append('\n'));
        });
    }

    private void finding(Finding finding) {
        paragraph(INDENT, finding.kind() + ": " + finding.kind().meaning());
        paragraph(INDENT.repeat(2), "Seen: " + finding.detail());
        paragraph(INDENT.repeat(2), "What to do: " + finding.kind().advice());
    }

    private void heading(String title) {
        out.append(out.length() == 0 ? "" : "\n")
                .append(title.toUpperCase(Locale.ROOT))
                .append('\n');
    }

    private void paragraph(String indent, String text) {
        wrapped(text, COLUMNS - indent.length())
                .forEach(line -> out.append(indent).append(line).append('\n'));
    }

    /** {@code beforeLogin} reads {@code before login}. */
    private static String words(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    private static String value(Object value) {
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }

    /** Broken between words, and within one that is too long. Never empty. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && columns(line) + 1 + columns(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "");
            for (int c : word.codePoints().toArray()) {
                if (columns(line) + columns(c) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.appendCodePoint(c);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static int columns(CharSequence text) {
        return text.codePoints().map(ReportText::columns).sum();
    }

    private static int columns(int codePoint) {
        return codePoint < FIRST_WIDE ? 1 : 2;
    }
}
