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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A correct POP3 server over a {@link Maildrop}: RFC 1939 whole (with LAST of RFC 1460), RFC 2449 capabilities and
 * response codes, STLS, SASL, minimal UTF8 and LANG.
 *
 * <ol>
 *   <li>AUTHORIZATION: {@link AuthorizationCommands} until a login opens the maildrop;
 *   <li>TRANSACTION: {@link TransactionCommands}; DELE only marks;
 *   <li>UPDATE: QUIT removes what is marked. {@link #abandon} removes nothing.
 * </ol>
 */
public final class DefaultAnswerer implements Answerer {

    private final ServerProfile profile;
    private final String stamp = Stamp.next();
    private final SortedSet<Integer> marked = new TreeSet<>();
    private final SortedSet<Integer> retrieved = new TreeSet<>();
    private Maildrop maildrop;
    private Maildrop.Opened opened;
    private String user = "";
    private int last;
    private boolean over;

    /** Answers one command; throws a {@link Refusal} to say {@code -ERR}. */
    @FunctionalInterface
    interface Handler {
        void handle(DefaultAnswerer session, String argument, ServerWire wire) throws IOException;
    }

    /**
     * Begins a session in the AUTHORIZATION state.
     *
     * @param profile what to know and to offer
     */
    public DefaultAnswerer(ServerProfile profile) {
        this.profile = profile;
    }

    @Override
    public void greet(ServerWire wire) throws IOException {
        wire.say("+OK POP3 server ready" + (profile.has("APOP") ? " " + stamp : ""));
    }

    @Override
    public boolean answer(String command, ServerWire wire) throws IOException {
        String[] words = command.split(" ", 2);
        String keyword = words[0].toUpperCase(Locale.ROOT);
        Map<String, Handler> table = opened == null ? AuthorizationCommands.TABLE : TransactionCommands.TABLE;
        try {
            if (!profile.has(keyword) || !table.containsKey(keyword)) {
                throw new Refusal("unknown, or not now");
            }
            table.get(keyword).handle(this, words.length == 2 ? words[1] : "", wire);
        } catch (Refusal refusal) {
            wire.say("-ERR " + refusal.getMessage());
        }
        return !over;
    }

    @Override
    public void loggedIn() {
        try {
            open(profile.firstUser());
        } catch (Refusal e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void abandon() {
        if (opened != null && !over) {
            maildrop.release();
        }
        over = true;
    }

    // What the tables of commands work with

    ServerProfile profile() {
        return profile;
    }

    String stamp() {
        return stamp;
    }

    String user() {
        return user;
    }

    void user(String name) {
        user = name;
    }

    boolean isLoggedIn() {
        return opened != null;
    }

    /** Goes to TRANSACTION, if the maildrop is free. */
    void open(String name) throws Refusal {
        maildrop = profile.maildrop(name).orElseThrow(() -> new Refusal("no such mailbox"));
        opened = maildrop.open().orElseThrow(() -> new Refusal(code("[IN-USE]") + "the maildrop is locked"));
    }

    /** An extended response code and a blank, or nothing if the profile has none (RFC 2449 §8). */
    String code(String code) {
        return profile.has("RESP-CODES") ? code + " " : "";
    }

    /** The messages that are not marked, by their numbers in order. */
    List<Integer> numbers() {
        var numbers = new ArrayList<Integer>();
        for (int number = 1; number <= opened.mails().size(); number++) {
            if (!marked.contains(number)) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    Maildrop.Mail mail(int number) {
        return opened.mails().get(number - 1);
    }

    /** Reads a message number; a marked message is no message any more (RFC 1939 §5). */
    int number(String argument) throws Refusal {
        return Optional.of(argument)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= opened.mails().size() && !marked.contains(number))
                .orElseThrow(() -> new Refusal("no such message"));
    }

    void note(String keyword, String uid) {
        maildrop.note(opened.session(), keyword, uid);
    }

    void mark(int number) {
        marked.add(number);
        accessed(number);
    }

    void unmarkAll() {
        marked.clear();
        last = 0;
    }

    void accessed(int number) {
        last = Math.max(last, number);
    }

    void retrieved(int number) {
        retrieved.add(number);
        accessed(number);
    }

    int last() {
        return last;
    }

    /** The end by QUIT: in TRANSACTION it enters UPDATE. The lock is free before the client hears of it. */
    void quit() {
        if (opened != null) {
            note("QUIT", "");
            maildrop.update(
                    marked.stream().map(this::mail).toList(),
                    retrieved.stream().map(this::mail).toList());
            maildrop.release();
        }
        over = true;
    }
}
