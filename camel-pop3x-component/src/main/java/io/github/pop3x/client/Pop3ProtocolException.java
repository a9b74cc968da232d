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

import io.github.pop3x.client.command.Keyword;

/**
 * The conversation broke: the connection was lost, or what came is not POP3. The session is dead; nothing more is sent,
 * so nothing that was marked is removed (RFC 1939 §6).
 */
public final class Pop3ProtocolException extends Pop3Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param place host and port
     * @param keyword the command during which it happened, or null outside of any
     * @param cause what happened
     */
    public Pop3ProtocolException(String place, Keyword keyword, Exception cause) {
        this(
                place + (keyword == null ? "" : ", in " + keyword) + ": " + reason(cause) + ". " + outcome(keyword),
                cause);
    }

    /**
     * @param message what happened, where, and what to do
     * @param cause what it came from, or null
     */
    public Pop3ProtocolException(String message, Exception cause) {
        super(message, cause);
    }

    /** What to do: come again; and of a QUIT without an answer nobody knows what it did. */
    static String outcome(Keyword keyword) {
        return keyword == Keyword.QUIT
                ? "The session has ended; the next listing shows what it deleted"
                : "The session has ended; try again in a new session";
    }

    private static String reason(Exception cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
