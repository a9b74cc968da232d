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
package io.github.pop3x.testing.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Many mishaps in a row: every one of them, or every n-th in their order. Counts them by kind,
 * prints the counts, and shows of those that broke the promise the one that took the fewest words.
 */
public final class Campaign {

    private final String name;
    private final int step;
    private final ProvingGround ground;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Instant began = Instant.now();
    private int offered;
    private int run;

    /**
     * @param name for what is printed
     * @param step 1 for all, 7 for every seventh
     */
    public Campaign(String name, int step, ProvingGround ground) {
        this.name = name;
        this.step = step;
        this.ground = ground;
    }

    /** One without a proving ground, for cases that bring all they need. */
    public Campaign(String name, int step) {
        this(name, step, null);
    }

    /** One mishap with all that follows it. */
    @FunctionalInterface
    public interface Case {
        /** How the promise was broken, with a first line that names the case; empty if it was kept. */
        Optional<String> run() throws Exception;
    }

    /** The next one; it is passed over if it is not its turn. */
    public void next(String kind, FailedPoll mishap) throws Exception {
        next(kind, () -> ground.befall(mishap));
    }

    /** The next one; it is passed over if it is not its turn. */
    public void next(String kind, Case mishap) throws Exception {
        if (offered++ % step != 0) {
            return;
        }
        run++;
        counts.merge(kind, 1, Integer::sum);
        mishap.run().ifPresent(failures::add);
    }

    /**
     * Prints the counts.
     *
     * @throws AssertionError if the promise was broken
     */
    public void end() {
        System.out.printf(
                "%s: %,d cases of %,d (step %d) in %.1f s, %d failed%n",
                name, run, offered, step, Duration.between(began, Instant.now()).toMillis() / 1000.0, failures.size());
        counts.forEach((kind, count) -> System.out.printf("  %,6d %s%n", count, kind));
        if (!failures.isEmpty()) {
            String smallest = failures.stream()
                    .min(Comparator.comparingInt(String::length))
                    .orElseThrow();
            String names = String.join(
                    "\n",
                    failures.stream()
                            .map(text -> text.lines().findFirst().orElseThrow())
                            .limit(20)
                            .toList());
            throw new AssertionError(failures.size() + " of " + run + " cases broke the promise, among them\n"
                    + names.indent(2) + "and the one with the shortest dialogue:\n" + smallest);
        }
    }
}
