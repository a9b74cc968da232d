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
package io.github.pop3x.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The body of a multi-line reply on its way out (RFC 1939 §3): a dot at the beginning of a line is doubled, where a line
 * begins after CRLF and nowhere else; closing adds the terminating octet, after a CRLF if the last line lacks one.
 */
final class StuffingOutput extends OutputStream {

    private static final byte[] DOT = {'.'};

    private final Outbound out;
    private final boolean stuffing;
    private int beforeLast = '\r';
    private int last = '\n';

    StuffingOutput(Outbound out, boolean stuffing) {
        this.out = out;
        this.stuffing = stuffing;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        int unsent = from;
        for (int i = from; i < from + length; i++) {
            if (octets[i] == '.' && atLineStart() && stuffing) {
                say(octets, unsent, i);
                out.say(DOT, 0, 1);
                unsent = i;
            }
            beforeLast = last;
            last = octets[i];
        }
        say(octets, unsent, from + length);
    }

    private void say(byte[] octets, int from, int to) throws IOException {
        if (to > from) {
            out.say(octets, from, to - from);
        }
    }

    private boolean atLineStart() {
        return beforeLast == '\r' && last == '\n';
    }

    @Override
    public void close() throws IOException {
        byte[] end = (atLineStart() ? ".\r\n" : "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII);
        out.say(end, 0, end.length);
    }
}
