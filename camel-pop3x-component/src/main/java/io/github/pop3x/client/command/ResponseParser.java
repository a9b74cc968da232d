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

/**
 * Turns the answer to one command into a value: the status line first, then each further line, then the value. One
 * parser reads one answer.
 *
 * @param <T> what the answer means
 */
public interface ResponseParser<T> {

    /**
     * Takes the status line, which is positive.
     *
     * @throws ProtocolException if its text is not what the command demands
     */
    void status(StatusLine status) throws ProtocolException;

    /**
     * Takes a further line of a multi-line answer, its stuffing removed.
     *
     * @param octets a buffer that is not to be kept
     * @param from index of the line's first octet
     * @param to index after its last octet
     * @throws ProtocolException if the line is malformed
     */
    default void line(byte[] octets, int from, int to) throws ProtocolException {
        throw new ProtocolException("unexpected further line");
    }

    /**
     * The value, once everything was taken.
     *
     * @throws ProtocolException if the lines do not make sense together
     */
    T value() throws ProtocolException;

    /** A parser that gives back the status line itself. */
    static ResponseParser<StatusLine> statusLine() {
        return ofStatus(status -> status);
    }

    /** A parser of an answer that is all in the text of the status line. */
    static <T> ResponseParser<T> ofStatus(StatusReader<T> reader) {
        return new ResponseParser<>() {
            private T value;

            @Override
            public void status(StatusLine status) throws ProtocolException {
                value = reader.read(status);
            }

            @Override
            public T value() {
                return value;
            }
        };
    }

    /**
     * Reads a value from a status line.
     *
     * @param <T> the value's type
     */
    @FunctionalInterface
    interface StatusReader<T> {
        /**
         * @throws ProtocolException if the text is not what was expected
         */
        T read(StatusLine status) throws ProtocolException;
    }
}
