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
package io.github.pop3x.retrieval;

import java.io.IOException;
import java.io.InputStream;

import io.github.pop3x.mime.HeaderEnd;

/**
 * The header of a message, the blank line and the first lines of its body, however much more there is: what TOP means
 * (RFC 1939 §7). For one thread.
 */
final class TopLines extends InputStream {

    private final InputStream message;
    private final HeaderEnd headerEnd = new HeaderEnd();
    private int linesLeft;
    private boolean inBody;
    private boolean ended;

    /**
     * @param message not closed; what is not read of it stays to be read
     * @param lines of the body
     */
    TopLines(InputStream message, int lines) {
        this.message = message;
        this.linesLeft = lines;
    }

    @Override
    public int read() throws IOException {
        if (ended) {
            return -1;
        }
        int octet = message.read();
        note(octet);
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int count = message.read(target, offset, length);
        for (int i = 0; i < count; i++) {
            note(target[offset + i]);
            if (ended) {
                return i + 1;
            }
        }
        return count;
    }

    private void note(int octet) {
        boolean emptyLine = headerEnd.isAt(octet);
        if (octet == '\n') {
            if (inBody) {
                linesLeft--;
            }
            inBody |= emptyLine;
            ended = inBody && linesLeft <= 0;
        }
    }
}
