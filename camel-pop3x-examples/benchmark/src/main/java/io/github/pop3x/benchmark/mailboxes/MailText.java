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
package io.github.pop3x.benchmark.mailboxes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.pop3x.benchmark.server.SampleMail;

/** The one text that all mails of the server have, as POP3 sends it. Any thread may use it. */
final class MailText {

    /** Octets of a short mail. */
    static final int SHORT = 920;

    private static final String END = ".\r\n";

    private final int size;
    private final List<String> lines;
    private final String whole;
    private final int header;

    /** @param size octets, with CRLF */
    MailText(int size) {
        this.size = size;
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        try {
            SampleMail.write(1, size, mail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines = mail.toString(StandardCharsets.US_ASCII)
                .lines()
                .map(line -> (line.startsWith(".") ? "." : "") + line + "\r\n")
                .toList();
        whole = String.join("", lines) + END;
        header = lines.indexOf("\r\n") + 1;
    }

    /** Its octets, with CRLF and without the dots that POP3 adds. */
    int size() {
        return size;
    }

    /** All of it, up to the line that ends it. */
    String whole() {
        return whole;
    }

    /** The header and so many lines of the body. */
    String top(int count) {
        return String.join("", lines.subList(0, Math.min(lines.size(), header + count))) + END;
    }
}
