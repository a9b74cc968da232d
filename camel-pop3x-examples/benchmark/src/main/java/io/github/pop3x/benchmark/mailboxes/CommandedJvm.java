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
import java.util.Arrays;
import java.util.stream.Collectors;

import io.github.pop3x.benchmark.contender.AnsweringJvm;
import io.github.pop3x.benchmark.contender.ChildJvm;

/** The outside of a process that runs a {@link CommandLoop}. For one thread. */
final class CommandedJvm implements AutoCloseable {

    private final AnsweringJvm jvm;

    /**
     * Starts it.
     *
     * @param heapMiB its largest heap
     * @param main runs a loop
     * @param log gets what it writes to standard error
     */
    CommandedJvm(int heapMiB, Class<?> main, Path log, String... arguments) throws IOException {
        Files.createDirectories(log.getParent());
        jvm = new AnsweringJvm(ChildJvm.of(heapMiB, main, arguments).redirectError(log.toFile()), log);
    }

    /**
     * Has it do something.
     *
     * @param patience how long to wait
     * @return the answer
     * @throws IOException if it fails, or takes longer; the message says why
     */
    String ask(Duration patience, Object... words) throws IOException {
        String line = Arrays.stream(words).map(String::valueOf).collect(Collectors.joining(" "));
        try {
            return jvm.ask(patience, line);
        } catch (IOException e) {
            throw new IOException(words[0] + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        jvm.close();
    }
}
