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

import java.time.Instant;

import io.github.pop3x.exchange.GuardedExceptionHandler;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.mailbox.MailboxStatistics;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/**
 * Shows a mailbox to operators: it counts, notifies Camel's event notifiers, and reports failures to a consumer's exception
 * handler. Any thread may call it.
 */
class Pop3xMonitor implements MailboxListener {

    private final Endpoint endpoint;
    private final Mailbox mailbox;
    private final MailboxStatistics statistics;
    private final ExceptionHandler exceptionHandler;

    /** @param exceptionHandler gets the failures that are thrown to no caller */
    Pop3xMonitor(Endpoint endpoint, Mailbox mailbox, MailboxStatistics statistics, ExceptionHandler exceptionHandler) {
        this.endpoint = endpoint;
        this.mailbox = mailbox;
        this.statistics = statistics;
        this.exceptionHandler = new GuardedExceptionHandler(exceptionHandler);
    }

    @Override
    public void sessionOpened() {
        statistics.countSession();
    }

    @Override
    public void breakerOpened(String reason, Instant until) {
        notifyOf(new Pop3xEvent.BreakerOpened(mailbox.name(), reason, until));
    }

    @Override
    public void roundTrip(long nanos) {
        statistics.countRoundTrip(nanos);
    }

    @Override
    public void listed(Listing listing) {
        statistics.countListed(listing.identities());
    }

    @Override
    public void retrieved(long octets) {
        statistics.countRetrieved(octets);
    }

    @Override
    public void routed(boolean completed) {
        statistics.countRouted(completed);
    }

    @Override
    public void deleted(MessageIdentity message) {
        statistics.countDeleted(message);
    }

    @Override
    public void deleteUnconfirmed(MessageIdentity message) {
        if (statistics.countUnconfirmed(message)) {
            notifyOf(new Pop3xEvent.DeleteUnconfirmed(mailbox.name(), message.uid()));
        }
    }

    @Override
    public void overtaken(MessageIdentity message) {
        statistics.countOvertaken();
    }

    @Override
    public void attemptsExhausted(MessageIdentity message, int attempts) {
        statistics.countExhausted();
        notifyOf(new Pop3xEvent.AttemptsExhausted(mailbox.name(), message.uid(), attempts));
        failed(
                "Message " + message.uid() + " stays on the server",
                new Pop3xAttemptsExhaustedException(message.uid(), attempts));
    }

    @Override
    public void tooLarge(ListedMessage message, int attempt, long limit) {
        String what = "Message " + message.uid() + " stays on the server";
        Pop3xOversizeException why =
                new Pop3xOversizeException(message.uid(), message.message().size(), limit);
        Exchange candidate;
        try {
            candidate = Pop3xFilter.candidate(endpoint, message, attempt);
        } catch (RuntimeException | Error e) {
            why.addSuppressed(e);
            failed(what, why);
            return;
        }
        exceptionHandler.handleException(what, candidate, why);
    }

    @Override
    public void failed(String what, Throwable why) {
        exceptionHandler.handleException(what, why);
    }

    private void notifyOf(Pop3xEvent event) {
        Pop3xEvent.tell(endpoint.getCamelContext(), event);
    }
}
