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
package io.github.pop3x.client.command;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * The answer to STAT (RFC 1939 §5): the maildrop in two numbers, messages marked as deleted not counted.
 *
 * @param count number of messages
 * @param octets their size together, or −1 where the server's figure is no number (some overflow on a large maildrop)
 */
public record DropListing(int count, long octets) {

    /**
     * Reads the text of a status line.
     *
     * @throws ProtocolException if there is no count
     */
    public static DropListing parse(String text) throws ProtocolException {
        byte[] line = text.getBytes(StandardCharsets.ISO_8859_1);
        int countEnd = Text.skipWord(line, 0, line.length);
        int count = count(line, countEnd);
        int sizeStart = Text.skipBlanks(line, countEnd, line.length);
        return new DropListing(count, lenient(line, sizeStart, Text.skipWord(line, sizeStart, line.length)));
    }

    /** The number at the start of a status line's text. */
    static int countIn(String text) throws ProtocolException {
        byte[] line = text.getBytes(StandardCharsets.ISO_8859_1);
        return count(line, Text.skipWord(line, 0, line.length));
    }

    private static int count(byte[] line, int end) throws ProtocolException {
        long count = Text.number(line, 0, end);
        if (count > Integer.MAX_VALUE) {
            throw new ProtocolException("expected a number of messages, found " + count);
        }
        return (int) count;
    }

    /** The total is information only, so a bad one must not fail a login. */
    private static long lenient(byte[] line, int from, int to) {
        try {
            return Text.number(line, from, to);
        } catch (ProtocolException malformed) {
            return -1;
        }
    }
}
