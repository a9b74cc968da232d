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
package io.github.pop3x.benchmark.mailboxes;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The server's side of one session. Any user name opens a mailbox, with any password. For one thread. */
final class MailboxDialogue {

    static final String GREETING = "+OK ready\r\n";

    private static final String CAPABILITIES = "+OK\r\nTOP\r\nUIDL\r\nUSER\r\nPIPELINING\r\n.\r\n";
    private static final String OK = "+OK\r\n";
    private static final String REFUSAL = "-ERR not now\r\n";

    private final MailText text;
    private final Function<String, ServedMailbox> mailboxes;
    private final Set<Integer> deleted = new HashSet<>();
    private String user;
    private ServedMailbox mailbox;
    private List<Integer> uids = List.of();
    private boolean isOver;

    /**
     * @param text of each mail
     * @param mailboxes gives the mailbox of a user name; called when the client has logged in
     */
    MailboxDialogue(MailText text, Function<String, ServedMailbox> mailboxes) {
        this.text = text;
        this.mailboxes = mailboxes;
    }

    /** The mailbox, null before the login. */
    ServedMailbox mailbox() {
        return mailbox;
    }

    /** Whether the client has said QUIT. */
    boolean isOver() {
        return isOver;
    }

    /** The answer to a command, whole, with CRLF. */
    String answer(String command) {
        String[] words = command.split(" ");
        String keyword = words[0].toUpperCase(Locale.ROOT);
        return switch (keyword) {
            case "CAPA" -> CAPABILITIES;
            case "QUIT" -> quit();
            default -> mailbox == null ? authorization(keyword, words) : transaction(keyword, words);
        };
    }

    private String authorization(String keyword, String[] words) {
        if (keyword.equals("USER") && words.length > 1) {
            user = words[1];
            return OK;
        }
        if (keyword.equals("PASS") && user != null) {
            mailbox = mailboxes.apply(user);
            uids = mailbox.uids();
            return OK;
        }
        return REFUSAL;
    }

    private String transaction(String keyword, String[] words) {
        return switch (keyword) {
            case "STAT" -> "+OK " + left() + " " + (long) left() * text.size() + "\r\n";
            case "LIST" -> listing(words, number -> text.size());
            case "UIDL" -> listing(words, number -> uids.get(number - 1));
            case "RETR" -> number(words) == 0 ? REFUSAL : OK + text.whole();
            case "TOP" -> number(words) == 0 ? REFUSAL : OK + text.top(Integer.parseInt(words[2]));
            case "DELE" -> delete(number(words));
            case "RSET" -> reset();
            case "NOOP" -> OK;
            default -> REFUSAL;
        };
    }

    private String listing(String[] words, IntFunction<Integer> value) {
        if (words.length > 1) {
            int number = number(words);
            return number == 0 ? REFUSAL : "+OK " + number + " " + value.apply(number) + "\r\n";
        }
        StringBuilder lines = new StringBuilder(OK);
        for (int number = 1; number <= uids.size(); number++) {
            if (!deleted.contains(uids.get(number - 1))) {
                lines.append(number).append(' ').append(value.apply(number)).append("\r\n");
            }
        }
        return lines.append(".\r\n").toString();
    }

    private String delete(int number) {
        if (number == 0) {
            return REFUSAL;
        }
        deleted.add(uids.get(number - 1));
        return OK;
    }

    private String reset() {
        deleted.clear();
        return OK;
    }

    private String quit() {
        isOver = true;
        if (mailbox != null) {
            mailbox.remove(deleted);
        }
        return OK;
    }

    private int left() {
        return uids.size() - deleted.size();
    }

    /** The message number that a command names; 0 if there is no such message. */
    private int number(String[] words) {
        int number = words.length > 1 && words[1].matches("\\d{1,9}") ? Integer.parseInt(words[1]) : 0;
        boolean isThere = number >= 1 && number <= uids.size() && !deleted.contains(uids.get(number - 1));
        return isThere ? number : 0;
    }
}
