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
package io.github.pop3x.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of code in a document: between fences of Markdown, or below {@code [source,…]} in AsciiDoc.
 *
 * @param document where it stands
 * @param line the line of its first line of code, from 1
 * @param language as the document says it, or empty
 * @param mark what a comment right before the block says of it, or empty: {@code <!-- java given Mail mail -->}
 * @param text the code, each line with a line feed
 */
record CodeBlock(Path document, int line, String language, String mark, String text) {

    private static final Pattern BEGIN = Pattern.compile("\\s*```(\\w*)|\\[source(?:,\\s*(\\w+))?.*]");
    private static final Pattern MARK = Pattern.compile("(?:<!--|//) (java .*?)(?: -->)?");

    /** The blocks of all documents of the project, in order. */
    static Stream<CodeBlock> all() throws IOException {
        return ProjectFiles.matching(".*\\.(md|adoc)").stream().flatMap(document -> in(document).stream());
    }

    /** The blocks of one document, in order. */
    static List<CodeBlock> in(Path document) {
        List<String> lines;
        try {
            lines = Files.readAllLines(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<CodeBlock> blocks = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            Matcher begin = BEGIN.matcher(lines.get(at));
            if (!begin.matches()) {
                continue;
            }
            boolean asciidoc = lines.get(at).startsWith("[source");
            String language = begin.group(asciidoc ? 2 : 1);
            String mark = mark(at == 0 ? "" : lines.get(at - 1));
            int first = asciidoc ? at + 2 : at + 1;
            String fence = asciidoc ? "----" : "```";
            int end = first;
            while (end < lines.size() && !lines.get(end).strip().equals(fence)) {
                end++;
            }
            if (end == lines.size()) {
                throw new IllegalStateException(document + ":" + (at + 1) + ": the block has no end");
            }
            String text = String.join("\n", lines.subList(first, end)) + "\n";
            blocks.add(new CodeBlock(document, first + 1, language == null ? "" : language, mark, text));
            at = end;
        }
        return blocks;
    }

    private static String mark(String before) {
        Matcher mark = MARK.matcher(before);
        return mark.matches() ? mark.group(1) : "";
    }

    @Override
    public String toString() {
        return ProjectFiles.ROOT
                        .toAbsolutePath()
                        .normalize()
                        .relativize(document.toAbsolutePath().normalize()) + ":" + line
                + (language.isEmpty() ? "" : " " + language);
    }
}
