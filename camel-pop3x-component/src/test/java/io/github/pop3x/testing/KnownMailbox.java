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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A mailbox of very many small messages, made while they are said, which counts what is asked of it. It has got one more
 * message each time that somebody connects.
 */
public final class KnownMailbox implements Supplier<Answerer> {

    private final int messages;
    private final List<Map<String, Integer>> sessions = new ArrayList<>();

    /** @param messages how many the first session finds */
    public KnownMailbox(int messages) {
        this.messages = messages;
    }

    /** How often a keyword was heard in a session, counted from 1. To be asked when it is over. */
    public synchronized int count(int session, String keyword) {
        return sessions.get(session - 1).getOrDefault(keyword, 0);
    }

    /** How many sessions there have been. */
    public synchronized int sessions() {
        return sessions.size();
    }

    @Override
    public synchronized Answerer get() {
        Map<String, Integer> counts = new TreeMap<>();
        sessions.add(counts);
        return new Session(messages + sessions.size() - 1, counts);
    }

    private synchronized void note(Map<String, Integer> counts, String keyword) {
        counts.merge(keyword, 1, Integer::sum);
    }

    /** As long as many servers' ids are: 32 characters. */
    private static String uid(String number) {
        return String.format(Locale.ROOT, "%032x", Integer.parseInt(number) * 2_654_435_761L);
    }

    private static String header(String number) {
        return "Message-ID: <" + uid(number) + "@example.org>\r\nSubject: message " + number + "\r\n\r\n";
    }

    private static String message(String number) {
        return header(number) + "Hello\r\n";
    }

    /** What one client sees. */
    private final class Session implements Answerer {

        private final int listed;
        private final Map<String, Integer> counts;

        Session(int listed, Map<String, Integer> counts) {
            this.listed = listed;
            this.counts = counts;
        }

        @Override
        public void greet(ServerWire wire) throws IOException {
            wire.say("+OK ready");
        }

        @Override
        public boolean answer(String command, ServerWire wire) throws IOException {
            String[] words = command.split(" ");
            note(counts, words[0]);
            switch (words[0]) {
                case "CAPA" -> say(wire, "+OK\r\nUSER\r\nUIDL\r\nTOP\r\nPIPELINING\r\n.\r\n");
                case "STAT" -> wire.say("+OK " + listed + " 1000");
                case "UIDL" -> list(wire, KnownMailbox::uid);
                case "LIST" ->
                    list(wire, number -> Integer.toString(message(number).length()));
                case "TOP" -> say(wire, "+OK\r\n" + header(words[1]) + ".\r\n");
                case "RETR" -> say(wire, "+OK\r\n" + message(words[1]) + ".\r\n");
                default -> wire.say("+OK");
            }
            return !command.equals("QUIT");
        }

        private void list(ServerWire wire, Column column) throws IOException {
            wire.say("+OK");
            for (int number = 1; number <= listed; number++) {
                wire.say(number + " " + column.of(Integer.toString(number)));
            }
            wire.say(".");
        }

        private static void say(ServerWire wire, String reply) throws IOException {
            wire.say(reply.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** What a listing says of a message. */
    @FunctionalInterface
    private interface Column {
        String of(String number);
    }
}
