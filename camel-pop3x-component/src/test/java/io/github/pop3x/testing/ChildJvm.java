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
package io.github.pop3x.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A program of the tests in a JVM of its own, so that it can have a small heap, be killed, or have its threads and files
 * counted. The two talk by lines, over its standard input and output; what it says on its standard error goes into a file.
 *
 * <ol>
 *   <li>{@link #ChildJvm} starts it;</li>
 *   <li>{@link #say} and {@link #line} talk to it;</li>
 *   <li>{@link #stop} asks it to end by ending its input; {@link #kill} ends it as SIGKILL does.</li>
 * </ol>
 *
 * <p>A program that is still there when {@linkplain #ChildJvm patience} is over is killed, so that no reader waits for ever.
 * One thread talks; any thread may kill.
 */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final Path errors;
    private final BufferedReader said;
    private final OutputStream input;
    private final CompletableFuture<Void> watchdog;

    /**
     * Starts a program with the class path of this one.
     *
     * @param program has a {@code main}
     * @param errors the file for what it says on its standard error, added to what is in it
     * @param patience how long it may take altogether
     * @param options of the JVM
     * @param arguments of the program
     * @throws IOException if it cannot be started
     */
    public ChildJvm(Class<?> program, Path errors, Duration patience, List<String> options, String... arguments)
            throws IOException {
        this(Path.of(System.getProperty("java.home")), program, errors, patience, options, arguments);
    }

    /**
     * Starts a program with the class path of this one in a JVM of another kind.
     *
     * @param home where that JVM is installed
     * @throws IOException if it cannot be started
     */
    public ChildJvm(
            Path home, Class<?> program, Path errors, Duration patience, List<String> options, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        // It lives for seconds: the best code that could be made of it would come too late.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        this.errors = errors;
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        input = process.getOutputStream();
        Executor later = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
        watchdog = CompletableFuture.runAsync(this::kill, later);
    }

    /**
     * Tells it a line.
     *
     * @throws IOException if it has gone
     */
    public void say(String line) throws IOException {
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /**
     * Waits for a line of its standard output.
     *
     * @return what it says next, or null if it has ended
     * @throws IOException if its output cannot be read
     */
    public String line() throws IOException {
        return said.readLine();
    }

    /** Tells whether it has not ended: who waits for what it does need not wait any longer. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as SIGKILL does, whatever it is doing, and waits until it has ended. */
    public void kill() {
        // Not by the process itself, which would close its output while its last words are read.
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /**
     * Pauses it as SIGSTOP does: it does nothing until it is {@linkplain #unpause told to go on}, and knows nothing of it.
     *
     * @throws IOException if this system has no such signal
     */
    public void pause() throws IOException {
        signal("STOP");
    }

    /**
     * Lets it go on after a pause.
     *
     * @throws IOException if this system has no such signal
     */
    public void unpause() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        // Each shell has it built in; as a program of its own it may be missing.
        String command = "kill -" + name + " " + process.pid();
        int exit =
                new ProcessBuilder("sh", "-c", command).start().onExit().join().exitValue();
        if (exit != 0) {
            throw new IOException(command + " ends with " + exit);
        }
    }

    /**
     * Ends its standard input, and waits until it has ended.
     *
     * @return its exit code
     * @throws IOException if it had ended before
     */
    public int stop() throws IOException {
        input.close();
        return process.onExit().join().exitValue();
    }

    /** What it and its forerunners have said on their standard error: where something went wrong, this may tell why. */
    public String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it if it has not ended. */
    @Override
    public void close() throws IOException {
        watchdog.cancel(false);
        kill();
        said.close();
    }
}
