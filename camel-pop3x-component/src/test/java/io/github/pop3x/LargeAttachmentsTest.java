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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.SmallJvm;
import io.github.pop3x.testing.mail.LargeAttachment;
import io.github.pop3x.testing.route.LargeAttachmentsRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Four mails of 64 MiB are mapped with default options in a heap of 48 MiB, and their attachments written to files: octet
 * for octet what was attached.
 */
public class LargeAttachmentsTest {

    /** In base64, and with its line ends, this becomes so many MiB: 64 in the long run. */
    private static final int OCTETS = (int) (Long.getLong("pop3x.large.mail", 16) * 1024 * 1024 * 57 / 78);

    @TempDir
    Path directory;

    @Test
    void attachmentsLargerThanTheHeapAreWrittenToFiles() throws Exception {
        Maildrop maildrop = new Maildrop();
        List<LargeAttachment> mails = LongStream.rangeClosed(1, 4)
                .mapToObj(seed -> new LargeAttachment(OCTETS, seed))
                .toList();
        mails.forEach(mail -> maildrop.add(mail.name(), mail));
        Path out = Files.createDirectories(directory.resolve("out"));
        try (ScriptedServer server = new ScriptedServer().answers(maildrop)) {
            new SmallJvm(directory)
                    .run("-Xmx48m", LargeAttachmentsRoute.class, String.valueOf(server.port()), out.toString());
            server.awaitIdle();
        }
        for (LargeAttachment mail : mails) {
            Path file = out.resolve(mail.name());
            assertEquals(OCTETS, Files.size(file));
            assertEquals(digest(mail::writeContentTo), digest(to -> copy(file, to)), mail.name());
        }
    }

    private static void copy(Path file, OutputStream to) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.transferTo(to);
        }
    }

    private static String digest(Content content) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Writes octets somewhere. */
    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
