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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxStatistics;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.ExceptionHandler;

/** Counts what one drain does, and reports at its end what is left. Any thread may call it. */
final class Pop3xDrainMonitor extends Pop3xMonitor {

    private final MailboxStatistics statistics;
    private final Set<MessageIdentity> chosen = ConcurrentHashMap.newKeySet();
    private final Set<MessageIdentity> removed = ConcurrentHashMap.newKeySet();
    private volatile Collection<MessageIdentity> first;
    private volatile Collection<MessageIdentity> last = List.of();

    Pop3xDrainMonitor(
            Endpoint endpoint, Mailbox mailbox, MailboxStatistics statistics, ExceptionHandler exceptionHandler) {
        super(endpoint, mailbox, statistics, exceptionHandler);
        this.statistics = statistics;
    }

    @Override
    public void listed(Listing listing) {
        super.listed(listing);
        last = listing.identities();
        if (first == null) {
            first = last;
        }
    }

    @Override
    public void deleted(MessageIdentity message) {
        super.deleted(message);
        removed.add(message);
    }

    @Override
    public void chosen(List<ListedMessage> messages) {
        messages.forEach(message -> chosen.add(message.identity()));
    }

    /** Tells whether a session came so far as to list. */
    boolean hasListed() {
        return first != null;
    }

    /**
     * What has become of the mailbox.
     *
     * @param retries when a message whose route failed is due again
     * @param now by the clock of the ledger
     * @param notBefore when the server allows another session, if it wants time between logins
     */
    Drained outcome(DeliveryLedger ledger, RetrySchedule retries, Instant now, Optional<Instant> notBefore) {
        int left = 0;
        Instant next = null;
        for (MessageIdentity message : last) {
            Decision decision = ledger.decide(message, retries);
            if (isLeft(message, decision)) {
                left++;
                Instant due = decision == Decision.LATER
                        ? ledger.entry(message)
                                .map(retries::dueAt)
                                .map(Instant::ofEpochMilli)
                                .orElse(now)
                        : now;
                next = next == null || due.isBefore(next) ? due : next;
            }
        }
        Instant wait = notBefore.orElse(null);
        MailboxStatistics.Counts counts = statistics.counts();
        return new Drained(
                first.size(),
                (int) counts.delivered(),
                (int) counts.failed(),
                (int) counts.deleted(),
                left,
                next == null || wait != null && wait.isAfter(next) ? wait : next);
    }

    /** What a filter or a limit leaves is not left: another drain would leave it, too. */
    private boolean isLeft(MessageIdentity message, Decision decision) {
        return switch (decision) {
            case KEEP -> false;
            case ROUTE -> chosen.contains(message);
            case DELETE, VERIFY, LATER, WAIT -> !removed.contains(message);
        };
    }
}
