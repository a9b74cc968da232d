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
package io.github.pop3x.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;

/**
 * A route that was started with a delivery. Any thread may call it.
 *
 * @param delivery the message
 * @param number which attempt this is, as the ledger counts
 * @param header the fingerprint of the message's header
 */
public record Attempt(Delivery delivery, int number, Fingerprint header) {

    /** The identity of the message in the ledger. */
    public MessageIdentity identity() {
        return delivery.identity();
    }

    /**
     * Records that the route completed.
     *
     * @param delete whether the message is to be deleted
     * @param deleteAfter how long it stays before that
     * @throws IOException if that could not be written; it is remembered all the same
     */
    public void delivered(boolean delete, Duration deleteAfter) throws IOException {
        delivery.records().delivered(identity(), number, delete, deleteAfter);
    }

    /**
     * Records that the route failed.
     *
     * @throws IOException if that could not be written; it is remembered all the same
     */
    public void failed() throws IOException {
        delivery.records().failed(identity(), number);
    }

    /**
     * Adds the message to the option {@code idempotentRepository}; what that throws changes no verdict.
     *
     * @param key the one of the option {@code idempotentKey}, if the message has one
     */
    public void markSeen(Optional<String> key) {
        delivery.records().markSeen(identity(), header, key);
    }

    /** Ends the delivery, once the verdict is recorded. */
    public void settle(boolean deleteNow) {
        delivery.settle(deleteNow);
    }

    /**
     * Gives back the message of a route that will never end, unless it has come to a verdict: it is offered again.
     *
     * @return whether it was given back
     * @throws IOException if that could not be written; it is remembered all the same
     */
    public boolean abandon() throws IOException {
        if (!delivery.isUndecided(number)) {
            return false;
        }
        try {
            failed();
        } finally {
            settle(false);
        }
        return true;
    }
}
