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
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * A server that announces PIPELINING and writes messages that are asked for together line by line in turn. A command that
 * comes alone is answered correctly.
 */
public final class InterleavingAnswerer implements Answerer {

    private final Answerer right;
    private final Maildrop maildrop;
    private final Map<String, byte[]> octets;

    /**
     * @param right    answers everything else
     * @param maildrop where the messages are
     * @param octets   the messages by unique-id
     */
    public InterleavingAnswerer(Answerer right, Maildrop maildrop, Map<String, byte[]> octets) {
        this.right = right;
        this.maildrop = maildrop;
        this.octets = octets;
    }

    @Override
    public void greet(ServerWire wire) throws IOException {
        right.greet(wire);
    }

    @Override
    public boolean answer(String command, ServerWire wire) throws IOException {
        if (!command.startsWith("RETR ") || !wire.hasUnheard()) {
            return right.answer(command, wire);
        }
        List<Queue<String>> messages = new ArrayList<>();
        String behind = command;
        while (behind.startsWith("RETR ")) {
            messages.add(answer(Integer.parseInt(behind.substring(5))));
            if (!wire.hasUnheard()) {
                return interleave(messages, wire);
            }
            behind = new String(wire.hear(), StandardCharsets.US_ASCII).strip();
        }
        return interleave(messages, wire) && right.answer(behind, wire);
    }

    private static boolean interleave(List<Queue<String>> messages, ServerWire wire) throws IOException {
        while (messages.stream().anyMatch(lines -> !lines.isEmpty())) {
            for (Queue<String> lines : messages) {
                if (!lines.isEmpty()) {
                    wire.say((lines.remove() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        }
        return true;
    }

    private Queue<String> answer(int number) {
        String text = new String(octets.get(maildrop.uids().get(number - 1)), StandardCharsets.ISO_8859_1);
        Queue<String> lines = new ArrayDeque<>();
        lines.add("+OK");
        for (String line : text.split("\r\n", -1)) {
            lines.add(line.startsWith(".") ? "." + line : line);
        }
        lines.add(".");
        return lines;
    }

    @Override
    public void loggedIn() {
        right.loggedIn();
    }

    @Override
    public void abandon() {
        right.abandon();
    }
}
