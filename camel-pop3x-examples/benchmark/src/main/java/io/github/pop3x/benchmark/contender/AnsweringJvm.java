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

import io.github.pop3x.benchmark.client.ClientProcess;

/**
 * The outside of a process that answers each line of its input by a line, which begins with {@link ClientProcess#DONE} or
 * {@link ClientProcess#FAILED}. For one thread.
 */
public final class AnsweringJvm implements AutoCloseable {

    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final Path log;
    private final Process process;
    private final PrintStream questions;
    private final BufferedReader answers;

    /**
     * Starts it.
     *
     * @param jvm writes its standard error into the log
     * @param log for what is said of a process that ends
     */
    public AnsweringJvm(ProcessBuilder jvm, Path log) throws IOException {
        this.log = log;
        process = jvm.start();
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Has it do something.
     *
     * @param patience how long to wait
     * @return the answer, without its first word
     * @throws IOException if it fails, or takes longer; the message says why
     */
    public String ask(Duration patience, String line) throws IOException {
        questions.println(line);
        String answer = answer(patience);
        if (answer.startsWith(ClientProcess.FAILED)) {
            throw new IOException(answer.substring(ClientProcess.FAILED.length()));
        }
        return answer.substring(ClientProcess.DONE.length());
    }

    private String answer(Duration patience) throws IOException {
        try {
            return CompletableFuture.supplyAsync(this::readAnswer).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("no answer within " + patience + ": " + ChildJvm.lastWords(log), e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another process was asked", e);
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
    public void close() {
        questions.close();
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
