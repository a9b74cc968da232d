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

/**
 * Base64 up to its padding, with which it ends (RFC 2045 §6.8). What mailing lists write below it is not base64, though its
 * letters might be.
 */
final class Base64Octets extends FilterInputStream {

    private boolean padding;
    private boolean ended;

    Base64Octets(InputStream encoded) {
        super(encoded);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = ended ? -1 : in.read(target, offset, length);
        for (int i = 0; i < count; i++) {
            byte octet = target[offset + i];
            if (octet == '=') {
                padding = true;
            } else if (padding && octet != '\r' && octet != '\n' && octet != ' ' && octet != '\t') {
                ended = true;
                return i == 0 ? -1 : i;
            }
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
