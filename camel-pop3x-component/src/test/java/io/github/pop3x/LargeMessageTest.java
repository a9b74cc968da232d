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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.MessageSource;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.SmallJvm;
import io.github.pop3x.testing.route.LargeMessageRoute;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A message larger than the heap goes through a route that does not map it, octet for octet. The route runs in a JVM of
 * its own with a small heap ({@link LargeMessageRoute}); the message is made on the fly, here. {@code
 * -Dpop3x.large.octets=1073741824} adds a message of that size, for a heap of 64 MiB.
 */
public class LargeMessageTest {

    private static final String MORE = "pop3x.large.octets";

    @TempDir
    Path directory;

    private final Maildrop maildrop = new Maildrop();

    /** Sizes in octets, each with the largest heap of the JVM that has to cope with it. */
    static Stream<Size> sizes() {
        Size always = new Size(64L << 20, "-Xmx32m");
        long more = Long.getLong(MORE, 0);
        return more == 0 ? Stream.of(always) : Stream.of(always, new Size(more, "-Xmx64m"));
    }

    /** A message's size, and the option that bounds the heap. */
    record Size(long octets, String heap) {}

    @ParameterizedTest
    @MethodSource("sizes")
    void aMessageLargerThanTheHeap(Size size) throws Exception {
        MessageSource message = MessageSource.generated(size.octets());
        maildrop.add("large", message);
        try (ScriptedServer server = new ScriptedServer().answers(maildrop)) {
            SmallJvm jvm = new SmallJvm(directory);
            String out = directory.resolve("out").toString();
            jvm.run(size.heap(), LargeMessageRoute.class, String.valueOf(server.port()), out);
            server.awaitIdle();
            assertEquals(List.of(), jvm.leftBehind());
        }
        Path written = directory.resolve("out").resolve(LargeMessageRoute.FILE);
        assertEquals(size.octets(), Files.size(written));
        assertEquals(digest(message::writeTo), digest(out -> copy(written, out)));
        assertEquals(List.of(), maildrop.removals(), "deletes by default");
        assertEquals(List.of("large"), maildrop.retrievals());
    }

    private static void copy(Path file, OutputStream to) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(to);
        }
    }

    private static String digest(Writer writer) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
            writer.writeTo(out);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Writes octets somewhere. */
    @FunctionalInterface
    private interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }
}
