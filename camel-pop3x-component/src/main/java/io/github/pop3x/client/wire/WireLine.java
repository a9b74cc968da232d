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
package io.github.pop3x.client.wire;

import java.nio.charset.StandardCharsets;

/**
 * A line as it lies in the receive buffer, without its CRLF: a window that is valid until the next read.
 *
 * @param octets the buffer, not a copy
 * @param from index of the first octet
 * @param to index after the last octet
 */
public record WireLine(byte[] octets, int from, int to) {

    /** Tells whether this line is the lone dot that ends a multi-line reply (RFC 1939 §3). */
    public boolean isTerminator() {
        return to - from == 1 && octets[from] == '.';
    }

    /** The index of the first octet once the dot that stuffs a line of a multi-line reply is removed. */
    public int unstuffed() {
        return to > from && octets[from] == '.' ? from + 1 : from;
    }

    /** The octets as characters, one for one (ISO 8859-1), so that nothing is lost before somebody decodes them. */
    @Override
    public String toString() {
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
