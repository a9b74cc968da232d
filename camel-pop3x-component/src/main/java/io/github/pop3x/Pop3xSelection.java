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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.mime.HeaderFields;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.ExceptionHandler;

/**
 * Which of the messages that may be routed, as far as the ledger goes, are to be: the options that choose, one after the
 * other, before any message is retrieved.
 *
 * <ol>
 *   <li>{@code maxAttempts}: what has failed so often is left, and reported once;
 *   <li>{@code filter}, over what the listing tells;
 *   <li>{@code headerFilter}, over the fields of the mail: {@link Pop3xHeaderFilter};
 *   <li>{@code maxMessageSize}, with {@code oversize};
 *   <li>what was never tried goes before what has failed, and within that {@code order}.
 * </ol>
 *
 * <p>Outlives the polls of its consumer. Choosing is for one thread at a time; {@link #failed} for any.
 */
final class Pop3xSelection {

    private final Pop3xEndpoint endpoint;
    private final Pop3xConfiguration options;
    private final MailHeaders mailHeaders;
    private final DeliveryLedger ledger;
    private final ExceptionHandler exceptionHandler;
    private final Pop3xFilter filter;
    private final Pop3xFilter headerFilter;
    private final Pop3xHeaderFilter headers = new Pop3xHeaderFilter(this::headerMatches);
    private final Set<MessageIdentity> reported = ConcurrentHashMap.newKeySet();

    /**
     * @param ledger tells how often each message was tried
     * @param exceptionHandler told of what is left, once in a process, and of filters that fail
     * @throws IllegalArgumentException if a filter is none
     */
    Pop3xSelection(Pop3xEndpoint endpoint, DeliveryLedger ledger, ExceptionHandler exceptionHandler) {
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
        this.mailHeaders = new MailHeaders(endpoint.getHeaderFilterStrategy());
        this.ledger = ledger;
        this.exceptionHandler = exceptionHandler;
        this.filter = Pop3xFilter.of(endpoint.getCamelContext(), "filter", options.getFilter());
        this.headerFilter = Pop3xFilter.of(endpoint.getCamelContext(), "headerFilter", options.getHeaderFilter());
    }

    /**
     * Chooses.
     *
     * @param choice what the ledger says of the listing
     * @return in the order in which they are to be routed
     * @throws IOException if the session breaks, or the server cannot do what an option needs
     */
    List<ListedMessage> among(Pop3Session session, Pop3xListing listing, Pop3xChoice choice) throws IOException {
        if (!reported.isEmpty()) {
            reported.retainAll(listing.identities());
        }
        List<ListedMessage> chosen = new ArrayList<>(choice.toRoute());
        chosen.removeIf(this::isExhausted);
        if (filter != null) {
            chosen.removeIf(entry -> !matches(filter, entry, candidate(entry)).orElse(false));
        }
        if (headerFilter != null) {
            chosen = new ArrayList<>(headers.among(session, listing, chosen));
        }
        chosen.removeIf(this::isTooLarge);
        chosen.sort(Comparator.comparingInt(choice::troubles)
                .thenComparing(options.getOrder().comparator()));
        return chosen;
    }

    private boolean isExhausted(ListedMessage entry) {
        int attempts = attempts(entry.identity());
        boolean exhausted = options.getMaxAttempts() > 0 && attempts >= options.getMaxAttempts();
        if (exhausted) {
            exhausted(entry.identity(), attempts);
        }
        return exhausted;
    }

    /** Routes that failed; what is recorded of another message under the same id counts for nothing. */
    private int attempts(MessageIdentity identity) {
        return ledger.entry(identity)
                .filter(entry -> entry.state() == EntryState.FAILED)
                .map(LedgerEntry::attempts)
                .orElse(0);
    }

    /** Takes note of a route that failed; reports it if that was the last one, unless that was done before. */
    void failed(MessageIdentity identity, int attempt) {
        if (options.getMaxAttempts() > 0 && attempt >= options.getMaxAttempts()) {
            exhausted(identity, attempt);
        }
    }

    private void exhausted(MessageIdentity identity, int attempts) {
        if (reported.add(identity)) {
            endpoint.logbook().exhausted(identity, attempts);
            exceptionHandler.handleException(
                    "Message " + identity.uid() + " stays on the server",
                    new Pop3xAttemptsExhaustedException(identity.uid(), attempts));
        }
    }

    private boolean isTooLarge(ListedMessage entry) {
        long size = entry.message().size();
        if (options.getMaxMessageSize() <= 0 || size <= options.getMaxMessageSize()) {
            return false;
        }
        if (options.getOversize() == Pop3xOversize.FAIL && reported.add(entry.identity())) {
            String uid = entry.message().uid();
            exceptionHandler.handleException(
                    "Message " + uid + " stays on the server",
                    candidate(entry),
                    new Pop3xOversizeException(uid, size, options.getMaxMessageSize()));
        }
        return options.getOversize() != Pop3xOversize.HEADERS;
    }

    private Optional<Boolean> headerMatches(ListedMessage entry, HeaderFields fields) {
        Exchange candidate = candidate(entry);
        mailHeaders.set(candidate.getIn(), fields.all(), Map.Entry::getValue);
        return matches(headerFilter, entry, candidate);
    }

    /** A filter that fails with one message keeps no other back: that one waits. */
    private Optional<Boolean> matches(Pop3xFilter filter, ListedMessage entry, Exchange candidate) {
        try {
            return Optional.of(filter.matches(candidate));
        } catch (RuntimeException e) {
            exceptionHandler.handleException(
                    "Cannot tell whether message " + entry.message().uid() + " matches " + filter.option()
                            + "; it waits for the next poll",
                    e);
            return Optional.empty();
        }
    }

    /** What a filter looks at: what the listing tells, as the route would see it. */
    private Exchange candidate(ListedMessage entry) {
        Exchange exchange = endpoint.createExchange();
        Message message = exchange.getIn();
        message.setHeader(Pop3xConstants.MESSAGE_NUMBER, entry.message().number());
        message.setHeader(Pop3xConstants.SIZE, entry.message().size());
        message.setHeader(Pop3xConstants.UID, entry.message().uid());
        message.setHeader(Pop3xConstants.ATTEMPT, attempts(entry.identity()) + 1);
        return exchange;
    }
}
