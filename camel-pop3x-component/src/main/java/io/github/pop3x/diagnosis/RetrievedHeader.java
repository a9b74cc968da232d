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
package io.github.pop3x.diagnosis;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

import io.github.pop3x.client.MessageStream;
import io.github.pop3x.digest.Sha256;
import io.github.pop3x.mime.HeaderEnd;

/**
 * What an answer to TOP or RETR holds, read piece by piece.
 *
 * @param octets all octets of the answer
 * @param headerOctets those of the header, with the blank line at its end
 * @param header SHA-256 of the header, without the blank line at its end
 * @param ended whether there is such a blank line
 * @param bodySeen whether anything but blanks and line ends follows it
 */
record RetrievedHeader(long octets, long headerOctets, String header, boolean ended, boolean bodySeen) {

    /** Reads an answer to its end, since the session can do nothing else before; holds none of it. */
    static RetrievedHeader of(MessageStream answer) throws IOException {
        try (answer) {
            Reader reader = new Reader();
            answer.transferTo(reader);
            return new RetrievedHeader(
                    answer.octets(), reader.headerOctets, reader.sum(), reader.inBody, reader.bodySeen);
        }
    }

    /** Reads octet by octet; {@link HeaderEnd} says where the header ends. */
    private static final class Reader extends OutputStream {

        private final MessageDigest digest = Sha256.newDigest();
        private final HeaderEnd headerEnd = new HeaderEnd();
        private boolean inBody;
        private boolean bodySeen;
        private long headerOctets;
        private boolean carriageReturn;

        @Override
        public void write(byte[] octets, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                take(octets[i]);
            }
        }

        @Override
        public void write(int octet) {
            take((byte) octet);
        }

        private void take(byte octet) {
            if (inBody) {
                bodySeen |= octet > ' ' || octet < 0;
                return;
            }
            headerOctets++;
            inBody = headerEnd.isAt(octet);
            if (octet == '\n') {
                endLine();
            } else {
                text(octet);
            }
        }

        /** The end of a line counts as one octet, however it is written, and that of the blank line not at all. */
        private void endLine() {
            if (!inBody) {
                digest.update((byte) '\n');
            }
            carriageReturn = false;
        }

        private void text(byte octet) {
            if (carriageReturn) {
                digest.update((byte) '\r');
            }
            carriageReturn = octet == '\r';
            if (!carriageReturn) {
                digest.update(octet);
            }
        }

        String sum() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
