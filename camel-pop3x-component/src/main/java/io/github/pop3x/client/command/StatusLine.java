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

import java.net.ProtocolException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import io.github.pop3x.client.text.ServerText;

/**
 * The first line of every answer: an indicator, perhaps a response code, and the server's words.
 *
 * @param status the indicator
 * @param code the response code at the start of the text (RFC 2449 §8), or null if there is none
 * @param text what follows the indicator and the code, as the server wrote it; never null
 */
public record StatusLine(Status status, ResponseCode code, String text) {

    /** What an answer can begin with. */
    public enum Status {
        /** {@code +OK}. */
        OK,
        /** {@code -ERR}. */
        ERR,
        /** {@code +}: the server asks for more of a SASL exchange (RFC 5034 §4). */
        CONTINUE
    }

    /** Null is not a status and not a text. */
    public StatusLine {
        Objects.requireNonNull(status);
        Objects.requireNonNull(text);
    }

    /**
     * Reads a status line. The indicator is upper case by RFC 1939 §3; any case is accepted, but blank or the end of
     * the line must follow it: a line of a message that only looks like an answer is not taken for one.
     *
     * @param line without CRLF, octets as ISO 8859-1 characters
     * @throws ProtocolException if the line is no status line
     */
    public static StatusLine parse(String line) throws ProtocolException {
        if (begins(line, "+OK")) {
            return of(Status.OK, line, 3);
        }
        if (begins(line, "-ERR")) {
            return of(Status.ERR, line, 4);
        }
        if (begins(line, "+")) {
            return new StatusLine(Status.CONTINUE, null, line.substring(1).strip());
        }
        throw new ProtocolException("expected +OK or -ERR, found " + ServerText.quote(line));
    }

    /**
     * Tells whether a line is {@code +OK} or {@code -ERR}: the server has decided, and asks for no more.
     *
     * @param line without CRLF, octets as ISO 8859-1 characters; not null
     */
    public static boolean isFinal(String line) {
        return begins(line, "+OK") || begins(line, "-ERR");
    }

    private static boolean begins(String line, String indicator) {
        return line.regionMatches(true, 0, indicator, 0, indicator.length())
                && (line.length() == indicator.length()
                        || line.charAt(indicator.length()) == ' '
                        || line.charAt(indicator.length()) == '\t');
    }

    private static StatusLine of(Status status, String line, int from) {
        String text = line.substring(from).strip();
        ResponseCode code = ResponseCode.parse(text).orElse(null);
        return new StatusLine(
                status,
                code,
                code == null ? text : text.substring(code.length()).stripLeading());
    }

    /** Tells whether the server agreed. */
    public boolean isOk() {
        return status == Status.OK;
    }

    /** The response code, if the server gave one. */
    public Optional<ResponseCode> responseCode() {
        return Optional.ofNullable(code);
    }

    /** The server's words as people may read them: decoded, control characters escaped, cut to a bound. */
    public String quoted() {
        return ServerText.quote(code == null ? text : code + " " + text);
    }

    /** The line as it may be logged. */
    @Override
    public String toString() {
        String indicator =
                switch (status) {
                    case OK -> "+OK";
                    case ERR -> "-ERR";
                    case CONTINUE -> "+";
                };
        return String.format(Locale.ROOT, "%s %s", indicator, quoted());
    }
}
