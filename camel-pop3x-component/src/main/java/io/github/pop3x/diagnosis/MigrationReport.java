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

import java.util.List;
import java.util.stream.Collectors;

/**
 * The report of {@link MigrationCheck} about an endpoint of camel-mail. It shows no secret.
 *
 * @param endpointUri the URI of the endpoint here; a password stands there as a property placeholder
 * @param notes one or more for each option and what it stands for, in the order of the URI
 */
public record MigrationReport(String endpointUri, List<Note> notes) {

    /** What follows from a note. */
    public enum Kind {
        /** The route behaves in another way. */
        CHANGED("What changes in meaning"),
        /** Something is to be done that no URI can say. */
        TO_DO("What to do by hand"),
        /** The option is left out, and nothing is lost by that. */
        LEFT_OUT("What is left out, without a loss");

        private final String heading;

        Kind(String heading) {
            this.heading = heading;
        }
    }

    /**
     * A sentence on an option.
     *
     * @param subject the option of camel-mail, or a part of the URI
     * @param text what it means here, and what to do
     */
    public record Note(Kind kind, String subject, String text) {}

    public MigrationReport {
        notes = List.copyOf(notes);
    }

    /** Tells whether something is to be done by hand. */
    public boolean hasToDo() {
        return notes.stream().anyMatch(note -> note.kind() == Kind.TO_DO);
    }

    /** The report for people, with the URI in its first line. */
    public String toText() {
        StringBuilder text = new StringBuilder(endpointUri).append('\n');
        for (Kind kind : Kind.values()) {
            String lines = notes.stream()
                    .filter(note -> note.kind() == kind)
                    .map(note -> "  " + note.subject() + ": " + note.text() + "\n")
                    .collect(Collectors.joining());
            if (!lines.isEmpty()) {
                text.append('\n').append(kind.heading).append(":\n").append(lines);
            }
        }
        return text.toString();
    }
}
