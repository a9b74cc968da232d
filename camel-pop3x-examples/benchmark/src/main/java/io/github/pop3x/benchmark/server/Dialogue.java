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
package io.github.pop3x.benchmark.server;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;

/**
 * Follows the dialogue of one connection: which commands are sent, and when the client has nothing left to wait for. It
 * understands as much of RFC 1939 as that takes. Thread-safe.
 */
final class Dialogue {

    /** Whose answer has further lines (RFC 1939 §3, RFC 2449 §5). */
    private static final Set<String> MULTI_LINE = Set.of("CAPA", "RETR", "TOP");

    /** Whose answer has further lines if no message is named (RFC 1939 §5 and §7, RFC 5034 §4). */
    private static final Set<String> LISTINGS = Set.of("AUTH", "LIST", "UIDL");

    /** What a client answers to a challenge is no command (RFC 5034 §4), and nobody's business. */
    private static final String RESPONSE = "(response)";

    private final Traffic traffic;
    private final StringBuilder command = new StringBuilder();
    /** For each command that is not answered yet, whether its answer has further lines. */
    private final Queue<Boolean> outstanding = new ArrayDeque<>();

    private boolean challenged;
    private boolean withinLines;
    private int first;
    private int second;
    private int length;

    Dialogue(Traffic traffic) {
        this.traffic = traffic;
    }

    /** Octets from the client. */
    synchronized void sent(byte[] octets, int count) {
        for (int i = 0; i < count; i++) {
            if (octets[i] == '\n') {
                command(command.toString().strip());
                command.setLength(0);
            } else {
                command.append((char) octets[i]);
            }
        }
        traffic.sent(count);
    }

    private void command(String line) {
        if (outstanding.isEmpty()) {
            traffic.flight();
        }
        String[] words = line.split(" ");
        String keyword = challenged ? RESPONSE : words[0].toUpperCase(Locale.ROOT);
        challenged = false;
        traffic.command(keyword);
        outstanding.add(MULTI_LINE.contains(keyword) || words.length == 1 && LISTINGS.contains(keyword));
    }

    /** Octets from the server. */
    synchronized void received(byte[] octets, int count) {
        for (int i = 0; i < count; i++) {
            int octet = octets[i];
            if (octet == '\n') {
                line();
                length = 0;
            } else {
                if (length == 0) {
                    first = octet;
                } else if (length == 1) {
                    second = octet;
                }
                length++;
            }
        }
        traffic.received(count);
    }

    private void line() {
        boolean terminator = length == 2 && first == '.' && second == '\r';
        boolean agreed = length > 1 && first == '+' && second == 'O';
        if (withinLines) {
            withinLines = !terminator;
        } else {
            challenged = first == '+' && !agreed;
            withinLines = agreed && Boolean.TRUE.equals(outstanding.peek());
        }
        if (!withinLines) {
            // Nothing is outstanding when the greeting comes.
            outstanding.poll();
        }
    }
}
