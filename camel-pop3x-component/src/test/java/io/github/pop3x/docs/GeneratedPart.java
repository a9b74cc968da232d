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

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The part of a document between two marks, which is written by a program: {@code <!-- options -->} and
 * {@code <!-- end of options -->} in Markdown, the same behind {@code //} in AsciiDoc.
 */
record GeneratedPart(Path document, String name) {

    private MatchResult findIn(String text) {
        String before = document.toString().endsWith(".adoc") ? "// " : "<!-- ";
        String behind = document.toString().endsWith(".adoc") ? "\n" : " -->\n";
        String begin = before + name + behind;
        String end = before + "end of " + name + behind;
        return Pattern.compile("(?s)(?<=" + Pattern.quote(begin) + ").*?(?=" + Pattern.quote(end) + ")")
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(document + " has no marks for its part " + name));
    }

    /**
     * What stands between the marks.
     *
     * @throws IllegalStateException if the document lacks them
     */
    String of(String text) {
        return findIn(text).group();
    }

    /** The document with this part written anew. */
    String replacedIn(String text, String part) {
        MatchResult old = findIn(text);
        return text.substring(0, old.start()) + part + text.substring(old.end());
    }
}
