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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import io.github.pop3x.benchmark.Programs;

/**
 * The small C programs of the benchmark, built by the machine's own compiler.
 *
 * @param limit the server's own speed, or empty where there is no compiler
 * @param measured tells what a program took, or empty where there is no compiler
 */
public record NativeTools(Optional<Path> limit, Optional<Path> measured) {

    /** Builds them in a directory. */
    public static NativeTools build(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new NativeTools(build(directory, "limit"), build(directory, "measured"));
    }

    private static Optional<Path> build(Path directory, String name) throws IOException {
        if (!Programs.isInstalled("cc")) {
            return Optional.empty();
        }
        Path program = directory.resolve(name);
        Path source = Resources.copy(name + ".c", directory);
        Process compiler = new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString())
                .inheritIO()
                .start();
        if (Programs.await(compiler) != 0) {
            throw new IOException("cc does not compile " + source);
        }
        return Optional.of(program);
    }

    /** Files that come with the benchmark. */
    static final class Resources {

        private Resources() {}

        static Path copy(String name, Path directory) throws IOException {
            Path file = Files.createDirectories(directory).resolve(name);
            try (InputStream resource = NativeTools.class.getResourceAsStream(name)) {
                Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return file;
        }
    }
}
