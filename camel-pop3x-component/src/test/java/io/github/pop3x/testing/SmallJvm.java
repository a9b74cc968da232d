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
package io.github.pop3x.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A program of the tests in a JVM of its own, whose heap is small. Its temporary directory is below the given one. */
public final class SmallJvm {

    private static final long MINUTES = 15;

    private final Path directory;
    private final Path temporary;

    public SmallJvm(Path directory) throws IOException {
        this.directory = directory;
        this.temporary = Files.createDirectories(directory.resolve("tmp"));
    }

    /**
     * Runs a program to its end, which must be a good one.
     *
     * @param heap the option that bounds it
     */
    public void run(String heap, Class<?> program, String... arguments) throws IOException, InterruptedException {
        Path said = directory.resolve("said.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), () -> "still running: " + text(said));
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), () -> text(said));
    }

    /** The files that are left in its temporary directory. */
    public List<File> leftBehind() throws IOException {
        try (Stream<Path> left = Files.walk(temporary)) {
            return left.map(Path::toFile).filter(File::isFile).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
