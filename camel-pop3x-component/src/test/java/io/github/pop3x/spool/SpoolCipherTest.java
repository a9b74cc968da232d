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
package io.github.pop3x.spool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.pop3x.testing.SpoolFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** With a cipher the octets on disk are not those of the mail, and what is read is. */
class SpoolCipherTest {

    private static final byte[] MAIL =
            "Subject: private\r\n\r\nsecret\r\n".repeat(5_000).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path parent;

    private List<byte[]> contents() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : SpoolFiles.messages(parent)) {
            contents.add(Files.readAllBytes(file));
        }
        return contents;
    }

    @ParameterizedTest
    @ValueSource(strings = {"RC4", "AES", "AES/CTR/NoPadding", "AES/CBC/PKCS5Padding", "AES/GCM/NoPadding"})
    void theFileIsNoiseAndTheMessageIsWhole(String transformation) throws IOException {
        SpoolDirectory directory = new SpoolDirectory(parent, transformation);
        Spool spool = new Spool(100, new SpoolMemory(1_000), directory);
        SpooledMessage one = spool.spool(new ByteArrayInputStream(MAIL));
        SpooledMessage two = spool.spool(new ByteArrayInputStream(MAIL));
        assertEquals(MAIL.length, one.length());
        List<byte[]> contents = contents();
        assertEquals(2, contents.size());
        for (byte[] content : contents) {
            assertFalse(new String(content, StandardCharsets.ISO_8859_1).contains("secret"));
        }
        assertFalse(Arrays.equals(contents.get(0), contents.get(1)), "each file has a key of its own");
        for (SpooledMessage message : List.of(one, two, one)) {
            try (InputStream in = message.open()) {
                assertArrayEquals(MAIL, in.readAllBytes());
            }
        }
        one.release();
        two.release();
        assertEquals(List.of(), contents());
    }

    @Test
    void aCipherThatDoesNotExistIsRefusedAtOnce() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new SpoolDirectory(parent, "ROT13"));
        assertTrue(refused.getMessage().contains("ROT13"), refused.getMessage());
    }
}
