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

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What to run with many mailboxes.
 *
 * @param counts of mailboxes, for the parts that begin with any number of them
 * @param parts what to measure
 * @param delay between two polls of a mailbox
 * @param ledger of the parts {@code answering} and {@code faults}: {@code memory}, {@code journal}, {@code jdbc}
 * @param heapMiB the largest heap of the process with the routes
 * @param ofOneHost how many mailboxes the part {@code one-host} has
 * @param restarted how many mailboxes the part {@code restart} has
 * @param directory where logs, journals and results go
 */
public record FleetSettings(
        List<Integer> counts,
        List<Part> parts,
        Duration delay,
        String ledger,
        int heapMiB,
        int ofOneHost,
        int restarted,
        Path directory) {

    private static final int HEAP_MIB = 512;

    /**
     * Reads the settings.
     *
     * @param property gives a property's value, or null or nothing if it is not set
     * @param directory where logs, journals and results go
     * @throws IllegalArgumentException if a value makes no sense
     */
    public static FleetSettings of(UnaryOperator<String> property, Path directory) {
        boolean smoke = "smoke".equals(property.apply("benchmark.tier"));
        String heap = set(property, "heap", "0");
        String ledger = set(property, "ledger", "memory");
        if (!List.of("memory", "journal", "jdbc").contains(ledger)) {
            throw new IllegalArgumentException("benchmark.ledger is memory, journal or jdbc, not " + ledger);
        }
        return new FleetSettings(
                Arrays.stream(set(property, "mailboxes", smoke ? "50" : "1000,5000,10000")
                                .split(","))
                        .map(count -> Integer.valueOf(count.trim()))
                        .toList(),
                Part.parse(set(property, "parts", null)),
                Duration.ofSeconds(Long.parseLong(set(property, "delay", smoke ? "5" : "60"))),
                ledger,
                heap.equals("0") ? HEAP_MIB : Integer.parseInt(heap),
                smoke ? 20 : 1000,
                smoke ? 20 : 2000,
                directory.resolve("fleet"));
    }

    private static String set(UnaryOperator<String> property, String name, String otherwise) {
        String value = property.apply("benchmark." + name);
        return value == null || value.isBlank() ? otherwise : value.trim();
    }
}
