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

import java.io.InputStream;

/** Decodes uuencode as {@link UuencodedLines} reads it. */
final class UuencodedOctets extends DecodedOctets {

    private final UuencodedLines lines = new UuencodedLines();
    private final byte[] line = new byte[UuencodedLines.MOST_OCTETS];

    UuencodedOctets(InputStream encoded) {
        // Two octets, a number and a line end, stand for at most 63.
        super(encoded, BLOCK / 2 * UuencodedLines.MOST_OCTETS + UuencodedLines.MOST_OCTETS);
    }

    @Override
    int decode(byte[] block, int count, byte[] octets) {
        int written = 0;
        for (int i = 0; i < count && !lines.hasEnded(); i++) {
            if (block[i] == '\n') {
                written += endLine(false, octets, written);
            } else {
                lines.add(block[i]);
            }
        }
        return written;
    }

    @Override
    int finish(byte[] octets) {
        return lines.isEmpty() || lines.hasEnded() ? 0 : endLine(true, octets, 0);
    }

    private int endLine(boolean cut, byte[] octets, int at) {
        int count = lines.endLine(cut, line);
        System.arraycopy(line, 0, octets, at, count);
        return count;
    }
}
