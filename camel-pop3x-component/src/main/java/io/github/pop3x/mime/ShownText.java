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
package io.github.pop3x.mime;

import java.util.Locale;
import java.util.Set;

/**
 * The part of HTML, or of enriched text (RFC 1896), that is shown: not its elements, its comments, its scripts and its styles. Reads from
 * the start to the first character that is shown. For one text.
 */
final class ShownText {

    /** What these hold is not shown. */
    private static final Set<String> HIDDEN = Set.of("style", "script", "title");

    /** These are shown though they hold no text. */
    private static final Set<String> EMBEDDED = Set.of(
            "img", "svg", "object", "embed", "iframe", "video", "audio", "canvas", "input", "amp-img", "v:imagedata");

    /** Entities that are blank. */
    private static final Set<String> BLANKS = Set.of(
            "nbsp", "ensp", "emsp", "thinsp", "hairsp", "numsp", "puncsp", "nobreak", "zwnj", "zwj", "shy", "lrm",
            "rlm", "tab", "newline");

    private static final int LONGEST_ENTITY = 12;

    private final String html;
    private int position;

    private ShownText(String html) {
        this.html = html;
    }

    /** Tells whether nothing but blanks is shown. */
    static boolean isBlank(String html) {
        return new ShownText(html).isBlank();
    }

    private boolean isBlank() {
        while (position < html.length()) {
            char next = html.charAt(position);
            boolean blank =
                    switch (next) {
                        case '<' -> passMarkup();
                        case '&' -> passEntity();
                        default -> BlankCharacters.is(html.charAt(position++));
                    };
            if (!blank) {
                return false;
            }
        }
        return true;
    }

    /** Passes over an element's tag, or a comment; returns whether it shows nothing. */
    private boolean passMarkup() {
        if (html.startsWith("<!--", position)) {
            passThrough("-->", position + 4);
            return true;
        }
        int start = position + (html.startsWith("</", position) ? 2 : 1);
        int end = start;
        while (end < html.length() && isOfName(html.charAt(end))) {
            end++;
        }
        boolean declaration = html.startsWith("<!", position) || html.startsWith("<?", position);
        if (end == start && !declaration) {
            return false;
        }
        String name = html.substring(start, end).toLowerCase(Locale.ROOT);
        boolean opens = start == position + 1;
        passThrough(">", end);
        if (opens && HIDDEN.contains(name)) {
            passThroughEnd(name);
        }
        return !opens || !EMBEDDED.contains(name);
    }

    private static boolean isOfName(char next) {
        return next < 128 && (Character.isLetterOrDigit(next) || next == ':' || next == '-');
    }

    private void passThrough(String end, int from) {
        int found = html.indexOf(end, from);
        position = found < 0 ? html.length() : found + end.length();
    }

    /** An element without its end hides all that follows. */
    private void passThroughEnd(String name) {
        int end = html.indexOf("</", position);
        while (end >= 0 && !html.regionMatches(true, end + 2, name, 0, name.length())) {
            end = html.indexOf("</", end + 2);
        }
        position = end < 0 ? html.length() : end;
    }

    /** Passes over an entity; returns whether it is a blank. */
    private boolean passEntity() {
        if (html.startsWith("&nbsp", position) && !html.startsWith(";", position + 5)) {
            position += 5;
            return true;
        }
        int semicolon = html.indexOf(';', position);
        if (semicolon < 0 || semicolon - position > LONGEST_ENTITY) {
            return false;
        }
        String entity = html.substring(position + 1, semicolon).toLowerCase(Locale.ROOT);
        position = semicolon + 1;
        if (entity.matches("#\\d{1,7}")) {
            return isBlank(Integer.parseInt(entity.substring(1)));
        }
        if (entity.matches("#x[0-9a-f]{1,5}")) {
            return isBlank(Integer.parseInt(entity.substring(2), 16));
        }
        return BLANKS.contains(entity);
    }

    private static boolean isBlank(int codePoint) {
        return codePoint <= Character.MAX_VALUE && BlankCharacters.is((char) codePoint);
    }
}
