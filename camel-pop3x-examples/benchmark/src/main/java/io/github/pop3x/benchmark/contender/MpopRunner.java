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

import java.nio.file.Path;
import java.util.List;

import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.Work;

/** mpop, in C and pipelined: the fastest there is. */
final class MpopRunner extends MailProgramRunner {

    MpopRunner(NativeTools tools, Path home, boolean keeping) {
        super(tools, home, keeping);
    }

    @Override
    String configuration(Task task, Path sink) {
        return """
                account default
                host 127.0.0.1
                port %d
                user %s
                password %s
                auth plain
                tls off
                received_header off
                keep %s
                uidls_file %s
                delivery mbox %s
                """.formatted(
                task.port(), task.user(), Task.PASSWORD, task.work() == Work.DELETE ? "off" : "on", memory(), sink);
    }

    @Override
    List<String> command(Path configuration) {
        return List.of("mpop", "--quiet", "--file=" + configuration);
    }

    @Override
    Integer[] success(Task task) {
        return new Integer[] {0};
    }
}
