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
package io.github.pop3x.client;

import java.io.IOException;
import java.net.ProtocolException;

import io.github.pop3x.client.command.ResponseParser;
import io.github.pop3x.client.wire.Transport;
import io.github.pop3x.client.wire.WireLimits;
import io.github.pop3x.client.wire.WireLine;

/** The lines of a multi-line answer behind its status line (RFC 1939 §3), each handed to a parser as it comes. */
final class AnswerLines {

    private final Transport transport;
    private final WireLimits limits;

    AnswerLines(Transport transport, WireLimits limits) {
        this.transport = transport;
        this.limits = limits;
    }

    /**
     * Reads to the dot. If the parser fails before it, nobody can tell where the answer ends, and the connection is given
     * up.
     *
     * @throws ProtocolException if a line is malformed or too long, or if there are too many; the message says which
     */
    void read(ResponseParser<?> parser) throws IOException {
        int lines = 0;
        while (true) {
            WireLine line = transport.input().readLine(limits.replyLine());
            if (line.isTerminator()) {
                return;
            }
            if (++lines > limits.replyLines()) {
                throw new ProtocolException("more than the limit of " + limits.replyLines() + " lines");
            }
            try {
                parser.line(line.octets(), line.unstuffed(), line.to());
            } catch (ProtocolException e) {
                throw new ProtocolException("line " + lines + ": " + e.getMessage());
            } catch (RuntimeException | Error e) {
                transport.fail(new IOException("an answer was given up at its line " + lines, e));
                throw e;
            }
        }
    }
}
