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
package io.github.pop3x;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A file that needs more than 300 lines holds two ideas. */
class SourceSizeTest {
    private static final int LIMIT = 300;

    /** The table of options: long because there are many, not because they are hard. */
    private static final String OPTIONS = "Pop3xConfiguration.java";

    @Test
    void noHandWrittenFileHoldsTwoIdeas() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            List<String> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith(OPTIONS) && !file.startsWith("src/generated"))
                    .filter(file -> lines(file) > LIMIT)
                    .map(file -> file + ": " + lines(file) + " lines")
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
