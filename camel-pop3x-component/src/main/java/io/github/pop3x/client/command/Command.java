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

import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * One command as a value: what to send and how to read the answer. Reusable and immutable.
 *
 * @param <T> what the answer means
 */
public final class Command<T> {

    /** RFC 2449 §4: a command line has at most 255 octets, CRLF included. */
    public static final int MAX_LINE = 255;

    private final Keyword keyword;
    private final String argument;
    private final String shown;
    /** 0 if it names none. */
    private final int message;

    private final boolean multiLine;
    private final Supplier<ResponseParser<T>> parser;

    private Command(
            Keyword keyword,
            String argument,
            String shown,
            int message,
            boolean multiLine,
            Supplier<ResponseParser<T>> parser) {
        this.keyword = Objects.requireNonNull(keyword);
        this.argument = Objects.requireNonNull(argument);
        this.shown = Objects.requireNonNull(shown);
        this.message = message;
        this.multiLine = multiLine;
        this.parser = Objects.requireNonNull(parser);
    }

    /** A command whose answer is its status line. */
    static <T> Command<T> singleLine(Keyword keyword, String argument, Supplier<ResponseParser<T>> parser) {
        return new Command<>(keyword, argument, argument, 0, false, parser);
    }

    /** A command whose answer, if positive, goes on to a lone dot. */
    static <T> Command<T> multiLine(Keyword keyword, String argument, Supplier<ResponseParser<T>> parser) {
        return new Command<>(keyword, argument, argument, 0, true, parser);
    }

    /**
     * A command whose argument nobody but the server may see.
     *
     * @param shown what others see in its place
     */
    static Command<StatusLine> secret(Keyword keyword, String argument, String shown) {
        return new Command<>(keyword, argument, shown, 0, false, ResponseParser::statusLine);
    }

    /** A command that no keyword stands for; the line is the whole of it. */
    static Command<RawReply> extension(String line, boolean multiLine) {
        return new Command<>(Keyword.EXTENSION, line, line, 0, multiLine, RawReply.Parser::new);
    }

    /** The same command, for which {@link #message} is this number, which is in its argument. */
    Command<T> ofMessage(int number) {
        return new Command<>(keyword, argument, shown, number, multiLine, parser);
    }

    /** The keyword, never null. */
    public Keyword keyword() {
        return keyword;
    }

    /** The number of the message that the command is about, or empty if it is about none or about all. */
    public OptionalInt message() {
        return message == 0 ? OptionalInt.empty() : OptionalInt.of(message);
    }

    /** The line to send, without CRLF, secrets and all: for the wire only. */
    public String line() {
        return line(argument);
    }

    private String line(String with) {
        if (keyword == Keyword.EXTENSION) {
            return with;
        }
        return with.isEmpty() ? keyword.name() : keyword.name() + ' ' + with;
    }

    /** Tells whether a positive answer has more than one line. A negative one never has (RFC 1939 §3). */
    public boolean isMultiLine() {
        return multiLine;
    }

    /** A fresh parser for one answer. */
    public ResponseParser<T> parser() {
        return parser.get();
    }

    /** The command as it may be shown: a secret argument is masked. */
    @Override
    public String toString() {
        return line(shown);
    }
}
