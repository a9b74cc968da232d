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
package io.github.pop3x.benchmark.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * A mail of an exact size: plain text if it is small, else a few words and an attachment in Base64. Some lines begin
 * with a dot, as they do in real mail. The same number gives the same mail.
 *
 * <p>It is written as Dovecot itself delivers it, each line ending with LF; size and checksum are those of the mail as
 * POP3 sends it, each line ending with CRLF.
 */
public final class SampleMail {

    private static final int LARGE = 32 * 1024;
    private static final int LINE = 76;
    private static final int DOTTED_LINE_EVERY = 20;
    private static final int CRLF = 2;
    private static final byte[] END_OF_LINE = {'\r', '\n'};
    private static final byte[][] BASE64_LINES = base64Lines();
    private static final byte[] TEXT =
            octets("The quick brown fox jumps over the lazy dog, and nobody ever asked the dog.");
    private static final byte[] DOTTED =
            octets(". This line begins with a dot, which the server must double on its way.");
    private static final byte[] LAST_BOUNDARY = octets("--part--");

    private final OutputStream target;
    private final CRC32 crc = new CRC32();
    private final int size;
    private long octets;
    private long stored;

    private SampleMail(OutputStream target, int size) {
        this.target = target;
        this.size = size;
    }

    /**
     * Writes a mail.
     *
     * @param number which one, from 1
     * @param size octets, with CRLF; at least 512
     * @param target takes it, with LF
     * @return what was written
     */
    public static Written write(int number, int size, OutputStream target) throws IOException {
        if (size < 512) {
            throw new IllegalArgumentException("a mail of " + size + " octets is too small for its header");
        }
        SampleMail mail = new SampleMail(target, size);
        mail.header(number);
        if (size < LARGE) {
            mail.text();
        } else {
            mail.attachment(new Random(number));
        }
        return new Written(mail.octets, mail.stored, mail.crc.getValue());
    }

    private void header(int number) throws IOException {
        line("Received: from mail.example.com by mx.example.org with ESMTPS id q" + number);
        line("Date: Sun, 22 Nov 2026 10:00:00 +0000");
        line("From: Alice <alice@example.com>");
        line("To: Bob <bob@example.org>");
        line("Subject: sample " + number);
        line("Message-ID: <sample-" + number + "@example.com>");
        line("MIME-Version: 1.0");
        if (size < LARGE) {
            line("Content-Type: text/plain; charset=us-ascii");
            line("");
        }
    }

    private void text() throws IOException {
        for (int i = 1; left() > 2 * (LINE + CRLF); i++) {
            line(i % DOTTED_LINE_EVERY == 0 ? DOTTED : TEXT);
        }
        fill();
    }

    private void attachment(Random random) throws IOException {
        line("Content-Type: multipart/mixed; boundary=part");
        line("");
        line("--part");
        line("Content-Type: text/plain; charset=us-ascii");
        line("");
        line(DOTTED);
        line("--part");
        line("Content-Type: application/octet-stream");
        line("Content-Disposition: attachment; filename=sample.bin");
        line("Content-Transfer-Encoding: base64");
        line("");
        while (left() > 2 * (LINE + CRLF) + LAST_BOUNDARY.length + CRLF) {
            line(BASE64_LINES[random.nextInt(BASE64_LINES.length)]);
        }
        line(LAST_BOUNDARY);
        fill();
    }

    /** Up to two lines that make the size exact. */
    private void fill() throws IOException {
        while (left() > 0) {
            int length = (int) Math.min(LINE, left() - CRLF);
            // Never leave so little that no further line fits it.
            boolean leavesScrap = left() - length - CRLF > 0 && left() - length - CRLF < CRLF;
            line("x".repeat(leavesScrap ? length - CRLF : length));
        }
    }

    private long left() {
        return size - octets;
    }

    private void line(String text) throws IOException {
        line(octets(text));
    }

    private void line(byte[] text) throws IOException {
        target.write(text);
        target.write('\n');
        crc.update(text);
        crc.update(END_OF_LINE);
        stored += text.length + 1L;
        octets += text.length + CRLF;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[][] base64Lines() {
        Random random = new Random(LINE);
        byte[][] lines = new byte[64][];
        for (int i = 0; i < lines.length; i++) {
            byte[] raw = new byte[LINE / 4 * 3];
            random.nextBytes(raw);
            lines[i] = Base64.getEncoder().encode(raw);
        }
        return lines;
    }

    /**
     * What a mail came to.
     *
     * @param octets with CRLF, as POP3 sends it
     * @param stored octets with LF, as it lies on disk
     * @param checksum CRC-32 of the octets with CRLF
     */
    public record Written(long octets, long stored, long checksum) {}
}
