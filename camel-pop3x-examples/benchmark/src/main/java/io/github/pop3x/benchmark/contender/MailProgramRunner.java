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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import io.github.pop3x.benchmark.Round;
import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.Work;

/**
 * A mail program that is configured by a file. The clock is the whole process's. Mails go into a file, where their octets
 * are counted and lines end with LF; or to {@code /dev/null}, except when they are to be checked.
 */
abstract class MailProgramRunner implements Runner {

    private static final Path NOWHERE = Path.of("/dev/null");

    private final NativeTools tools;
    private final Path home;
    private final boolean keeping;

    /** @param keeping whether it delivers what it gets, in place of throwing it away */
    MailProgramRunner(NativeTools tools, Path home, boolean keeping) {
        this.tools = tools;
        this.home = home;
        this.keeping = keeping;
    }

    /** The program's configuration. */
    abstract String configuration(Task task, Path sink);

    /** The command. */
    abstract List<String> command(Path configuration);

    /** Exit codes that mean success. */
    abstract Integer[] success(Task task);

    /** Where the program remembers unique-ids. */
    final Path memory() {
        return home.resolve("known");
    }

    @Override
    public Round run(Task task) throws IOException {
        boolean delivers = keeping || task.checked();
        Path sink = delivers ? home.resolve("mails") : NOWHERE;
        if (delivers) {
            Files.deleteIfExists(sink);
        }
        if (task.work() != Work.POLL) {
            Files.deleteIfExists(memory());
        }
        // It holds the password; both programs insist that nobody else can read it.
        Path configuration = home.resolve("configuration");
        Files.writeString(configuration, configuration(task, sink));
        Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-------"));
        MeasuredProcess ended = MeasuredProcess.run(
                        tools, command(configuration), home, Map.of("HOME", home.toString()))
                .requireExit(success(task));
        long octets = delivers && task.work().retrieves() ? Files.size(sink) : Round.UNKNOWN;
        return new Round(
                ended.nanos(),
                ended.cpuNanos(),
                Round.UNKNOWN,
                octets,
                Round.UNKNOWN,
                Round.UNKNOWN,
                ended.residentOctets());
    }
}
