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
package io.github.pop3x.testing.parser;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Mails as a route sees them beside other parsers, to be read by people: as text, and as one HTML page. Stateless. */
public final class ComparisonReport {

    /** More characters of a value are left out. */
    private static final int LONGEST = 4_000;

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Mails, as a route sees them</title>
            <style>
            body { font-family: sans-serif; margin: 1em; }
            table { border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: 1em; }
            th, td { border: 1px solid #bbb; padding: 4px; text-align: left; vertical-align: top; }
            th:first-child { width: 12em; }
            td { white-space: pre-wrap; overflow-wrap: anywhere; font-family: monospace; }
            td.differs { background: #fff1c2; }
            summary { font-weight: bold; cursor: pointer; }
            </style></head><body>
            """;

    private ComparisonReport() {}

    /**
     * Writes the report.
     *
     * @param directory where {@code corpus-report.txt} and {@code corpus-report.html} are written
     */
    public static void write(List<MailComparison> mails, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Writer text = Files.newBufferedWriter(directory.resolve("corpus-report.txt"), StandardCharsets.UTF_8);
                Writer page =
                        Files.newBufferedWriter(directory.resolve("corpus-report.html"), StandardCharsets.UTF_8)) {
            long differing = mails.stream().filter(MailComparison::differs).count();
            String summary = mails.size() + " mails; other parsers say something else of " + differing + " of them.";
            text.write(summary + "\n");
            page.write(HEAD + "<p>" + summary + " These are open below, the differences in colour.</p>\n");
            for (MailComparison mail : mails) {
                text.write(text(mail));
                page.write(html(mail));
            }
            page.write("</body></html>\n");
        }
    }

    private static String text(MailComparison mail) {
        StringBuilder text = new StringBuilder("\n== " + mail.name() + "\n");
        for (MailComparison.Row row : mail.rows()) {
            text.append(row.what()).append(": ").append(indented(row.values().get(MailComparison.ROUTE)));
            for (OtherParser parser : OtherParser.ALL) {
                if (row.differs(parser.name())) {
                    text.append("  ! ").append(parser.name()).append(": ");
                    text.append(indented(row.values().get(parser.name())));
                }
            }
        }
        return text.toString();
    }

    private static String indented(String value) {
        return value == null ? "(nothing)\n" : cut(value).replaceAll("\r?\n", "\n    ") + "\n";
    }

    private static String html(MailComparison mail) {
        StringBuilder html = new StringBuilder("<details" + (mail.differs() ? " open" : "") + "><summary>");
        html.append(escaped(mail.name()))
                .append("</summary>\n<table><tr><th></th><th>")
                .append(MailComparison.ROUTE);
        OtherParser.ALL.forEach(parser -> html.append("</th><th>").append(parser.name()));
        html.append("</th></tr>\n");
        for (MailComparison.Row row : mail.rows()) {
            html.append("<tr><th>").append(escaped(row.what())).append("</th>");
            cell(html, row.values(), MailComparison.ROUTE, row.differs());
            OtherParser.ALL.forEach(parser -> cell(html, row.values(), parser.name(), row.differs(parser.name())));
            html.append("</tr>\n");
        }
        return html.append("</table></details>\n").toString();
    }

    private static void cell(StringBuilder html, Map<String, String> values, String who, boolean differs) {
        html.append(differs ? "<td class=\"differs\">" : "<td>")
                .append(escaped(cut(values.getOrDefault(who, ""))))
                .append("</td>");
    }

    private static String cut(String value) {
        return value.length() <= LONGEST
                ? value
                : value.substring(0, LONGEST) + "\u2026 (" + value.length() + " characters)";
    }

    /** Controls are shown, so that no mail spoils the page or a terminal. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            switch (next) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '\n' -> escaped.append('\n');
                default ->
                    escaped.append(Character.isISOControl(next) ? (char) (next < 32 ? 0x2400 + next : 0xb7) : next);
            }
        }
        return escaped.toString().replace("\u240d\n", "\n");
    }
}
