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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A {@link MigrationReport} that is being written. For one thread. */
final class MigrationDraft {

    /** What stands in a URI as it is: words, times, references to beans and property placeholders without a default. */
    private static final Pattern PLAIN = Pattern.compile("#?[A-Za-z0-9._~:,/@-]*|\\{\\{[A-Za-z0-9._-]+\\}\\}");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[A-Za-z0-9._-]+\\}\\}");

    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<MigrationReport.Note> notes = new ArrayList<>();

    /** Sets an option of the new endpoint. */
    void set(String option, String value) {
        options.put(option, value);
    }

    /** Sets an option whose value is a secret: it is shown only if it is a property placeholder. */
    void setSecret(String option, String value) {
        boolean isPlaceholder = PLACEHOLDER.matcher(value).matches();
        options.put(option, isPlaceholder ? value : "{{" + option + "}}");
        if (!isPlaceholder) {
            changed(option, "It is not shown. Define the property " + option + ", or write it in its place, in RAW().");
        }
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    void changed(String subject, String text) {
        note(MigrationReport.Kind.CHANGED, subject, text);
    }

    void toDo(String subject, String text) {
        note(MigrationReport.Kind.TO_DO, subject, text);
    }

    void leftOut(String subject, String text) {
        note(MigrationReport.Kind.LEFT_OUT, subject, text);
    }

    private void note(MigrationReport.Kind kind, String subject, String text) {
        notes.add(new MigrationReport.Note(kind, subject, text));
    }

    /** @param head scheme, host and port */
    MigrationReport report(String head) {
        String query = options.entrySet().stream()
                .map(option -> option.getKey() + "=" + encoded(option.getValue()))
                .collect(Collectors.joining("&", options.isEmpty() ? "" : "?", ""));
        return new MigrationReport(head + query, notes);
    }

    private static String encoded(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        return value.indexOf(')') < 0 ? "RAW(" + value + ")" : "RAW{" + value + "}";
    }
}
