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
package io.github.pop3x.testing.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

import io.github.pop3x.testing.MessageSource;

/**
 * A mail with a short text and one attachment in base64, made on the fly from a seed: no octet of it is kept.
 *
 * @param octets of the attachment, decoded
 * @param seed of the octets
 */
public record LargeAttachment(int octets, long seed) implements MessageSource {

    private static final int BLOCK = 57 * 64;

    /** The name of the attachment. */
    public String name() {
        return "data-" + seed + ".bin";
    }

    @Override
    public long size() {
        long lines = (octets + 56L) / 57;
        long digits = (octets + 2L) / 3 * 4;
        return head().length() + digits + 2 * (lines - 1) + tail().length();
    }

    private String head() {
        return """
                From: bob@example.org
                Subject: number %d
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=us-ascii

                see attachment
                --b
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename=%s
                Content-Transfer-Encoding: base64

                """.formatted(seed, name()).replace("\n", "\r\n");
    }

    private static String tail() {
        return "\r\n--b--\r\n";
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(head().getBytes(StandardCharsets.US_ASCII));
        OutputStream open = new java.io.FilterOutputStream(out) {
            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                out.write(source, offset, length);
            }

            @Override
            public void close() {
                // Closing the encoder must not close what the mail goes to.
            }
        };
        try (OutputStream encoder = Base64.getMimeEncoder().wrap(open)) {
            writeContentTo(encoder);
        }
        out.write(tail().getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes the attachment, decoded. */
    public void writeContentTo(OutputStream out) throws IOException {
        Random random = new Random(seed);
        byte[] block = new byte[BLOCK];
        for (int left = octets; left > 0; left -= BLOCK) {
            random.nextBytes(block);
            out.write(block, 0, Math.min(left, BLOCK));
        }
    }
}
