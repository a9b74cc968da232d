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
package io.github.pop3x.benchmark.micro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.github.pop3x.benchmark.server.SampleMail;

/** What a server sends. */
final class WireText {

    private static final String TERMINATOR = ".\r\n";

    private WireText() {}

    /** A mail as a multi-line reply without its status line: lines end with CRLF, dots are doubled, a dot ends it. */
    static byte[] body(int octets) {
        var stored = new ByteArrayOutputStream(octets);
        try {
            SampleMail.write(1, octets, stored);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String mail = stored.toString(StandardCharsets.US_ASCII);
        String stuffed = mail.replace("\n.", "\n..").replace("\n", "\r\n");
        return (stuffed + TERMINATOR).getBytes(StandardCharsets.US_ASCII);
    }

    /** The lines of a scan listing, terminator included. */
    static byte[] scanListing(int messages) {
        var lines = new StringBuilder();
        for (int number = 1; number <= messages; number++) {
            lines.append(number).append(' ').append(4096 + number).append("\r\n");
        }
        return lines.append(TERMINATOR).toString().getBytes(StandardCharsets.US_ASCII);
    }
}
