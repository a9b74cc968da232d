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
package io.github.pop3x;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.pop3x.testing.torture.TortureGround;
import io.github.pop3x.testing.torture.TortureRound;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * For an hour, rounds of many troubles at once, after each of which the promise of delivery must have been kept.
 *
 * <p>{@code mvn verify -Ptorture} runs it. {@code -Dtorture.minutes=5} takes less time, {@code -Dtorture.seed=1234} repeats
 * one round and shows it.
 */
@Tag("torture")
class TortureTest {

    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("torture.minutes", 60));
    private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(1);
    private static final Long SEED = Long.getLong("torture.seed");
    private static final int MOST_FINDINGS = 100;

    private final List<String> findings = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private long rounds;

    @Test
    void thePromiseIsKeptUnderAllTroublesTogether() throws Exception {
        try (TortureGround ground = new TortureGround()) {
            if (SEED == null) {
                goOn(ground, System.nanoTime());
            } else {
                run(ground, SEED);
            }
        }
        report();
        assertEquals(List.of(), findings.stream().map(TortureTest::firstLines).toList());
    }

    private void goOn(TortureGround ground, long firstSeed) throws Exception {
        System.out.printf("Torture for %d minutes, rounds from torture.seed=%d on%n", TIME.toMinutes(), firstSeed);
        long begun = System.nanoTime();
        long reported = begun;
        while (System.nanoTime() - begun < TIME.toNanos() && findings.size() < MOST_FINDINGS) {
            run(ground, firstSeed + rounds);
            if (System.nanoTime() - reported > BETWEEN_REPORTS.toNanos()) {
                reported = System.nanoTime();
                System.out.printf("%,d rounds, %d findings%n", rounds, findings.size());
            }
        }
    }

    private void run(TortureGround ground, long seed) throws Exception {
        TortureRound round = new TortureRound(seed);
        Optional<String> finding = round.run(ground, SEED != null);
        rounds++;
        round.counts().forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
        finding.ifPresent(text -> {
            findings.add(text);
            System.out.println(text);
        });
    }

    private void report() {
        System.out.printf("Torture: %,d rounds, %d findings%n", rounds, findings.size());
        counts.forEach((kind, count) -> System.out.printf("  %,8d %s%n", count, kind));
    }

    private static String firstLines(String finding) {
        return String.join("\n", finding.lines().limit(6).toList());
    }
}
