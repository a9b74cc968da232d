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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.pop3x.testing.error.ConnectionErrors;
import io.github.pop3x.testing.error.CredentialErrors;
import io.github.pop3x.testing.error.ErrorPage;
import io.github.pop3x.testing.error.OperationErrors;
import io.github.pop3x.testing.error.OptionErrors;
import io.github.pop3x.testing.error.SessionErrors;
import io.github.pop3x.testing.error.StoreErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each mistake and each trouble is told by a sentence that says what happened, where, and what to do. All of them are on
 * a page, docs/error-messages.md; {@code -Derror-messages=write} writes it anew.
 */
class ErrorMessagesTest {

    private static final Path PAGE = Path.of("..", "docs", "error-messages.md");
    private static final Path DRAFT = Path.of("target", "error-messages.txt");
    private static final Path SOURCES = Path.of("src", "main", "java");

    @TempDir
    Path directory;

    @Test
    void eachSaysWhatHappenedAndWhereAndWhatToDo() throws Exception {
        ErrorPage page = new ErrorPage();
        page.calls(directory, "/var/lib/mail");
        OptionErrors.tell(page);
        ConnectionErrors.tell(page);
        SessionErrors.tell(page, directory);
        OperationErrors.tell(page);
        StoreErrors.tell(page, directory);
        CredentialErrors.tell(page, directory);
        Files.writeString(DRAFT, page.text());
        page.requireGood();
        assertThat(page.kinds()).as("exceptions of the public API").containsAll(ofThePublicApi());
        String head = Files.readString(PAGE).replaceFirst("(?s)\n## .*", "");
        if ("write".equals(System.getProperty("error-messages"))) {
            Files.writeString(PAGE, head + page.text());
        }
        assertThat(head + page.text()).isEqualTo(Files.readString(PAGE));
    }

    /** The names of those that can be made: an abstract one is told by its subclasses. */
    private static Set<String> ofThePublicApi() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith("Exception.java"))
                    .filter(file -> read(file).matches("(?s).*\npublic (?!abstract).*"))
                    .map(file -> SOURCES.relativize(file).toString())
                    .map(file -> file.replace(".java", "").replace(File.separatorChar, '.'))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
