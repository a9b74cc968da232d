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
package io.github.pop3x.operation;

import java.util.List;

import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.retrieval.RetrievedMessage;
import io.github.pop3x.spool.SpoolException;

/** The outcome of an operation whose session did not break. All but the first two left the mailbox as it was. */
public sealed interface Outcome {

    /** Gives up what it holds, where no exchange takes it over. */
    default void release() {}

    /**
     * It worked.
     *
     * @param result what the operation gives
     */
    record Done(Object result) implements Outcome {}

    /**
     * Messages were retrieved.
     *
     * @param messages each with one reference to its octets
     */
    record Retrieved(List<RetrievedMessage> messages) implements Outcome {

        @Override
        public void release() {
            messages.forEach(message -> message.octets().release());
        }
    }

    /** Messages of these names are not listed. */
    record NoSuchMessage(List<MessageName> missing) implements Outcome {}

    /** So many messages have the same name. */
    record Ambiguous(MessageName name, int count) implements Outcome {}

    /** A message is larger than it may be. */
    record TooLarge(Pop3Message message, long limit) implements Outcome {}

    /** Unique ids are asked for, and the server has none. */
    record NoUniqueIds() implements Outcome {}

    /** The server refused a command about a message. */
    record Refused(Pop3CommandException refusal) implements Outcome {}

    /** The octets of messages cannot be kept here. */
    record NoRoom(SpoolException full) implements Outcome {}
}
