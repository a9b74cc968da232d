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
import java.util.ArrayList;
import java.util.List;

/**
 * An answer as it came, for commands whose meaning this client does not know.
 *
 * @param status the status line, positive
 * @param lines the further lines, their stuffing removed; octets as ISO 8859-1 characters
 */
public record RawReply(StatusLine status, List<String> lines) {

    /** The lines are kept as a copy. */
    public RawReply {
        lines = List.copyOf(lines);
    }

    /** Reads any answer, up to a bound: what is larger is a listing or a message, and those have homes of their own. */
    static final class Parser implements ResponseParser<RawReply> {

        private static final int MAX_LINES = 10_000;

        private final List<String> lines = new ArrayList<>();
        private StatusLine status;

        @Override
        public void status(StatusLine line) {
            status = line;
        }

        @Override
        public void line(byte[] octets, int from, int to) throws ProtocolException {
            if (lines.size() == MAX_LINES) {
                throw new ProtocolException("more than the limit of " + MAX_LINES + " lines");
            }
            lines.add(new String(octets, from, to - from, StandardCharsets.ISO_8859_1));
        }

        @Override
        public RawReply value() {
            return new RawReply(status, lines);
        }
    }
}
