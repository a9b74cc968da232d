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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.pop3x.benchmark.Round;
import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.client.ClientProcess;

/** A client in Java, in a JVM of its own that stays from round to round and so grows warm. */
final class JvmRunner implements Runner {

    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final Duration patience;
    private final Path log;
    private final Process process;
    private final PrintStream tasks;
    private final BufferedReader answers;

    JvmRunner(String client, int heapMiB, Path home, Duration patience) throws IOException {
        this(System.getProperty("java.class.path"), client, heapMiB, home, patience);
    }

    JvmRunner(String classPath, String client, int heapMiB, Path home, Duration patience) throws IOException {
        this.patience = patience;
        log = home.resolve(client + ".log");
        process = ChildJvm.of(classPath, heapMiB, ClientProcess.class, client)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        tasks = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public Round run(Task task) throws IOException {
        tasks.println(task.line());
        String answer = answer();
        if (answer.startsWith(ClientProcess.FAILED)) {
            throw new IOException(answer.substring(ClientProcess.FAILED.length()));
        }
        return Round.parse(answer.substring(ClientProcess.DONE.length()));
    }

    private String answer() throws IOException {
        try {
            return CompletableFuture.supplyAsync(this::readAnswer).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("no answer within " + patience, e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a contender ran", e);
        }
    }

    /** Whatever else a library prints is passed over. */
    private String readAnswer() {
        return answers.lines()
                .filter(line -> line.startsWith(ClientProcess.DONE) || line.startsWith(ClientProcess.FAILED))
                .findFirst()
                .orElse(ClientProcess.FAILED + "the process has ended: " + ChildJvm.lastWords(log));
    }

    @Override
    public void close() throws IOException {
        tasks.close();
        try {
            if (!process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
