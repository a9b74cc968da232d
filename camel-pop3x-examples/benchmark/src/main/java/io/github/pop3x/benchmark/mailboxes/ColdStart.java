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

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.spi.ToolProvider;

import io.github.pop3x.benchmark.Programs;
import io.github.pop3x.benchmark.Settings;
import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.client.ClientProcess;
import io.github.pop3x.benchmark.contender.ChildJvm;
import io.github.pop3x.benchmark.report.Findings;
import io.github.pop3x.benchmark.report.Grid;
import io.github.pop3x.benchmark.report.Grid.Column;
import io.github.pop3x.benchmark.report.Machine;
import io.github.pop3x.benchmark.report.Statistics;

/** The program {@code cold}: what it takes to drain a mailbox in a process that has just begun. */
public final class ColdStart {

    private static final List<String> REMARKS = List.of(
            "Each figure is the median of fresh processes, which take turns. The server is warm, and has the same processors.",
            "*Started* and *last message* count from the start of `main`; *whole* is the process from its start to its end,"
                    + " the stop of the context included.",
            "The archive is made by `-XX:ArchiveClassesAtExit`; C1 alone is `-XX:TieredStopAtLevel=1`.");

    private static final String POP3X = "pop3x:127.0.0.1:%d?tls=none&username=user%d&password=%s"
            + "&delete=true&mapMailMessage=false&initialDelay=1";

    private static final String CAMEL_MAIL =
            "pop3:127.0.0.1:%d?username=user%d&password=%s&delete=true&mapMailMessage=false"
                    + "&unseen=false&mail.pop3.disabletop=true&mail.pop3.cachewriteto=true&initialDelay=1";

    private static final int MESSAGES = 5000;
    private static final int OCTETS = 4 * 1024;
    private static final int SERVER_HEAP_MIB = 512;
    private static final int WARM_UPS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double SECOND = 1e9;

    private final Settings settings;
    private final Path home;
    private final int messages;
    private final int heapMiB;
    private int mailboxes;
    private int port;

    /**
     * One kind of process.
     *
     * @param uri with the places of a port, the number of a user, and a password
     * @param classPath of jars alone: Java makes no archive of others
     * @param options of the JVM
     */
    private record Kind(String title, String uri, String classPath, String... options) {}

    private record Times(double started, double last, double whole, double cpu) {}

    /** @param settings what to run */
    public ColdStart(Settings settings) {
        if (settings.baseline() != null && !Files.exists(settings.baseline())) {
            throw new IllegalArgumentException("benchmark.baseline names nothing: " + settings.baseline());
        }
        this.settings = settings;
        this.home = settings.directory().resolve("cold");
        this.messages = Math.max(1, (int) (settings.scale() * MESSAGES));
        this.heapMiB = settings.heapMiB() > 0 ? settings.heapMiB() : 256;
    }

    /**
     * Runs it.
     *
     * @throws IOException if a process fails; the message says why
     */
    public Findings run() throws IOException {
        Machine machine = Machine.here(false);
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Files.createDirectories(home);
        ServerOptions offered = new ServerOptions(1, 0, 0, messages, OCTETS, Duration.ZERO);
        try (var server =
                new CommandedJvm(SERVER_HEAP_MIB, ServerProcess.class, home.resolve("server.log"), offered.words())) {
            port = Integer.parseInt(server.ask(PATIENCE, "ports").split(" ")[0]);
            List<Kind> kinds = kinds();
            for (int i = 0; i < WARM_UPS; i++) {
                measure(kinds.get(1));
            }
            Map<Kind, List<Times>> times = new LinkedHashMap<>();
            for (int round = 0; round < settings.rounds(); round++) {
                for (Kind kind : kinds) {
                    times.computeIfAbsent(kind, unused -> new ArrayList<>()).add(measure(kind));
                }
            }
            return new Findings(settings.program().id(), machine, began, REMARKS, List.of(table(times)));
        }
    }

    private List<Kind> kinds() throws IOException {
        String jars = jars(System.getProperty("java.class.path"), "this");
        Path archive = home.resolve("classes.jsa");
        Files.deleteIfExists(archive);
        String timer = "timer:cold?delay=-1&repeatCount=" + messages;
        List<Kind> kinds = new ArrayList<>(List.of(
                new Kind("Camel alone: a timer that fires as often", timer, jars),
                new Kind("camel-pop3x", POP3X, jars)));
        if (settings.baseline() != null) {
            String before = settings.baseline() + File.pathSeparator + System.getProperty("java.class.path");
            kinds.add(new Kind("the baseline", POP3X, jars(before, "baseline")));
        }
        kinds.add(new Kind("camel-mail", CAMEL_MAIL, jars));
        measure(new Kind("making the archive", POP3X, jars, "-XX:ArchiveClassesAtExit=" + archive));
        if (!Files.exists(archive)) {
            throw new IOException("Java has made no archive of classes; see " + home.resolve("cold.log"));
        }
        String use = "-XX:SharedArchiveFile=" + archive;
        kinds.add(new Kind("camel-pop3x with an archive of classes", POP3X, jars, use));
        kinds.add(new Kind("with the archive and C1 alone", POP3X, jars, use, "-XX:TieredStopAtLevel=1"));
        return kinds;
    }

    /** A class path with a jar in place of each directory. */
    private String jars(String classPath, String name) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                Path jar = home.resolve(name + jars.size() + ".jar");
                int failed = ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.err, System.err, "--create", "--file", jar.toString(), "-C", entry, ".");
                if (failed != 0) {
                    throw new IOException("cannot make a jar of " + entry);
                }
                jars.add(jar.toString());
            } else {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private Times measure(Kind kind) throws IOException {
        String uri = String.format(Locale.ROOT, kind.uri(), port, mailboxes++, Task.PASSWORD);
        Path log = home.resolve("cold.log");
        ProcessBuilder builder = ChildJvm.of(kind.classPath(), heapMiB, ColdDrain.class, uri, String.valueOf(messages))
                .redirectError(log.toFile());
        builder.command().addAll(1, List.of(kind.options()));
        long began = System.nanoTime();
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = Programs.await(process);
        double whole = (System.nanoTime() - began) / SECOND;
        if (exit != 0) {
            throw new IOException(kind.title() + ": " + ChildJvm.lastWords(log));
        }
        // Java also prints to standard output which classes it leaves out of the archive.
        String[] figures = printed.lines()
                .filter(line -> line.startsWith(ClientProcess.DONE))
                .map(line -> line.substring(ClientProcess.DONE.length()).split(" "))
                .findFirst()
                .orElseThrow(() -> new IOException(kind.title() + " printed no figures"));
        return new Times(seconds(figures[0]), seconds(figures[1]), whole, seconds(figures[2]));
    }

    private static double seconds(String nanos) {
        return Long.parseLong(nanos) / SECOND;
    }

    private Grid table(Map<Kind, List<Times>> measured) {
        Grid grid = new Grid(
                String.format(
                        Locale.ROOT, "%,d messages of 4 KiB, deleted, by a process that has just begun", messages),
                new Column("process", "process", "%s"),
                new Column("started", "started", "%.2f s"),
                new Column("last", "last message", "%.2f s"),
                new Column("whole", "whole", "%.2f s"),
                new Column("more", "more than Camel alone", "%.2f s"),
                new Column("cpu", "CPU", "%.1f s"));
        Double camelAlone = null;
        for (Map.Entry<Kind, List<Times>> row : measured.entrySet()) {
            List<Times> times = row.getValue();
            double whole = median(times.stream().map(Times::whole).toList());
            grid.add(
                    row.getKey().title(),
                    median(times.stream().map(Times::started).toList()),
                    median(times.stream().map(Times::last).toList()),
                    whole,
                    camelAlone == null ? null : whole - camelAlone,
                    median(times.stream().map(Times::cpu).toList()));
            camelAlone = camelAlone == null ? Double.valueOf(whole) : camelAlone;
        }
        return grid;
    }

    private static double median(List<Double> values) {
        return Statistics.of(values).median();
    }
}
