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

import java.io.IOException;

import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.StatusLine;

/**
 * The answer to a command in a {@link Pop3Pipeline}, once it is there.
 *
 * <p>For the thread that owns the session.
 *
 * @param <T> what the answer means
 */
public final class PendingReply<T> {

    private final Pop3Pipeline pipeline;
    private final Command<?> command;
    private final Reading<T> reading;
    private final boolean stream;
    private boolean settled;
    private T value;
    private Pop3CommandException refusal;

    /** Reads the answer whose status line has just come. */
    @FunctionalInterface
    interface Reading<T> {
        T read(StatusLine status) throws IOException;
    }

    /**
     * @param reading reads what follows the status line
     * @param stream whether the value is the answer itself, which must be read before the next one
     */
    PendingReply(Pop3Pipeline pipeline, Command<?> command, Reading<T> reading, boolean stream) {
        this.pipeline = pipeline;
        this.command = command;
        this.reading = reading;
        this.stream = stream;
    }

    /**
     * The value; waits for it if need be, reading the answers before it first.
     *
     * @throws Pop3CommandException if the server refused the command; the session lives
     * @throws IOException if the session broke
     * @throws IllegalStateException if a message before it has not been asked for, or is not read to its end
     */
    public T get() throws IOException {
        pipeline.await(this);
        if (refusal != null) {
            throw refusal;
        }
        return value;
    }

    /** Tells whether the answer has been read, or, of a message, has begun. */
    public boolean isSettled() {
        return settled;
    }

    Command<?> command() {
        return command;
    }

    boolean isStream() {
        return stream;
    }

    void settle(StatusLine status) throws IOException {
        try {
            value = reading.read(status);
        } catch (Pop3CommandException refused) {
            refusal = refused;
        }
        settled = true;
    }

    /** The command whose answer this is, its secrets masked. */
    @Override
    public String toString() {
        return command.toString();
    }
}
