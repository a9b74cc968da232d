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
package io.github.pop3x.selection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.option.Order;
import io.github.pop3x.option.Oversize;

/**
 * Chooses among the messages that the ledger allows to be routed: the options that choose, one after the other, before any
 * message is retrieved.
 *
 * <ol>
 *   <li>{@code maxAttempts}: a message that has failed so often is left on the server, and reported once;
 *   <li>{@code filter}, over what the listing tells;
 *   <li>{@code headerFilter}, over the fields of the mail: {@link HeaderFilter};
 *   <li>{@code maxMessageSize}, with {@code oversize};
 *   <li>messages that were never tried go before those that have failed, and within that {@code order}.
 * </ol>
 *
 * <p>It outlives the polls of its consumer. Choosing is for one thread at a time; {@link #failed} for any.
 */
public final class Selection {

    private final Rules rules;
    private final DeliveryLedger ledger;
    private final MailboxListener listener;
    private final HeaderFilter headers = new HeaderFilter(this::headerMatches, this::headerBroke);
    private final Set<MessageIdentity> reported = ConcurrentHashMap.newKeySet();

    /**
     * The options that choose.
     *
     * @param maxAttempts routes of a message that may fail before it is left on the server
     * @param filter over what the listing tells
     * @param headerFilter over the fields of the mail
     * @param maxMessageSize octets that a message may have
     * @param oversize what becomes of a larger message
     * @param order in which messages are routed
     */
    public record Rules(
            int maxAttempts,
            Optional<MessageFilter> filter,
            Optional<MessageFilter> headerFilter,
            long maxMessageSize,
            Oversize oversize,
            Order order) {}

    /**
     * @param ledger tells how often each message was tried
     * @param listener gets a report of each message that is left, once in a process, and of filters that fail
     */
    Selection(Rules rules, DeliveryLedger ledger, MailboxListener listener) {
        this.rules = rules;
        this.ledger = ledger;
        this.listener = listener;
    }

    /**
     * Chooses.
     *
     * @param triage what the ledger says of the listing
     * @param mayGoOn whether there is time to look at another header
     * @return the chosen messages, in the order in which they are to be routed
     * @throws IOException if the session breaks, or the server cannot do what an option needs
     */
    List<ListedMessage> among(Pop3Session session, Listing listing, Triage triage, BooleanSupplier mayGoOn)
            throws IOException {
        if (!reported.isEmpty()) {
            reported.retainAll(listing.identities());
        }
        List<ListedMessage> chosen = new ArrayList<>(triage.toRoute());
        chosen.removeIf(this::isExhausted);
        if (rules.filter().isPresent()) {
            MessageFilter filter = rules.filter().get();
            chosen.removeIf(message ->
                    !matches(filter, "filter", message, Optional.empty()).orElse(false));
        }
        if (rules.headerFilter().isPresent()) {
            chosen.sort(Comparator.comparingInt(triage::troubles));
            chosen = new ArrayList<>(headers.among(session, listing, chosen, mayGoOn));
        }
        chosen.removeIf(this::isTooLarge);
        chosen.sort(Comparator.comparingInt(triage::troubles)
                .thenComparing(ListedMessage::message, rules.order().comparator()));
        return chosen;
    }

    /** Tells whether {@code headerFilter} is to be asked once the message is retrieved. */
    boolean isUnread(ListedMessage message) {
        return headers.isUnread(message);
    }

    /** Asks {@code headerFilter} of a retrieved message, where the server did not give its header before. */
    boolean admits(ListedMessage message, HeaderFields header) {
        return headers.admits(message, header);
    }

    private boolean isExhausted(ListedMessage message) {
        int attempts = attempts(message.identity());
        boolean exhausted = attempts >= rules.maxAttempts();
        if (exhausted) {
            exhausted(message.identity(), attempts);
        }
        return exhausted;
    }

    /** Counts the routes that failed. What is recorded of another message under the same id does not count. */
    private int attempts(MessageIdentity identity) {
        return ledger.entry(identity)
                .filter(entry -> entry.state() == EntryState.FAILED && !entry.wasGone())
                .map(LedgerEntry::attempts)
                .orElse(0);
    }

    /** Notes a route that failed, and reports the message if that was the last attempt. */
    void failed(MessageIdentity identity, int attempt) {
        if (attempt >= rules.maxAttempts()) {
            exhausted(identity, attempt);
        }
    }

    private void exhausted(MessageIdentity identity, int attempts) {
        if (reported.add(identity)) {
            listener.attemptsExhausted(identity, attempts);
        }
    }

    private boolean isTooLarge(ListedMessage message) {
        if (message.message().size() <= rules.maxMessageSize()) {
            return false;
        }
        if (rules.oversize() == Oversize.FAIL && reported.add(message.identity())) {
            listener.tooLarge(message, attempts(message.identity()) + 1, rules.maxMessageSize());
        }
        return rules.oversize() != Oversize.HEADERS;
    }

    private void headerBroke(ListedMessage message) throws IOException {
        ledger.retrievalFailed(message.identity());
    }

    private Optional<Boolean> headerMatches(ListedMessage message, HeaderFields fields) {
        MessageFilter filter = rules.headerFilter().orElseThrow();
        return matches(filter, "headerFilter", message, Optional.of(fields))
                .filter(wanted -> wanted || filter.isLasting());
    }

    /** A filter that fails with one message does not hold back the others: only that message waits. */
    private Optional<Boolean> matches(
            MessageFilter filter, String option, ListedMessage message, Optional<HeaderFields> header) {
        try {
            return Optional.of(filter.matches(message, attempts(message.identity()) + 1, header));
        } catch (RuntimeException | Error e) {
            listener.failed(
                    "Cannot tell whether message " + message.uid() + " matches " + option
                            + "; it waits for the next poll",
                    e);
            return Optional.empty();
        }
    }
}
