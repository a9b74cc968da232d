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
import java.util.stream.Collectors;

import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/**
 * What a program beside the table of contenders found.
 *
 * @param id names the program, its files and its part of a page
 * @param machine where
 * @param began when
 * @param remarks how it was measured, a sentence or more each
 * @param grids the tables
 */
public record Findings(String id, Machine machine, Instant began, List<String> remarks, List<Grid> grids) {

    /** Machine, tables and remarks, in Markdown. */
    public String text() {
        String tables = grids.stream().map(grid -> grid.text() + "\n").collect(Collectors.joining());
        String notes = remarks.stream().map(remark -> "* " + remark + "\n").collect(Collectors.joining());
        return machine.text() + " " + Machine.utc(began) + ".\n\n" + machine.quiet() + "\n\n" + tables + notes;
    }

    private String json() {
        JsonArray tables = new JsonArray();
        grids.forEach(grid -> tables.add(grid.json()));
        JsonObject json = new JsonObject();
        json.put("machine", JsonReport.machine(machine));
        json.put("began", began.toString());
        json.put("tables", tables);
        return Jsoner.prettyPrint(json.toJson()) + "\n";
    }

    /** Writes {@code ID.json} and {@code ID.md} into a directory. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(id + ".json"), json());
        Files.writeString(directory.resolve(id + ".md"), text());
    }

    /**
     * Fills in the part of a page that is named as the program. JSON goes beside the page, under both names.
     *
     * @throws IOException if it cannot be read or written
     * @throws IllegalArgumentException if the page has no such part
     */
    public void publish(Path page) throws IOException {
        String name = page.getFileName().toString().replaceFirst("\\.md$", "");
        Files.writeString(page.resolveSibling(name + "-" + id + ".json"), json());
        Files.writeString(page, Page.fill(Files.readString(page), id, text()));
    }
}
