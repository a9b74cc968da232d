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
package io.github.pop3x.benchmark.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

import io.github.pop3x.benchmark.Round;
import io.github.pop3x.benchmark.Task;

/**
 * A JVM with one client in it. Reads a {@link Task} a line from standard input, runs it, and answers {@link #DONE} with
 * the {@link Round}, or {@link #FAILED} with the reason; ends at the end of the input.
 */
public final class ClientProcess {

    /** Begins the answer to a task that was done. */
    public static final String DONE = "DONE ";

    /** Begins the answer to a task that failed. */
    public static final String FAILED = "FAILED ";

    private static final Map<String, Supplier<MailClient>> CLIENTS = Map.of(
            "limit",
            LimitInJava::new,
            "camel-pop3x",
            () -> new CamelPop3xRoute(CamelPop3xRoute.Reads.OCTETS),
            "camel-pop3x-mapped",
            () -> new CamelPop3xRoute(CamelPop3xRoute.Reads.TEXT_AND_ATTACHMENTS),
            "camel-pop3x-text",
            () -> new CamelPop3xRoute(CamelPop3xRoute.Reads.TEXT),
            "pop3-client",
            Pop3ClientAlone::new,
            "angus",
            AngusAlone::new,
            "commons-net",
            CommonsNetAlone::new,
            "camel-mail-tuned",
            () -> new CamelMailRoute(true),
            "camel-mail-default",
            () -> new CamelMailRoute(false));

    private ClientProcess() {}

    /**
     * Runs until the input ends.
     *
     * @param arguments the client's id
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        try (MailClient client = CLIENTS.get(arguments[0]).get();
                var tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = tasks.readLine(); line != null; line = tasks.readLine()) {
                answers.println(answer(client, Task.parse(line)));
            }
        }
        // Threads that a failed client left behind must not keep the process.
        System.exit(0);
    }

    private static String answer(MailClient client, Task task) {
        try {
            return DONE + run(client, task).line();
        } catch (Exception | OutOfMemoryError e) {
            return FAILED + reason(e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString().lines().findFirst().orElse("");
    }

    private static Round run(MailClient client, Task task) throws Exception {
        Tally tally = new Tally(task.messages(), task.checked());
        client.prepare(task, tally);
        ProcessMeter meter = new ProcessMeter();
        long began = System.nanoTime();
        client.run(task, tally);
        long nanos = System.nanoTime() - began;
        return new Round(
                nanos,
                meter.cpuNanos(),
                tally.messages(),
                tally.octets(),
                task.checked() ? tally.checksum() : Round.UNKNOWN,
                task.checked() ? ProcessMeter.liveHeapOctets() : meter.peakHeapOctets(),
                residentOctets());
    }

    /** The high-water mark of the resident set, as Linux tells it. */
    private static long residentOctets() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return Round.UNKNOWN;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(Round.UNKNOWN);
        }
    }
}
