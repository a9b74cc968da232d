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
import java.nio.file.Path;
import java.time.Duration;

import io.github.pop3x.benchmark.Round;
import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.client.ClientProcess;

/** A client in Java, in a JVM of its own that stays from round to round and so grows warm. */
final class JvmRunner implements Runner {

    private final Duration patience;
    private final AnsweringJvm jvm;

    JvmRunner(String client, int heapMiB, Path home, Duration patience) throws IOException {
        this(System.getProperty("java.class.path"), client, heapMiB, home, patience);
    }

    JvmRunner(String classPath, String client, int heapMiB, Path home, Duration patience) throws IOException {
        this.patience = patience;
        Path log = home.resolve(client + ".log");
        jvm = new AnsweringJvm(
                ChildJvm.of(classPath, heapMiB, ClientProcess.class, client)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())),
                log);
    }

    @Override
    public Round run(Task task) throws IOException {
        return Round.parse(jvm.ask(patience, task.line()));
    }

    @Override
    public void close() {
        jvm.close();
    }
}
