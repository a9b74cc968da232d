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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.pop3x.benchmark.Task;

/** A process with the server, and processes with routes to it, one after the other. For one thread. */
final class Fleet implements AutoCloseable {

    private static final int SERVER_HEAP_MIB = 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double SECOND = 1e9;
    private static final long LOOK_MILLIS = 100;

    private final Path home;
    private final ServerOptions offered;
    private final CommandedJvm server;
    private CommandedJvm routes;

    /** Starts the server. */
    Fleet(Path home, ServerOptions offered) throws IOException {
        this.home = Files.createDirectories(home);
        this.offered = offered;
        server = new CommandedJvm(SERVER_HEAP_MIB, ServerProcess.class, home.resolve("server.log"), offered.words());
    }

    /** What is asked of the component. */
    interface Question<T> {
        T answer() throws IOException;
    }

    /**
     * The URIs of a mailbox for each port, in an order that mixes those that answer with the others.
     *
     * @param options of each, after a {@code &}
     */
    List<String> uris(String options) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (String list : server.ask(PATIENCE, "ports").split(" ")) {
            if (!list.equals("-")) {
                Arrays.stream(list.split(",")).map(Integer::valueOf).forEach(ports::add);
            }
        }
        int all = ports.size();
        // A step that has no divisor in common with the number: each port comes once.
        int step = IntStream.iterate(all / 10 * 3 + 1, candidate -> candidate + 1)
                .filter(candidate -> divisor(candidate, all) == 1)
                .findFirst()
                .orElse(1);
        return IntStream.range(0, all)
                .mapToObj(i -> uri(ports.get((int) ((long) i * step % all)), i, options))
                .toList();
    }

    private static int divisor(int one, int other) {
        return other == 0 ? one : divisor(other, one % other);
    }

    /** The URIs of so many mailboxes of the first port. */
    List<String> ofOneHost(int mailboxes, String options) throws IOException {
        int port = Integer.parseInt(server.ask(PATIENCE, "ports").split("[ ,]")[0]);
        return IntStream.range(0, mailboxes)
                .mapToObj(i -> uri(port, i, options))
                .toList();
    }

    private static String uri(int port, int number, String options) {
        return "pop3x:127.0.0.1:" + port + "?tls=none&username=user" + number + "&password=" + Task.PASSWORD + options;
    }

    /** The options that choose a ledger; starts a database if that needs one. */
    String ledger(String kind) {
        return switch (kind) {
            case "journal" -> "&ledger=journal:" + home.resolve("journal");
            case "jdbc" -> "&ledger=jdbc:#ledger";
            default -> "";
        };
    }

    /**
     * Starts a process and adds routes there.
     *
     * @param kind of the ledger
     * @return how many seconds it took to add them
     */
    double routes(List<String> uris, int heapMiB, String kind) throws IOException {
        Path list = Files.write(home.resolve("uris.txt"), uris);
        routes = new CommandedJvm(heapMiB, RoutesProcess.class, home.resolve("routes.log"));
        if (kind.equals("jdbc")) {
            routes.ask(PATIENCE, "database", server.ask(PATIENCE, "database"));
        }
        routes.ask(PATIENCE, "figures");
        long began = System.nanoTime();
        routes.ask(PATIENCE, "routes", list);
        return (System.nanoTime() - began) / SECOND;
    }

    /** Has the process with the routes do something; gives its figures afterwards. */
    ProcessFigures have(Object... command) throws IOException {
        return ProcessFigures.parse(routes.ask(PATIENCE, command));
    }

    /** Asks the process with the routes for something else. */
    String ask(String command) throws IOException {
        return routes.ask(PATIENCE, command);
    }

    /** What the server has seen. */
    TrafficSummary traffic() throws IOException {
        return TrafficSummary.parse(server.ask(PATIENCE, "report"));
    }

    /** Has the server do something. */
    String server(Object... command) throws IOException {
        return server.ask(PATIENCE, command);
    }

    /** Ends the process with the routes. */
    void end() {
        if (routes != null) {
            routes.close();
            routes = null;
        }
    }

    /** How many mailboxes are on ports that answer. */
    int answering() {
        return offered.answering();
    }

    /**
     * Waits for something to be true.
     *
     * @return whether it was, in time
     */
    static boolean await(Duration atMost, Question<Boolean> question) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!question.answer()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pass(Duration.ofMillis(LOOK_MILLIS));
        }
        return true;
    }

    /** Lets time pass. */
    static void pass(Duration time) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while routes were watched", e);
        }
    }

    @Override
    public void close() {
        end();
        server.close();
    }
}
