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
package io.github.pop3x.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.github.pop3x.benchmark.contender.Contender;

/**
 * What to run, as the command line says it: {@code -Dbenchmark.rounds=9} and the like.
 *
 * @param program what to run
 * @param scenarios the rows, scaled
 * @param contenders who runs beside LIMIT
 * @param rounds pairs of rounds for each contender and row, after warming up
 * @param atLeast how long these rounds last together; there are more of them if need be
 * @param slowRounds the same for a contender that takes more than twenty times as long as LIMIT
 * @param shared whether contenders that wait for each answer get only a part of the mailbox, see {@link Scenario#shared}
 * @param warmUp how long a contender runs before its rounds count
 * @param scale multiplies mailboxes; those of the scenarios are scaled already
 * @param heapMiB the largest heap of camel-pop3x, or 0 for what the row says
 * @param baseline the classes of another build of the component, for the program {@code baseline}; or null
 * @param directory where mailboxes and results go
 * @param page the page to fill in as well, or null
 */
public record Settings(
        Program program,
        List<Scenario> scenarios,
        List<Contender> contenders,
        int rounds,
        Duration atLeast,
        int slowRounds,
        boolean shared,
        Duration warmUp,
        double scale,
        int heapMiB,
        Path baseline,
        Path directory,
        Path page) {

    private static final String STANDARD = "standard";
    private static final String FULL = "full";
    private static final String SMOKE = "smoke";

    private static final int SLOW_ROUNDS = 2;

    /** Enough to see that everything works, in about a minute. */
    private static final Set<String> SMOKE_SCENARIOS = Set.of("small-delete", "known");

    /**
     * Reads the settings.
     *
     * @param property gives a property's value, or null or nothing if it is not set
     * @throws IllegalArgumentException if a value makes no sense; the message says which are known
     */
    public static Settings of(UnaryOperator<String> property) {
        UnaryOperator<String> set = name -> {
            String value = property.apply("benchmark." + name);
            return value == null || value.isBlank() ? null : value.trim();
        };
        String tier = or(set.apply("tier"), STANDARD);
        if (!Set.of(STANDARD, FULL, SMOKE).contains(tier)) {
            throw new IllegalArgumentException("benchmark.tier is standard, full or smoke, not " + tier);
        }
        boolean smoke = tier.equals(SMOKE);
        double scale = Double.parseDouble(or(set.apply("scale"), smoke ? "0.02" : "1"));
        int rounds = Integer.parseInt(or(set.apply("rounds"), smoke ? "1" : "7"));
        List<Scenario> rows = chosen("scenarios", set.apply("scenarios"), Scenario.TABLE, Scenario::id);
        boolean fewer = smoke && set.apply("scenarios") == null;
        Program program = chosen("program", or(set.apply("program"), "table"), List.of(Program.values()), Program::id)
                .get(0);
        String contenders = set.apply("contenders");
        return new Settings(
                program,
                rows.stream()
                        .filter(row -> !fewer || SMOKE_SCENARIOS.contains(row.id()))
                        .map(row -> (program == Program.LARGE ? row.large() : row).scaled(scale))
                        .toList(),
                chosen("contenders", contenders, List.of(Contender.values()), Contender::id).stream()
                        .filter(contender -> program != Program.LARGE || contenders != null || !contender.isPatient())
                        .toList(),
                rounds,
                seconds(set.apply("seconds"), smoke ? 0 : 5),
                tier.equals(STANDARD) ? Math.min(rounds, SLOW_ROUNDS) : rounds,
                tier.equals(STANDARD),
                seconds(set.apply("warmUp"), smoke ? 0 : 10),
                scale,
                Integer.parseInt(or(set.apply("heap"), "0")),
                set.apply("baseline") == null
                        ? null
                        : Path.of(set.apply("baseline")).toAbsolutePath(),
                Path.of(or(set.apply("directory"), "target/benchmark")).toAbsolutePath(),
                set.apply("page") == null ? null : Path.of(set.apply("page")).toAbsolutePath());
    }

    private static Duration seconds(String value, long otherwise) {
        return Duration.ofSeconds(value == null ? otherwise : Long.parseLong(value));
    }

    private static String or(String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static <T> List<T> chosen(String name, String ids, List<T> all, Function<T, String> id) {
        if (ids == null) {
            return all;
        }
        Set<String> wanted = Set.of(ids.split("\\s*,\\s*"));
        List<T> chosen =
                all.stream().filter(each -> wanted.contains(id.apply(each))).toList();
        if (chosen.size() < wanted.size()) {
            throw new IllegalArgumentException(
                    "benchmark." + name + " knows " + all.stream().map(id).toList() + ", not all of " + wanted);
        }
        return chosen;
    }
}
