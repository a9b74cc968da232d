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

import io.github.pop3x.client.text.ServerText;

/** Counts the lines of a listing that are no entries, and keeps what is wrong with the first: a server may send millions. */
final class OddLines {

    private int count;
    private String example = "";
    /** What is wrong with the first odd line of all, an empty one too; null if there is none. */
    private String first;

    /**
     * Takes note of a line that is not an entry.
     *
     * @param what what is wrong with it if it is not empty, without what was found
     * @throws ProtocolException if it is the status line of another answer: the line with the dot is missing
     */
    void add(String what, byte[] octets, int from, int to) throws ProtocolException {
        if (startsWith("+OK", octets, from, to) || startsWith("-ERR", octets, from, to)) {
            throw new ProtocolException(what + ", found " + ServerText.quote(octets, from, to));
        }
        boolean isEmpty = Text.skipBlanks(octets, from, to) == to;
        if (first == null || example.isEmpty() && !isEmpty) {
            String described = what + ", found " + (isEmpty ? "nothing" : ServerText.quote(octets, from, to));
            first = first == null ? described : first;
            example = isEmpty ? example : described;
        }
        if (!isEmpty) {
            count++;
        }
    }

    /** Takes note of entries that contradict each other. */
    void addRepeated(int number, int entries) {
        String described = "message number " + number + " is listed twice";
        first = first == null ? described : first;
        example = example.isEmpty() ? described : example;
        count += entries;
    }

    /**
     * The entries that are left out.
     *
     * @param sound how many entries are not
     * @throws ProtocolException if there are odd lines and nothing else
     */
    LeftOutLines among(int sound) throws ProtocolException {
        if (sound == 0 && first != null) {
            throw new ProtocolException(first);
        }
        return count == 0 ? LeftOutLines.NONE : new LeftOutLines(count, example);
    }

    private static boolean startsWith(String word, byte[] octets, int from, int to) {
        return to - from >= word.length()
                && new String(octets, from, word.length(), StandardCharsets.ISO_8859_1).equalsIgnoreCase(word);
    }
}
