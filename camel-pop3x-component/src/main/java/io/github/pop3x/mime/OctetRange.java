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
package io.github.pop3x.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Some octets out of the middle of a stream. Closing it closes the stream. */
final class OctetRange extends FilterInputStream {

    private long left;

    /**
     * @param all from the start
     * @param start how many octets are passed over
     * @param length how many come then, unless the stream ends before
     * @throws IOException if the stream cannot be read; it is closed
     */
    OctetRange(InputStream all, long start, long length) throws IOException {
        super(all);
        left = length;
        try {
            all.skipNBytes(start);
        } catch (IOException | RuntimeException | Error e) {
            all.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        int octet = left > 0 ? in.read() : -1;
        left -= octet < 0 ? left : 1;
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = left > 0 ? in.read(target, offset, (int) Math.min(length, left)) : -1;
        left -= count < 0 ? left : count;
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(in.available(), left);
    }

    /** Not possible: a reader that starts again opens the octets again. */
    @Override
    public boolean markSupported() {
        return false;
    }
}
