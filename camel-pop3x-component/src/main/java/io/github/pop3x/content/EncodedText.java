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
package io.github.pop3x.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Characters as octets, encoded while they are read: no more of them is in memory than a block. For one thread. */
public final class EncodedText extends InputStream {

    private static final int BLOCK = 4096;

    private final Reader text;
    private final CharsetEncoder encoder;
    private final CharBuffer characters = CharBuffer.allocate(BLOCK).flip();
    private final ByteBuffer octets = ByteBuffer.allocate(BLOCK).flip();
    private boolean exhausted;
    private boolean ended;

    /** @param text closed with this stream */
    public EncodedText(Reader text, Charset charset) {
        this.text = text;
        this.encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    @Override
    public int read() throws IOException {
        return prepare() ? octets.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!prepare()) {
            return -1;
        }
        int count = Math.min(length, octets.remaining());
        octets.get(target, offset, count);
        return count;
    }

    /** Sees to it that there is an octet to give; false at the end. */
    private boolean prepare() throws IOException {
        while (!octets.hasRemaining() && !ended) {
            if (!exhausted) {
                characters.compact();
                exhausted = text.read(characters) < 0;
                characters.flip();
            }
            octets.clear();
            CoderResult result = encoder.encode(characters, octets, exhausted);
            ended = exhausted && result.isUnderflow() && encoder.flush(octets).isUnderflow();
            octets.flip();
        }
        return octets.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
