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
import java.util.List;
import java.util.Map;

import io.github.pop3x.benchmark.Round;
import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.Work;

/** LIMIT, the program in C. */
final class LimitRunner implements Runner {

    private final NativeTools tools;
    private final Path program;
    private final Path home;

    LimitRunner(NativeTools tools, Path program, Path home) {
        this.tools = tools;
        this.program = program;
        this.home = home;
    }

    @Override
    public Round run(Task task) throws IOException {
        Work work = task.work() == Work.LEARN ? Work.KEEP : task.work();
        List<String> command = List.of(
                program.toString(),
                Integer.toString(task.port()),
                task.user(),
                Task.PASSWORD,
                Integer.toString(task.messages()),
                work.toString());
        MeasuredProcess ended =
                MeasuredProcess.run(tools, command, home, Map.of()).requireExit(0);
        long[] figures = ended.lastLine();
        return new Round(
                figures[0],
                ended.cpuNanos(),
                task.messages(),
                figures[1],
                Round.UNKNOWN,
                Round.UNKNOWN,
                ended.residentOctets());
    }
}
