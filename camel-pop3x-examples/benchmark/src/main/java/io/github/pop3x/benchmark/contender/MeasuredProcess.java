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
package io.github.pop3x.benchmark.contender;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.pop3x.benchmark.Programs;
import io.github.pop3x.benchmark.Round;

/**
 * A program that ran to its end.
 *
 * @param exitCode what it ended with
 * @param output what it printed, errors too
 * @param nanos from its start to its end
 * @param cpuNanos of it and its children, or {@link Round#UNKNOWN}
 * @param residentOctets its largest resident set, or {@link Round#UNKNOWN}
 */
record MeasuredProcess(int exitCode, String output, long nanos, long cpuNanos, long residentOctets) {

    /** Runs a program in a directory and waits for its end. */
    static MeasuredProcess run(NativeTools tools, List<String> command, Path home, Map<String, String> environment)
            throws IOException {
        Path report = home.resolve("measured.txt");
        List<String> line = new ArrayList<>();
        tools.measured().ifPresent(measured -> line.addAll(List.of(measured.toString(), report.toString())));
        line.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        long began = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = Programs.await(process);
        long nanos = System.nanoTime() - began;
        if (tools.measured().isEmpty()) {
            return new MeasuredProcess(exitCode, output, nanos, Round.UNKNOWN, Round.UNKNOWN);
        }
        String[] figures = Files.readString(report).trim().split(" ");
        return new MeasuredProcess(
                exitCode,
                output,
                Long.parseLong(figures[0]),
                Long.parseLong(figures[1]) * 1000,
                Long.parseLong(figures[2]) * 1024);
    }

    /**
     * Fails unless it ended as wanted.
     *
     * @param agreeable exit codes that mean success
     */
    MeasuredProcess requireExit(Integer... agreeable) throws IOException {
        if (!List.of(agreeable).contains(exitCode)) {
            throw new IOException("exit code " + exitCode + ": " + output.strip());
        }
        return this;
    }

    /** The numbers of the last line that it printed. */
    long[] lastLine() throws IOException {
        String last = output.lines().reduce("", (before, line) -> line);
        try {
            return List.of(last.trim().split(" ")).stream()
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new IOException("not figures: " + last, e);
        }
    }
}
