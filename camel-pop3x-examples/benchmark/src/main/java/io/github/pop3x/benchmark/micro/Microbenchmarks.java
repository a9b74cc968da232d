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

import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The hot loops by themselves, beside the obvious ways to write them and beside copying memory, which is the limit. */
public final class Microbenchmarks {

    private Microbenchmarks() {}

    /** Runs them; the result is also written to {@code micro.json} in {@code -Dbenchmark.directory}. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Path directory =
                Files.createDirectories(Path.of(System.getProperty("benchmark.directory", "target/benchmark")));
        new Runner(new OptionsBuilder()
                        .include(Microbenchmarks.class.getPackageName())
                        .resultFormat(ResultFormatType.JSON)
                        .result(directory.resolve("micro.json").toString())
                        .build())
                .run();
    }
}
