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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.pop3x.exchange.Completion;
import io.github.pop3x.exchange.DeliveryExchanges;
import io.github.pop3x.ledger.store.Ledgers;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.mailbox.MailboxStatistics;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.spool.Spool;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.IdempotentRepository;

/** Makes the parts that the consumers and producers of an endpoint are built of. Any thread may call it. */
final class Pop3xEndpointParts {

    private final Endpoint endpoint;
    private final Mailbox mailbox;
    private final String host;
    private final Pop3xConfiguration options;
    private final HeaderFilterStrategy headerFilterStrategy;
    private final Ledgers ledgers;
    private final Supplier<Spool> spool;
    private final MailboxStatistics statistics;

    /**
     * @param endpoint makes exchanges
     * @param host of the endpoint
     * @param headerFilterStrategy decides which fields of a mail become headers
     * @param ledgers of the component
     * @param spool of the endpoint, known once it is started
     */
    Pop3xEndpointParts(
            Endpoint endpoint,
            Mailbox mailbox,
            String host,
            Pop3xConfiguration options,
            HeaderFilterStrategy headerFilterStrategy,
            Ledgers ledgers,
            Supplier<Spool> spool,
            InstantSource clock) {
        this.endpoint = endpoint;
        this.mailbox = mailbox;
        this.host = host;
        this.options = options;
        this.headerFilterStrategy = headerFilterStrategy;
        this.ledgers = ledgers;
        this.spool = spool;
        this.statistics = new MailboxStatistics(mailbox, clock);
    }

    /** Reads the options. */
    Pop3xSettings settings() {
        return new Pop3xSettings(endpoint, options, headerFilterStrategy);
    }

    /** Counts of what is done with the mailbox, by all consumers of the endpoint. */
    MailboxStatistics statistics() {
        return statistics;
    }

    /** Shows what happens to the mailbox to operators. */
    MailboxListener monitor(ExceptionHandler exceptionHandler) {
        return new Pop3xMonitor(endpoint, mailbox, statistics, exceptionHandler);
    }

    /** Maps messages to exchanges. */
    Pop3xExchangeMapping mapping() {
        return new Pop3xExchangeMapping(
                mailbox, host, options, settings().binding(spool.get().threshold()));
    }

    /**
     * Makes exchanges of deliveries.
     *
     * @param keepsBody tells of a finished exchange whether its body is still to be read
     */
    DeliveryExchanges exchanges(
            Predicate<Exchange> keepsBody, MailboxListener listener, ExceptionHandler exceptionHandler) {
        return new DeliveryExchanges(new Completion.Rules(
                mapping(),
                settings().idempotentKey(),
                settings().deleteAfter(),
                keepsBody,
                listener,
                exceptionHandler));
    }

    /**
     * The records of the mailbox. What other processes recorded meanwhile is read again: one of them may have stopped, so
     * that it is this one's turn.
     *
     * @throws IOException if what was recorded cannot be read
     * @throws IllegalArgumentException if options need a ledger of another kind
     */
    MailboxState records(MailboxListener listener) throws Exception {
        settings().requireDurableLedger(remembersAcrossRestarts());
        CamelContext context = endpoint.getCamelContext();
        for (IdempotentRepository repository :
                Arrays.asList(options.getIdempotentRepository(), options.getInProgressRepository())) {
            if (repository != null) {
                context.addService(repository, true, true);
            }
        }
        return new MailboxState(
                settings().records(mailbox),
                ledgers.ledger(
                        options.getLedger(),
                        mailbox.name(),
                        Duration.ofMillis(options.getForgetAfter()),
                        ledgerTimeout()),
                listener);
    }

    /** The mailbox is not polled any more: nothing is left of it that is not needed. */
    void release() {
        ledgers.release(options.getLedger(), mailbox.name());
    }

    private Duration ledgerTimeout() {
        return Duration.ofMillis(options.getLedgerTimeout());
    }

    /** Tells whether a new process finds what this one records. */
    boolean remembersAcrossRestarts() throws IOException {
        return ledgers.store(options.getLedger(), ledgerTimeout()).isDurable();
    }
}
