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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with the class path of this one. */
public final class ChildJvm {

    private ChildJvm() {}

    /**
     * One that is not started yet.
     *
     * @param heapMiB its largest heap
     * @param main the class to run
     */
    public static ProcessBuilder of(int heapMiB, Class<?> main, String... arguments) {
        return of(System.getProperty("java.class.path"), heapMiB, main, arguments);
    }

    /**
     * One with another class path.
     *
     * @param classPath as {@code java -cp} takes it
     */
    public static ProcessBuilder of(String classPath, int heapMiB, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMiB + "m",
                "-cp",
                classPath,
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** The last line that it wrote into its log that is not part of a stack trace. */
    public static String lastWords(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                    .reduce("it said nothing", (before, line) -> line);
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }
}
