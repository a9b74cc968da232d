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
package io.github.pop3x.retrieval;

import io.github.pop3x.mailbox.ListedMessage;

/**
 * Receives the messages of a {@link PipelinedRetrieval retrieval window}, and says how far the window may go ahead. Called on
 * the thread that owns the session.
 */
public interface Recipient {

    /**
     * Tells whether another message may be asked for before the next commit point.
     *
     * @param troubled whether that message has failed to be retrieved before
     */
    boolean mayRequest(boolean troubled);

    /** The room for messages that are asked for. */
    Room room();

    /**
     * Waits until a message of this size may be asked for while none is outstanding.
     *
     * @return false if there is no room after a bounded time, since routes are slow
     */
    boolean awaitRoom(long octets) throws InterruptedException;

    /** A message was asked for. */
    void requested(ListedMessage message);

    /**
     * A message is complete. Its octets, with their reference, pass to the recipient.
     *
     * @param place where it stands in its batch
     */
    void accept(ListedMessage message, RetrievedMessage retrieved, PollBatch.Place place);
}
