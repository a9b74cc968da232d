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
package io.github.pop3x.testing.torture;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

import io.github.pop3x.testing.Misfortune;

/**
 * A kind of trouble for one session with the server. A new kind is one more line of {@link #KINDS}.
 *
 * @param name for the counts
 * @param choice makes one of this kind, at random; null where the setting has none
 */
record Trouble(String name, BiFunction<Random, TortureSetting, Misfortune> choice) {

    private static final int MOST_OCTETS = 700;

    /** Commands that any session may contain. */
    private static final List<String> COMMANDS = List.of(
            "CAPA", "USER", "PASS", "AUTH", "STAT", "LIST", "UIDL", "TOP", "TOP 2 0", "RETR", "RETR 1", "RETR 2",
            "RETR 3", "DELE", "DELE 1", "DELE 2", "QUIT");

    private static final List<String> STRAY_LINES = List.of("+OK stray", "-ERR stray", ".", "1 stray", "+ ", "");

    private static final List<String> GREETINGS = List.of(
            "-ERR too many connections\\r\\n", "* OK IMAP4rev1 ready\\r\\n", "+OK\\n", "\\r\\n", "\\x16\\x03\\r\\n");

    private static final List<String> WORDS =
            List.of("not now", "[SYS/TEMP] busy", "[IN-USE] locked", "[LOGIN-DELAY] wait");

    /** Entries that name no message, or no size. */
    private static final List<String> ODD_ENTRIES =
            List.of("", "1", "1 x", "0 100", "1 -1", "1 99999999999999999999", "x y");

    /** Everything that may befall a session. */
    static final List<Trouble> KINDS = List.of(
            new Trouble(
                    "cut in the server's octets",
                    (random, setting) -> Misfortune.cutAfterServerOctets(random.nextInt(MOST_OCTETS))),
            new Trouble(
                    "reset in the server's octets",
                    (random, setting) -> Misfortune.resetAfterServerOctets(random.nextInt(MOST_OCTETS))),
            new Trouble(
                    "cut in the client's octets",
                    (random, setting) -> Misfortune.cutAfterClientOctets(random.nextInt(MOST_OCTETS / 3))),
            new Trouble(
                    "hang in the server's octets",
                    (random, setting) -> Misfortune.stallAfterServerOctets(random.nextInt(MOST_OCTETS))),
            new Trouble("hang at a command", (random, setting) -> Misfortune.silenceAt(any(random, COMMANDS))),
            new Trouble("hang up at a command", (random, setting) -> Misfortune.autologoutAt(any(random, COMMANDS))),
            new Trouble("close at once", (random, setting) -> Misfortune.earlyClose()),
            new Trouble("-ERR", Trouble::refusal),
            new Trouble(
                    "a line too many",
                    (random, setting) -> Misfortune.extraLineAfter(any(random, COMMANDS), any(random, STRAY_LINES))),
            new Trouble("no greeting", (random, setting) -> Misfortune.greets(any(random, GREETINGS))),
            new Trouble("a dot not stuffed", (random, setting) -> Misfortune.unstuffedAt("RETR")),
            new Trouble("lost QUIT reply", (random, setting) -> Misfortune.lostQuitReply()),
            new Trouble("QUIT removes nothing", (random, setting) -> Misfortune.quitRemovesNothing()),
            new Trouble("an empty answer to DELE", (random, setting) -> Misfortune.answers("DELE", "")),
            new Trouble(
                    "numbers of STAT that are wrong",
                    (random, setting) ->
                            Misfortune.answers("STAT", "+OK " + random.nextInt(9) + " " + random.nextInt(999))),
            new Trouble(
                    "an odd entry of LIST",
                    (random, setting) -> Misfortune.answers("LIST", "+OK\r\n" + any(random, ODD_ENTRIES) + "\r\n.")),
            new Trouble(
                    "an odd entry of UIDL",
                    (random, setting) ->
                            Misfortune.answers("UIDL", "+OK\r\n" + any(random, ODD_ENTRIES.subList(0, 2)) + "\r\n.")),
            new Trouble("capabilities that are refused", (random, setting) -> Misfortune.refuse("CAPA", "what?")),
            new Trouble("TOP that is refused", (random, setting) -> Misfortune.refuse("TOP", "no such command")));

    private static Misfortune refusal(Random random, TortureSetting setting) {
        String command = any(random, COMMANDS);
        // If the server refuses UIDL for a whole session, and CAPA as well, it cannot be told from one without UIDL.
        return command.equals("UIDL") ? null : Misfortune.refuse(command, any(random, WORDS));
    }

    static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
