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

/** fetchmail; it writes batched SMTP, so that no process is started for each mail. */
final class FetchmailRunner extends MailProgramRunner {

    /** It ends with this if there was nothing to fetch. */
    private static final int NO_NEW_MAIL = 1;

    FetchmailRunner(NativeTools tools, Path home) {
        super(tools, home, false);
    }

    @Override
    String configuration(Task task, Path sink) {
        boolean remembers = task.work() == Work.LEARN || task.work() == Work.POLL;
        return """
                set no bouncemail
                set idfile %s
                poll 127.0.0.1 protocol pop3 port %d auth password %s
                  username %s password %s %s %s sslproto '' bsmtp %s
                """.formatted(
                        memory(),
                        task.port(),
                        remembers ? "uidl" : "no uidl",
                        task.user(),
                        Task.PASSWORD,
                        task.work() == Work.DELETE ? "nokeep" : "keep",
                        task.work() == Work.POLL ? "no fetchall" : "fetchall",
                        sink);
    }

    @Override
    List<String> command(Path configuration) {
        return List.of("fetchmail", "--nosyslog", "--silent", "--nodetach", "--fetchmailrc", configuration.toString());
    }

    @Override
    Integer[] success(Task task) {
        return task.work() == Work.POLL ? new Integer[] {0, NO_NEW_MAIL} : new Integer[] {0};
    }
}
