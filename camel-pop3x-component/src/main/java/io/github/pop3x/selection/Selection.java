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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.Fingerprint;
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
    private final ExhaustedMessages exhaustedMessages;
    private final Set<Report> reported = ConcurrentHashMap.newKeySet();

    /**
     * What was reported, whatever the message's listed size is by now.
     *
     * @param header of a message with too many attempts; null for one that is too large
     */
    private record Report(String uid, int occurrence, Fingerprint header) {}

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
        this.exhaustedMessages = new ExhaustedMessages(ledger, rules.maxAttempts());
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
        retainReports(listing);
        List<ListedMessage> chosen = new ArrayList<>(triage.toRoute());
        leaveExhausted(session, listing, chosen, triage, mayGoOn);
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

    /** Tells whether a message that was retrieved to be recognized is to be left, since too many of its routes have failed. */
    boolean isLeft(MessageIdentity identity, Fingerprint header) {
        return exhaustedMessages.isLeft(identity, header);
    }

    private void leaveExhausted(
            Pop3Session session, Listing listing, List<ListedMessage> chosen, Triage triage, BooleanSupplier mayGoOn)
            throws IOException {
        Set<ListedMessage> exhausted = new LinkedHashSet<>(chosen);
        exhausted.removeIf(message -> attempts(message.identity()) < rules.maxAttempts());
        exhaustedMessages
                .successors(session, listing, List.copyOf(exhausted), mayGoOn)
                .forEach(other -> {
                    exhausted.remove(other);
                    triage.suspect(other);
                });
        chosen.removeAll(exhausted);
        exhausted.forEach(message -> exhausted(message.identity(), attempts(message.identity())));
    }

    private int attempts(MessageIdentity identity) {
        return ExhaustedMessages.attempts(ledger, identity);
    }

    private void retainReports(Listing listing) {
        if (!reported.isEmpty()) {
            Set<String> listed =
                    listing.identities().stream().map(MessageIdentity::uid).collect(Collectors.toSet());
            reported.removeIf(report -> !listed.contains(report.uid()));
        }
    }

    /** Notes a route that failed, and reports the message if that was the last attempt. */
    void failed(MessageIdentity identity, int attempt) {
        if (attempt >= rules.maxAttempts()) {
            exhausted(identity, attempt);
        }
    }

    private void exhausted(MessageIdentity identity, int attempts) {
        Fingerprint header =
                ledger.entry(identity).map(LedgerEntry::fingerprint).orElse(null);
        if (reported.add(new Report(identity.uid(), identity.occurrence(), header))) {
            listener.attemptsExhausted(identity, attempts);
        }
    }

    private boolean isTooLarge(ListedMessage message) {
        if (message.message().size() <= rules.maxMessageSize()) {
            return false;
        }
        MessageIdentity identity = message.identity();
        if (rules.oversize() == Oversize.FAIL
                && reported.add(new Report(identity.uid(), identity.occurrence(), null))) {
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
