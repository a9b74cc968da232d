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
package io.github.pop3x.examples.attachmentstofiles;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Both routes, that in YAML and that in Java. */
class AttachmentsToFilesTest {

    @TempDir
    Path parent;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private AttachmentsToFiles program(boolean isJava) {
        return new AttachmentsToFiles(new PrintStream(shown, true, UTF_8), isJava);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theAttachmentsBecomeFilesWithSafeNames(boolean isJava) throws Exception {
        Path directory = parent.resolve("attachments");

        program(isJava).demonstrate(directory);

        assertThat(names(directory))
                .containsExactlyInAnyOrder(
                        "invoice-2026-0117.pdf",
                        "sea.jpg",
                        "sea-2.jpg",
                        "_bersicht M_rz.ods",
                        "passwd",
                        "notes.txt",
                        "_{sys_user.home}");
        assertThat(contentOf(directory, "sea-2.jpg")).isEqualTo("Attachment 2 of \"Photographs from the coast\"");
        assertThat(names(parent)).as("nothing beside the directory").hasSize(7);
        assertThat(shown.toString(UTF_8)).contains("Left in the mailbox: 0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMailWhoseAttachmentCannotBeWrittenStaysOnTheServer(boolean isJava) throws Exception {
        Path directory = Files.writeString(parent.resolve("attachments"), "a file in its place");

        try (EmbeddedMailbox mailbox = new EmbeddedMailbox(SampleMails.all())) {
            AttachmentsToFiles program = program(isJava);
            assertThatThrownBy(() -> program.drain(mailbox.uri(), mailbox.settings(), directory))
                    .hasStackTraceContaining("Cannot store file: " + directory);
            assertThat(mailbox.count())
                    .as("all but the one without attachments")
                    .isEqualTo(4);
        }
    }

    /** With _ for what the file system of this machine may or may not be able to write. */
    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString().replaceAll("[^ -~]", "_"))
                    .toList();
        }
    }

    private static String contentOf(Path directory, String name) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return Files.readString(
                    files.filter(file -> file.endsWith(name)).findFirst().orElseThrow());
        }
    }
}
