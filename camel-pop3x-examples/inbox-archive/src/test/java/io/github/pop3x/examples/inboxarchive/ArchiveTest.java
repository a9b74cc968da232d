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
package io.github.pop3x.examples.inboxarchive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArchiveTest {

    @TempDir
    Path parent;

    private Path directory;
    private Archive archive;

    @BeforeEach
    void openArchive() throws IOException {
        directory = parent.resolve("mails");
        archive = new Archive(directory);
    }

    @Test
    void theOctetsAreKept() throws IOException {
        Archive.Stored stored = archive.store("uid-1", octets("a\r\nb\nc\r.\0\u007F"));

        assertThat(stored).isEqualTo(new Archive.Stored(directory.resolve("uid-1"), 10, true));
        assertThat(stored.file()).hasContent("a\r\nb\nc\r.\0\u007F");
    }

    @Test
    void theSameMailAgainIsTheSameFile() throws IOException {
        archive.store("uid-1", octets("mail"));

        assertThat(archive.store("uid-1", octets("mail")).fresh()).isFalse();
        assertThat(names()).containsExactly("uid-1");
    }

    @Test
    void anotherMailUnderTheSameUniqueIdReplacesNothing() throws IOException {
        archive.store("uid-1", octets("mail"));
        archive.store("uid-1", octets("another"));
        archive.store("uid-1", octets("a third"));
        archive.store("uid-1", octets("another"));

        assertThat(names()).containsExactly("uid-1", "uid-1~2", "uid-1~3");
        assertThat(directory.resolve("uid-1")).hasContent("mail");
        assertThat(directory.resolve("uid-1~2")).hasContent("another");
        assertThat(directory.resolve("uid-1~3")).hasContent("a third");
    }

    @Test
    void aDirectoryOfThatNameIsLeftAlone() throws IOException {
        Files.createDirectory(directory.resolve("uid-1"));

        assertThat(archive.store("uid-1", octets("mail")).file()).hasFileName("uid-1~2");
    }

    @Test
    void noFileIsWrittenOutsideTheDirectory() throws IOException {
        archive.store("../escaped", octets("mail"));

        assertThat(names()).containsExactly("%2E.%2Fescaped");
        assertThat(parent.resolve("escaped")).doesNotExist();
    }

    @Test
    void anUnreadableMailLeavesNoFile() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the spool is gone");
            }
        };

        assertThatThrownBy(() -> archive.store("uid-1", new SequenceInputStream(octets("half a m"), broken)))
                .isInstanceOf(IOException.class)
                .hasMessage("the spool is gone");
        assertThat(names()).isEmpty();
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static InputStream octets(String text) {
        return new ByteArrayInputStream(text.getBytes(US_ASCII));
    }
}
