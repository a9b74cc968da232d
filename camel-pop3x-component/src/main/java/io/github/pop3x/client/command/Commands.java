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

import java.util.List;

/** The commands as values. RETR and TOP answer with a message, which no parser holds: see {@code Pop3Session}. */
public final class Commands {

    private static final Command<Capabilities> CAPA = Command.multiLine(Keyword.CAPA, "", Capabilities.Parser::new);
    private static final Command<StatusLine> STLS = plain(Keyword.STLS, "");
    private static final Command<DropListing> STAT = Command.singleLine(
            Keyword.STAT, "", () -> ResponseParser.ofStatus(status -> DropListing.parse(status.text())));
    private static final Command<StatusLine> ANY_STAT = plain(Keyword.STAT, "");
    private static final Command<ScanListing> LIST = Command.multiLine(Keyword.LIST, "", ScanListing.Parser::new);
    private static final Command<UniqueIdListing> UIDL =
            Command.multiLine(Keyword.UIDL, "", UniqueIdListing.Parser::new);
    private static final Command<StatusLine> UTF8 = plain(Keyword.UTF8, "");
    private static final Command<List<Language>> LANGUAGES = Command.multiLine(Keyword.LANG, "", Language.Parser::new);
    private static final Command<RawReply> MECHANISMS = Command.multiLine(Keyword.AUTH, "", RawReply.Parser::new);
    private static final Command<Integer> LAST = Command.singleLine(
            Keyword.LAST, "", () -> ResponseParser.ofStatus(status -> DropListing.countIn(status.text())));
    private static final Command<StatusLine> RSET = plain(Keyword.RSET, "");
    private static final Command<StatusLine> NOOP = plain(Keyword.NOOP, "");
    private static final Command<StatusLine> QUIT = plain(Keyword.QUIT, "");

    private Commands() {}

    private static String word(String text, String what) {
        if (!text.matches("[!-~]+")) {
            throw new IllegalArgumentException("a " + what + " is one word of printable ASCII");
        }
        return text;
    }

    private static Command<StatusLine> plain(Keyword keyword, String argument) {
        return Command.singleLine(keyword, argument, ResponseParser::statusLine);
    }

    /** UTF8: from here on, names and headers may be UTF-8 (RFC 6856 §2). */
    public static Command<StatusLine> utf8() {
        return UTF8;
    }

    /** LANG: the languages in which the server's texts may come (RFC 6856 §3). */
    public static Command<List<Language>> languages() {
        return LANGUAGES;
    }

    /**
     * LANG: chooses the language of the server's texts (RFC 6856 §3).
     *
     * @param tag a language tag (RFC 5646), or {@code *} for the server's own choice
     */
    public static Command<StatusLine> language(String tag) {
        return plain(Keyword.LANG, word(tag, "language tag"));
    }

    /** CAPA: what can the server do? (RFC 2449 §5) */
    public static Command<Capabilities> capa() {
        return CAPA;
    }

    /** STLS: start TLS after the answer (RFC 2595 §4). */
    public static Command<StatusLine> stls() {
        return STLS;
    }

    /** USER: the name of the maildrop (RFC 1939 §7). */
    public static Command<StatusLine> user(String name) {
        return plain(Keyword.USER, name);
    }

    /** PASS: the password, which may contain blanks (RFC 1939 §7). Masked wherever the command is shown. */
    public static Command<StatusLine> pass(String password) {
        return Command.secret(Keyword.PASS, password, "****");
    }

    /**
     * APOP: logs in by a digest (RFC 1939 §7). Masked wherever the command is shown.
     *
     * @param name the name of the maildrop
     * @param digest the digest of stamp and secret, in hex
     */
    public static Command<StatusLine> apop(String name, String digest) {
        return Command.secret(Keyword.APOP, name + ' ' + digest, name + " ****");
    }

    /** AUTH alone: the SASL mechanisms, in the manner of servers older than CAPA (RFC 1734). */
    public static Command<RawReply> mechanisms() {
        return MECHANISMS;
    }

    /**
     * AUTH: starts a SASL exchange (RFC 5034 §4).
     *
     * @param mechanism the mechanism's name
     */
    public static Command<StatusLine> auth(String mechanism) {
        return plain(Keyword.AUTH, mechanism);
    }

    /**
     * AUTH with an initial response. Masked wherever the command is shown.
     *
     * @param mechanism the mechanism's name
     * @param response the initial response in base64, {@code =} if it is empty
     */
    public static Command<StatusLine> auth(String mechanism, String response) {
        return Command.secret(Keyword.AUTH, mechanism + ' ' + response, mechanism + " ****");
    }

    /** STAT: count and size of the maildrop (RFC 1939 §5). */
    public static Command<DropListing> stat() {
        return STAT;
    }

    /** STAT, as {@link #stat()}, for those whom it suffices that there is an answer. The value is the status line. */
    public static Command<StatusLine> anyStat() {
        return ANY_STAT;
    }

    /** LIST: number and size of each message (RFC 1939 §5). */
    public static Command<ScanListing> list() {
        return LIST;
    }

    /** LIST with a number: the size of one message (RFC 1939 §5). */
    public static Command<Long> list(int number) {
        return Command.singleLine(
                        Keyword.LIST,
                        message(number),
                        () -> ResponseParser.ofStatus(status -> ScanListing.sizeIn(status.text(), number)))
                .ofMessage(number);
    }

    /** UIDL with a number: the unique id of one message (RFC 1939 §7). */
    public static Command<String> uidl(int number) {
        return Command.singleLine(
                        Keyword.UIDL,
                        message(number),
                        () -> ResponseParser.ofStatus(status -> UniqueIdListing.idIn(status.text(), number)))
                .ofMessage(number);
    }

    /** LAST: the highest number that was accessed, 0 for none (RFC 1460 §5). */
    public static Command<Integer> last() {
        return LAST;
    }

    /** PING: how many messages a user has, new ones and all; in no RFC. */
    public static Command<MessageCounts> ping(String name) {
        return Command.singleLine(
                Keyword.PING, name, () -> ResponseParser.ofStatus(status -> MessageCounts.parse(status.text())));
    }

    /**
     * Any command that is not of this client's making.
     *
     * @param verb 3 letters or more, e.g. {@code XTND}; none that this client knows, since it would not notice what the
     *     command does
     * @param argument what follows, or the empty string
     * @param multiLine whether a positive answer goes on to a lone dot
     * @throws IllegalArgumentException if the verb is no word, or one that this client knows
     */
    public static Command<RawReply> extension(String verb, String argument, boolean multiLine) {
        if (!word(verb, "verb").matches("[A-Za-z][A-Za-z0-9-]{2,}")) {
            throw new IllegalArgumentException("a verb is a word of letters");
        }
        for (Keyword known : Keyword.values()) {
            if (known.name().equalsIgnoreCase(verb)) {
                throw new IllegalArgumentException(known + " has a method of its own");
            }
        }
        return Command.extension(argument.isEmpty() ? verb : verb + ' ' + argument, multiLine);
    }

    /** UIDL: number and unique id of each message (RFC 1939 §7). */
    public static Command<UniqueIdListing> uidl() {
        return UIDL;
    }

    /** RETR: a message (RFC 1939 §5). The value is the status line; the message follows it. */
    public static Command<StatusLine> retr(int number) {
        return plain(Keyword.RETR, message(number)).ofMessage(number);
    }

    /** TOP: a message's header and some lines of its body (RFC 1939 §7). The value is the status line. */
    public static Command<StatusLine> top(int number, int lines) {
        if (lines < 0) {
            throw new IllegalArgumentException("lines must not be negative: " + lines);
        }
        return plain(Keyword.TOP, message(number) + ' ' + lines).ofMessage(number);
    }

    /** DELE: marks a message (RFC 1939 §5); only QUIT removes it. */
    public static Command<StatusLine> dele(int number) {
        return plain(Keyword.DELE, message(number)).ofMessage(number);
    }

    /** RSET: takes all marks back (RFC 1939 §5). */
    public static Command<StatusLine> rset() {
        return RSET;
    }

    /** NOOP: nothing but a sign of life (RFC 1939 §5). */
    public static Command<StatusLine> noop() {
        return NOOP;
    }

    /** QUIT: ends the session, and removes what was marked (RFC 1939 §6). */
    public static Command<StatusLine> quit() {
        return QUIT;
    }

    private static String message(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("message numbers start at 1: " + number);
        }
        return Integer.toString(number);
    }
}
