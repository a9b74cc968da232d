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

/** The commands as values. RETR and TOP answer with a message, which no parser holds: see {@code Pop3Session}. */
public final class Commands {

    private static final Command<Capabilities> CAPA = Command.multiLine(Keyword.CAPA, "", Capabilities.Parser::new);
    private static final Command<StatusLine> STLS = plain(Keyword.STLS, "");
    private static final Command<DropListing> STAT = Command.singleLine(
            Keyword.STAT, "", () -> ResponseParser.ofStatus(status -> DropListing.parse(status.text())));
    private static final Command<ScanListing> LIST = Command.multiLine(Keyword.LIST, "", ScanListing.Parser::new);
    private static final Command<UniqueIdListing> UIDL =
            Command.multiLine(Keyword.UIDL, "", UniqueIdListing.Parser::new);
    private static final Command<StatusLine> RSET = plain(Keyword.RSET, "");
    private static final Command<StatusLine> NOOP = plain(Keyword.NOOP, "");
    private static final Command<StatusLine> QUIT = plain(Keyword.QUIT, "");

    private Commands() {}

    private static Command<StatusLine> plain(Keyword keyword, String argument) {
        return Command.singleLine(keyword, argument, ResponseParser::statusLine);
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

    /** LIST: number and size of each message (RFC 1939 §5). */
    public static Command<ScanListing> list() {
        return LIST;
    }

    /** UIDL: number and unique id of each message (RFC 1939 §7). */
    public static Command<UniqueIdListing> uidl() {
        return UIDL;
    }

    /** RETR: a message (RFC 1939 §5). The value is the status line; the message follows it. */
    public static Command<StatusLine> retr(int number) {
        return plain(Keyword.RETR, message(number));
    }

    /** TOP: a message's header and some lines of its body (RFC 1939 §7). The value is the status line. */
    public static Command<StatusLine> top(int number, int lines) {
        if (lines < 0) {
            throw new IllegalArgumentException("lines must not be negative: " + lines);
        }
        return plain(Keyword.TOP, message(number) + ' ' + lines);
    }

    /** DELE: marks a message (RFC 1939 §5); only QUIT removes it. */
    public static Command<StatusLine> dele(int number) {
        return plain(Keyword.DELE, message(number));
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
