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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** A table of what a program found, for people in Markdown and for programs in JSON. For one thread. */
public final class Grid {

    private static final String UNKNOWN = "–";

    private final String title;
    private final List<Column> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    /** A table without rows. */
    public Grid(String title, Column... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    /**
     * A column.
     *
     * @param key names it for programs
     * @param title names it for people, with the unit
     * @param format how its values are written for people, as of {@link String#format}
     */
    public record Column(String key, String title, String format) {

        private String show(Object value) {
            return value == null ? UNKNOWN : String.format(Locale.ROOT, format, value);
        }
    }

    /**
     * Adds a row.
     *
     * @param values one a column, numbers or text, null if unknown
     * @return the row, as people read it
     */
    public String add(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        // Not List.of: what is unknown is null.
        List<Object> row = Arrays.asList(values.clone());
        rows.add(row);
        return markdown(row);
    }

    private String markdown(List<Object> row) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < columns.size(); i++) {
            line.append(' ').append(columns.get(i).show(row.get(i))).append(" |");
        }
        return line.toString();
    }

    /** The table in Markdown, with its title above it. */
    String text() {
        String header = columns.stream().map(Column::title).collect(Collectors.joining(" | ", "| ", " |"));
        String lines = rows.stream().map(row -> markdown(row) + "\n").collect(Collectors.joining());
        return "**" + title + "**\n\n" + header + "\n|" + "--:|".repeat(columns.size()) + "\n" + lines;
    }

    /** Title and rows, each row an object; what is unknown is null. */
    JsonObject json() {
        JsonArray items = new JsonArray();
        for (List<Object> row : rows) {
            JsonObject item = new JsonObject();
            for (int i = 0; i < columns.size(); i++) {
                item.put(columns.get(i).key(), row.get(i));
            }
            items.add(item);
        }
        JsonObject json = new JsonObject();
        json.put("title", title);
        json.put("rows", items);
        return json;
    }
}
