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

/** A library of another language, driven by a script that has a clock of its own: starting the interpreter is not timed. */
final class ScriptRunner implements Runner {

    private final NativeTools tools;
    private final String interpreter;
    private final Path script;
    private final Path home;

    ScriptRunner(NativeTools tools, String interpreter, String script, Path home) throws IOException {
        this.tools = tools;
        this.interpreter = interpreter;
        this.script = NativeTools.Resources.copy(script, home);
        this.home = home;
    }

    @Override
    public Round run(Task task) throws IOException {
        List<String> command = List.of(
                interpreter,
                script.toString(),
                Integer.toString(task.port()),
                task.user(),
                Task.PASSWORD,
                task.work().toString(),
                home.resolve("known.txt").toString());
        MeasuredProcess ended =
                MeasuredProcess.run(tools, command, home, Map.of()).requireExit(0);
        long[] figures = ended.lastLine();
        return new Round(
                figures[0],
                ended.cpuNanos(),
                figures[1],
                figures[2],
                Round.UNKNOWN,
                Round.UNKNOWN,
                ended.residentOctets());
    }
}
