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
package io.github.pop3x.mailbox;

import java.time.Instant;
import java.util.List;

import io.github.pop3x.ledger.MessageIdentity;

/**
 * Gets a report of what happens to a mailbox. It may be called on any thread, and must not throw. No lock is held during a
 * call.
 */
public interface MailboxListener {

    /** A session was opened. */
    default void sessionOpened() {}

    /**
     * The server refused in a way that needs an operator: no session is opened for a while.
     *
     * @param reason the server's words, secrets masked
     * @param until when the mailbox is tried again
     */
    default void breakerOpened(String reason, Instant until) {}

    /** A session ends, whose shortest time from a command to its answer was this, in nanoseconds. */
    default void roundTrip(long nanos) {}

    /** A session has listed the messages. */
    default void listed(Listing listing) {}

    /** Messages of a listing were chosen to be retrieved and routed, as far as limits allow. */
    default void chosen(List<ListedMessage> messages) {}

    /** A message of this size was retrieved, and waits for its route. */
    default void retrieved(long octets) {}

    /** A retrieved message is not routed, since another process has gone on with it. */
    default void overtaken(MessageIdentity message) {}

    /** A route has ended. */
    default void routed(boolean completed) {}

    /** The server has confirmed that it removed a message. */
    default void deleted(MessageIdentity message) {}

    /** A message is delivered, and it is not certain that the server has removed it. May be reported repeatedly. */
    default void deleteUnconfirmed(MessageIdentity message) {}

    /** The route of a message has failed as often as it may: the message stays on the server. */
    default void attemptsExhausted(MessageIdentity message, int attempts) {}

    /**
     * A message is larger than it may be, and stays on the server.
     *
     * @param attempt the attempt that it would have been, from 1
     * @param limit octets that a message may have
     */
    default void tooLarge(ListedMessage message, int attempt, long limit) {}

    /**
     * Something failed that stops nothing else.
     *
     * @param what a sentence for the operator, without a full stop
     */
    default void failed(String what, Throwable why) {}
}
