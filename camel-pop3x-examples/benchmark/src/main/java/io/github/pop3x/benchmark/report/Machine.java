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
package io.github.pop3x.benchmark.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;
import io.github.pop3x.benchmark.server.Dovecot;

/**
 * Where the figures come from.
 *
 * @param processor its name, or its architecture where the system does not tell
 * @param processors how many there are
 * @param memoryOctets how much memory
 * @param system name and version
 * @param java the Java runtime's version
 * @param dovecot the server's version
 * @param limit the language that LIMIT is in
 * @param loadAverage of the last minute, before the benchmark began
 */
public record Machine(
        String processor,
        int processors,
        long memoryOctets,
        String system,
        String java,
        String dovecot,
        String limit,
        double loadAverage) {

    /** Something else was running: half a processor or more. */
    private static final double QUIET_LOAD = 0.5;

    private static final double GIB = 1 << 30;

    /** This machine. */
    public static Machine here(boolean limitInC) throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processor(system.getArch()),
                system.getAvailableProcessors(),
                system.getTotalMemorySize(),
                system.getName() + " " + system.getVersion(),
                Runtime.version().toString(),
                Dovecot.version(),
                limitInC ? "C" : "Java, for want of a C compiler",
                system.getSystemLoadAverage());
    }

    private static String processor(String otherwise) throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return otherwise;
        }
        try (var lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(otherwise);
        }
    }

    /** The machine in a line of Markdown. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, %.1f GiB; %s; Java %s; Dovecot %s. LIMIT in %s.",
                processor,
                processors,
                memoryOctets / GIB,
                system,
                java,
                dovecot,
                limit);
    }

    /** Whether the figures may be believed, in a line of Markdown. */
    String quiet() {
        String words = wasQuiet()
                ? "The load average before was %.2f."
                : "**The machine was busy with something else: load average %.2f. Do not believe these figures.**";
        return String.format(Locale.ROOT, words, loadAverage);
    }

    /** A time, for people. */
    static String utc(Instant time) {
        return time.toString().replace('T', ' ').replace("Z", "") + " UTC";
    }

    /** Whether nothing else of note was running when the benchmark began. */
    public boolean wasQuiet() {
        return loadAverage < QUIET_LOAD;
    }
}
