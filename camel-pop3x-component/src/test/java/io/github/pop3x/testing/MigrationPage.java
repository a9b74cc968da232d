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
package io.github.pop3x.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of docs/migrating.md: names of camel-mail, one or several in a row, and the name here. */
public final class MigrationPage {

    /** The page itself. */
    public static final Path PAGE = Path.of("..", "docs", "migrating.md");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (`[\\w.-]+`(?:, `[\\w.-]+`)*) \\| (`[\\w-]+`|none|the same) \\|");
    private static final Pattern NAME = Pattern.compile("`([\\w.-]+)`");

    private MigrationPage() {}

    /**
     * Reads the rows of a section.
     *
     * @param section how its heading begins
     * @return each name of camel-mail with the name here, which is empty if there is none
     * @throws IOException if the page cannot be read
     */
    public static Map<String, String> rows(String section) throws IOException {
        String page = Files.readString(PAGE);
        String text = page.substring(page.indexOf("\n## " + section) + 1).replaceFirst("(?s)\n## .*", "\n");
        Map<String, String> rows = new TreeMap<>();
        for (MatchResult row : ROW.matcher(text).results().toList()) {
            NAME.matcher(row.group(1))
                    .results()
                    .map(name -> name.group(1))
                    .forEach(name -> rows.put(name, here(name, row.group(2))));
        }
        return rows;
    }

    private static String here(String name, String cell) {
        return switch (cell) {
            case "none" -> "";
            case "the same" -> name;
            default -> cell.replace("`", "");
        };
    }
}
