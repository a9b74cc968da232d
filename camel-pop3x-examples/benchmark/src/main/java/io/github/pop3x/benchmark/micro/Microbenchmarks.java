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
package io.github.pop3x.benchmark.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.pop3x.benchmark.report.Findings;
import io.github.pop3x.benchmark.report.Grid;
import io.github.pop3x.benchmark.report.Machine;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The hot loops by themselves, beside the obvious ways to write them and beside copying memory, which is the limit. */
public final class Microbenchmarks {

    private Microbenchmarks() {}

    /**
     * Runs them.
     *
     * @param directory where JMH's own result goes, as {@code micro.json}
     * @throws RunnerException if one of them fails
     */
    public static Findings run(Path directory) throws IOException, RunnerException {
        Machine machine = Machine.here(true);
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(Microbenchmarks.class.getPackageName())
                        .shouldFailOnError(true)
                        .resultFormat(ResultFormatType.JSON)
                        .result(Files.createDirectories(directory)
                                .resolve("micro.json")
                                .toString())
                        .build())
                .run();
        Grid grid = new Grid(
                "The hot loops by themselves",
                new Grid.Column("loop", "loop", "%s"),
                new Grid.Column("microseconds", "µs", "%,.1f"),
                new Grid.Column("error", "±", "%,.1f"),
                new Grid.Column("ofCopying", "× copying", "%.1f"));
        Map<String, Double> copying = new HashMap<>();
        results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith(".copying"))
                .forEach(result -> copying.put(loop(result), micros(result)));
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            grid.add(
                    name.substring(Microbenchmarks.class.getPackageName().length() + 1),
                    micros(result),
                    result.getPrimaryResult().getScoreError(),
                    micros(result) / copying.get(loop(result)));
        }
        return new Findings(
                "jmh",
                machine,
                began,
                List.of("The whole input each time: the lines of a scan listing of 50,000 messages, a message of 1 MiB."
                        + " To copy the same octets is the limit."),
                List.of(grid));
    }

    private static String loop(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static double micros(RunResult result) {
        return result.getPrimaryResult().getScore();
    }
}
