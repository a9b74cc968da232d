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
package io.github.pop3x.benchmark.mailboxes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A part of the program. */
public enum Part {
    /** The start of endpoints that do not poll yet. */
    START,
    /** Mailboxes whose servers all answer. */
    ANSWERING,
    /** The same with a tenth on servers that say nothing, and a tenth on ports that refuse. */
    FAULTS,
    /** A thousand mailboxes of one host that is far away, with few sessions at a time. */
    ONE_HOST,
    /** What the ledgers cost in statements and octets. */
    COSTS,
    /** The start with a journal that has many entries. */
    RESTART;

    /** The name on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads names.
     *
     * @param ids with commas between them; null for all
     * @throws IllegalArgumentException if one is unknown
     */
    static List<Part> parse(String ids) {
        if (ids == null) {
            return List.of(values());
        }
        Set<String> wanted = Set.of(ids.split("\\s*,\\s*"));
        List<Part> parts = Arrays.stream(values())
                .filter(part -> wanted.contains(part.id()))
                .toList();
        if (parts.size() < wanted.size()) {
            throw new IllegalArgumentException("benchmark.parts knows "
                    + Arrays.stream(values()).map(Part::id).toList() + ", not all of " + wanted);
        }
        return parts;
    }
}
