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

import java.util.Optional;

import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.ResponseCode;
import io.github.pop3x.client.command.StatusLine;

/** The server refused a command with {@code -ERR}. The session lives on. */
public class Pop3CommandException extends Pop3Exception {

    private static final long serialVersionUID = 1L;

    private final Keyword keyword;
    private final transient StatusLine answer;

    /**
     * @param place host and port
     * @param command the command, its secrets masked
     * @param keyword its keyword
     * @param answer the server's refusal
     */
    public Pop3CommandException(String place, String command, Keyword keyword, StatusLine answer) {
        this(place + " refused " + command + ": " + answer.quoted(), keyword, answer);
    }

    /** For a subclass with a message of its own. */
    protected Pop3CommandException(String message, Keyword keyword, StatusLine answer) {
        super(message, null);
        this.keyword = keyword;
        this.answer = answer;
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
}
