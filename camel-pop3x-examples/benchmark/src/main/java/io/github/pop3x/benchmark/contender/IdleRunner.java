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
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.benchmark.IdleWatch;
import io.github.pop3x.benchmark.client.ClientProcess;
import io.github.pop3x.benchmark.client.IdleEndpoints;

/**
 * Has idle endpoints of camel-pop3x watched, in a JVM of their own.
 *
 * @param port where the server listens; it has the mailboxes that {@link IdleWatch#user} names
 * @param pollsASecond of all endpoints together
 * @param warmUp how long they run before, counted from when each has polled
 * @param time how long to watch
 * @param home a directory for their log, made if need be
 */
public record IdleRunner(int port, int pollsASecond, Duration warmUp, Duration time, Path home) {

    /** Besides warming up and watching: to start, and to poll each mailbox once. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * Runs so many.
     *
     * @param heapMiB the largest heap of their JVM
     * @throws IOException if they fail; the message says why
     */
    public IdleWatch run(int endpoints, int heapMiB) throws IOException {
        Path log = Files.createDirectories(home).resolve("idle.log");
        Path answer = home.resolve("idle.txt");
        Process process = ChildJvm.of(
                        heapMiB,
                        IdleEndpoints.class,
                        Integer.toString(port),
                        Integer.toString(endpoints),
                        Integer.toString(pollsASecond),
                        Long.toString(warmUp.toSeconds()),
                        Long.toString(time.toSeconds()))
                .redirectError(log.toFile())
                .redirectOutput(answer.toFile())
                .start();
        Duration patience = PATIENCE.plus(warmUp).plus(time);
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("no answer within " + patience + ": " + ChildJvm.lastWords(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while endpoints were watched");
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(answer, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(ClientProcess.DONE))
                .findFirst()
                .map(line -> IdleWatch.parse(line.substring(ClientProcess.DONE.length())))
                .orElseThrow(() -> new IOException("the process has ended: " + ChildJvm.lastWords(log)));
    }
}
