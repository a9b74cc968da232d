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

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.RefusalMeaning;
import io.github.pop3x.client.command.RefusalWords;
import io.github.pop3x.client.command.ResponseCode;
import io.github.pop3x.client.command.StatusLine;

/** The server refused a command with {@code -ERR}. The session can still be used. */
public class Pop3CommandException extends Pop3Exception {

    private static final long serialVersionUID = 1L;

    private static final Set<Keyword> BY_WHICH_ONE_LOGS_IN =
            Set.of(Keyword.USER, Keyword.PASS, Keyword.APOP, Keyword.AUTH);

    private final Keyword keyword;
    private final transient StatusLine answer;
    private final Duration loginDelay;

    /**
     * @param place host and port
     * @param command the command, its secrets masked
     * @param keyword its keyword
     * @param answer the server's refusal
     */
    public Pop3CommandException(String place, String command, Keyword keyword, StatusLine answer) {
        this(place, command, keyword, answer, null);
    }

    /**
     * @param loginDelay how long the server wants users to wait between logins (RFC 2449 §6.5), or null if it says nothing
     */
    Pop3CommandException(String place, String command, Keyword keyword, StatusLine answer, Duration loginDelay) {
        super(place + " refused " + command + ": " + answer.quoted() + advice(keyword, answer), null);
        this.keyword = keyword;
        this.answer = answer;
        this.loginDelay = loginDelay;
    }

    /** For a subclass with a message of its own. */
    protected Pop3CommandException(String message, Keyword keyword, StatusLine answer) {
        super(message, null);
        this.keyword = keyword;
        this.answer = answer;
        this.loginDelay = null;
    }

    /** What to do where no session began. In the midst of one the server's own words have to tell. */
    private static String advice(Keyword keyword, StatusLine answer) {
        if (keyword != null && !BY_WHICH_ONE_LOGS_IN.contains(keyword)) {
            return "";
        }
        return switch (RefusalMeaning.of(answer)) {
            case IN_USE -> ". Wait for the other session to end, or stop the other client of this maildrop";
            case TOO_SOON -> ". Log in less often: set a longer delay";
            case TEMPORARY -> ". Try again later";
            case PERMANENT -> ". Check the account at the server: it will refuse again until the account is changed";
            case CREDENTIALS, OTHER -> ". See what it says, check the account, and try again later";
        };
    }

    /** The keyword of the refused command, or null if the server refused the connection itself. */
    public Keyword keyword() {
        return keyword;
    }

    /** The response code (RFC 2449 §8), if the server gave one. */
    public Optional<ResponseCode> responseCode() {
        return answer == null ? Optional.empty() : answer.responseCode();
    }

    /** The server's words as they came; empty if it had none, or after deserialization. */
    public String text() {
        return answer == null ? "" : answer.text();
    }

    /**
     * What the refusal means for a later attempt, by its response code or its text. To be asked for where a session
     * begins: at a login and at the first commands after it.
     */
    public RefusalMeaning meaning() {
        return answer == null ? RefusalMeaning.OTHER : RefusalMeaning.of(answer);
    }

    /**
     * How long the server wants clients to wait after a login that came {@linkplain RefusalMeaning#TOO_SOON too soon}:
     * as it announces, else as its words say; empty if neither says it.
     */
    public Optional<Duration> waitingTime() {
        if (meaning() != RefusalMeaning.TOO_SOON) {
            return Optional.empty();
        }
        return loginDelay == null ? RefusalWords.period(text()) : Optional.of(loginDelay);
    }
}
