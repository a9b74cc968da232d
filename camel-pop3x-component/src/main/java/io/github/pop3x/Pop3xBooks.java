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
package io.github.pop3x;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.MemoryLedgerStore;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.IdempotentRepository;

/**
 * What is known of the messages of a mailbox, and who has them.
 *
 * @param ledger what became of each
 * @param claims who of several processes has each
 * @param seen what is not to be routed in addition to what the ledger knows
 * @param selection which of the rest is to be routed
 * @param expiry whether the server keeps them for as long as it should
 */
record Pop3xBooks(
        DeliveryLedger ledger, Pop3xClaims claims, Pop3xSeen seen, Pop3xSelection selection, Pop3xExpiry expiry) {

    /**
     * The books of an endpoint's mailbox. What other processes recorded meanwhile is read again: it may be this one's turn
     * since one of them stopped.
     */
    static Pop3xBooks of(Pop3xEndpoint endpoint, ExceptionHandler exceptionHandler) throws Exception {
        Pop3xConfiguration options = endpoint.getConfiguration();
        for (IdempotentRepository repository :
                Arrays.asList(options.getIdempotentRepository(), options.getInProgressRepository())) {
            if (repository != null) {
                endpoint.getCamelContext().addService(repository, true, true);
            }
        }
        DeliveryLedger ledger = endpoint.ledger();
        return new Pop3xBooks(
                ledger,
                new Pop3xClaims(options.getInProgressRepository(), endpoint.mailbox(), ledger, exceptionHandler),
                new Pop3xSeen(options.getIdempotentRepository(), endpoint.mailbox()),
                new Pop3xSelection(endpoint, ledger, exceptionHandler),
                new Pop3xExpiry(options, endpoint.mailbox()));
    }

    /**
     * Takes note of a listing, before anything is chosen from it.
     *
     * @throws IOException if the session breaks, or the option {@code startFrom=now} cannot be met
     */
    void observe(Pop3Session session, Pop3xListing listing, Pop3xStartFrom startFrom, ExceptionHandler exceptionHandler)
            throws IOException {
        expiry.check(session);
        if (startFrom == Pop3xStartFrom.NOW) {
            Pop3xBaseline.take(session, ledger, listing);
        }
        if (!listing.isComplete() || listing.isOldNews()) {
            return;
        }
        try {
            ledger.observe(listing.identities());
        } catch (IOException e) {
            exceptionHandler.handleException(
                    "Cannot write down what is listed; it is remembered until this process ends", e);
        }
    }

    /** Books that hold for one session: nobody can say in another one which message is which. */
    Pop3xBooks ofOneSession(Pop3xEndpoint endpoint, ExceptionHandler exceptionHandler) throws IOException {
        String mailbox = endpoint.mailbox();
        DeliveryLedger ofOne = new DeliveryLedger(mailbox, new MemoryLedgerStore(), Duration.ZERO, Clock.systemUTC());
        return new Pop3xBooks(
                ofOne,
                new Pop3xClaims(null, mailbox, ofOne, exceptionHandler),
                new Pop3xSeen(null, mailbox),
                new Pop3xSelection(endpoint, ofOne, exceptionHandler),
                expiry);
    }
}
