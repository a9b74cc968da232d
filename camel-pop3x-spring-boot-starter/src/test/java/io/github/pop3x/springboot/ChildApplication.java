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
package io.github.pop3x.springboot;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An application in a JVM of its own, which can be told to end, or killed. One that is still there when its time is over is
 * killed, so that no test waits for ever.
 */
final class ChildApplication implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final CompletableFuture<Void> watchdog;
    private final StringBuilder said = new StringBuilder();

    private ChildApplication(Process process, Duration patience) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
        watchdog = CompletableFuture.runAsync(
                this::kill, CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * Starts one, with the class path of this process.
     *
     * @param application has a {@code main}
     * @param directory in which it runs
     * @param environment variables beside those of this process
     * @param patience how long it may take altogether
     * @param arguments of the application
     */
    static ChildApplication start(
            Class<?> application,
            Path directory,
            Map<String, String> environment,
            Duration patience,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It lives for seconds: the best code that could be made of it would come too late.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), application.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ChildApplication(builder.start(), patience);
    }

    /**
     * Waits until it says a line.
     *
     * @throws AssertionError if it ends before; the message is all that it has said
     */
    void awaitLine(String line) throws IOException {
        String next = output.readLine();
        while (next != null && !next.equals(line)) {
            said.append(next).append('\n');
            next = output.readLine();
        }
        if (next == null) {
            throw new AssertionError("it ended before it said \"" + line + "\":\n" + said);
        }
    }

    /** Ends it as SIGTERM does: it may do what it has to do at its end. */
    void terminate() {
        // Not by the process itself, which would close its output under its reader.
        process.toHandle().destroy();
    }

    /** Ends it as SIGKILL does. */
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /** Tells whether it has not ended: who waits for what it does need not wait any longer. */
    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until it has ended.
     *
     * @return all that it has said
     */
    String awaitEnd() {
        output.lines().forEach(line -> said.append(line).append('\n'));
        process.onExit().join();
        return said.toString();
    }

    @Override
    public void close() throws IOException {
        watchdog.cancel(false);
        kill();
        output.close();
    }
}
