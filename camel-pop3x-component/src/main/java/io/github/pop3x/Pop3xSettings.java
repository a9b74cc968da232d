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

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.pop3x.content.MailHeaders;
import io.github.pop3x.delivery.PollSettings;
import io.github.pop3x.delivery.QueueBounds;
import io.github.pop3x.mailbox.MailKey;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.option.StartFrom;
import io.github.pop3x.retrieval.RetrOrTop;
import io.github.pop3x.search.SearchFilter;
import io.github.pop3x.selection.ExpireCheck;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.selection.MessageFilter;
import io.github.pop3x.selection.Selection;
import io.github.pop3x.session.QuitRule;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Reads the options of an endpoint: it refuses those that could not work, and turns the others into the values that the
 * rest of the component is made with. A limit of 0 means none, which is decided here. {@code Pop3xCredentials}, {@code
 * Pop3xClientFactory} and the bindings read the options of logins, connections and mappings.
 */
final class Pop3xSettings {

    private static final long A_CENTURY = Duration.ofDays(36_525).toMillis();

    private final Endpoint endpoint;
    private final Pop3xConfiguration options;
    private final HeaderFilterStrategy headerFilterStrategy;

    /**
     * @param endpoint makes the exchanges that filters look at
     * @param headerFilterStrategy decides which fields of a mail become headers
     */
    Pop3xSettings(Endpoint endpoint, Pop3xConfiguration options, HeaderFilterStrategy headerFilterStrategy) {
        this.endpoint = endpoint;
        this.options = options;
        this.headerFilterStrategy = headerFilterStrategy;
    }

    /**
     * Checks options, by themselves and together, when the endpoint is made.
     *
     * @throws IllegalArgumentException with what is wrong and what to do
     */
    static void check(Pop3xConfiguration options) {
        requireNotNegative("deleteAfter", options.getDeleteAfter());
        requireNotNegative("forgetAfter", options.getForgetAfter());
        requireNotNegative("inFlightTimeout", options.getInFlightTimeout());
        requireNotNegative("sessionIdleTimeout", options.getSessionIdleTimeout());
        requireNotNegative("sessionTimeout", options.getSessionTimeout());
        requireNotNegative("connectionTimeout", options.getConnectionTimeout());
        requireNotNegative("readTimeout", options.getReadTimeout());
        requireNotNegative("quitTimeout", options.getQuitTimeout());
        if (options.getDeleteAfter() > 0 && !options.isDelete()) {
            throw new IllegalArgumentException("deleteAfter needs delete=true");
        }
        requireAtLeastOne("concurrentExchanges", options.getConcurrentExchanges());
        requireAtLeastOne("maxInFlight", options.getMaxInFlight());
        requireAtLeastOne("ledgerTimeout", options.getLedgerTimeout());
        requireAtLeastOne("prefetch", options.getPrefetch());
        requireNotNegative("topLines", options.getTopLines());
        requireNotNegative("commitEvery", options.getCommitEvery());
        requireNotNegative("maxDuration", options.getMaxDuration());
        Pop3xMappedBinding.limits(options);
        Pop3xClientFactory.checkPins(options);
        SearchFilter.of(options.getSearchTerm());
    }

    private static void requireNotNegative(String option, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(option + " must not be negative: " + value);
        }
    }

    private static void requireAtLeastOne(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " must be 1 or more, not " + value);
        }
    }

    /**
     * Refuses {@code startFrom=now} with a ledger that does not outlive the process: each restart would pass over what
     * arrived meanwhile.
     *
     * @param durable whether a new process finds what this one records
     * @throws IllegalArgumentException with what to do
     */
    void requireDurableLedger(boolean durable) {
        if (options.getStartFrom() == StartFrom.NOW && !durable) {
            throw new IllegalArgumentException(
                    "startFrom=now needs a ledger that outlives the process: with ledger=memory"
                            + " each restart would pass over what arrived meanwhile. Use ledger=journal:DIRECTORY or"
                            + " ledger=jdbc:#dataSource");
        }
    }

    /** The records of the mailbox, without their ledger. */
    MailboxState.Settings records(Mailbox mailbox) {
        return new MailboxState.Settings(
                mailbox.name(),
                options.getIdempotentRepository(),
                idempotentKey(),
                options.getInProgressRepository(),
                selection(),
                new ExpireCheck(options.isDelete(), deleteAfter(), mailbox.name()),
                options.getStartFrom() == StartFrom.NOW);
    }

    /** The keys in the repository of messages that are not to be routed. */
    MailKey idempotentKey() {
        return Pop3xIdempotentKey.of(endpoint, new MailHeaders(headerFilterStrategy), options);
    }

    private Selection.Rules selection() {
        MailHeaders headers = new MailHeaders(headerFilterStrategy);
        return new Selection.Rules(
                options.getMaxAttempts() > 0 ? options.getMaxAttempts() : Integer.MAX_VALUE,
                Pop3xFilter.of(endpoint, headers, "filter", options.getFilter()),
                headerFilter(headers),
                maxMessageSize(),
                options.getOversize(),
                options.getOrder());
    }

    private Optional<MessageFilter> headerFilter(MailHeaders headers) {
        Optional<MessageFilter> byExpression =
                Pop3xFilter.of(endpoint, headers, "headerFilter", options.getHeaderFilter());
        Optional<MessageFilter> byTerm = SearchFilter.of(options.getSearchTerm());
        return byExpression
                .flatMap(one -> byTerm.map(one::and).or(() -> byExpression))
                .or(() -> byTerm);
    }

    /** How the messages of polls and receivers are asked for. */
    RetrOrTop fetching() {
        return new RetrOrTop(options.getFetch(), options.getTopLines(), maxMessageSize());
    }

    /**
     * The binding that fills exchanges.
     *
     * @param longestText octets up to which a text is a string
     */
    Pop3xBinding binding(long longestText) {
        if (options.getBinding() != null) {
            return options.getBinding();
        }
        return options.isMapMailMessage()
                ? new Pop3xMappedBinding(options, headerFilterStrategy, longestText)
                : new Pop3xRawBinding(headerFilterStrategy);
    }

    /** How sessions end that have retrieved messages. */
    QuitRule quitRule() {
        return new QuitRule(options.getQuitPolicy(), options.isRsetBeforeQuit());
    }

    /** @param delay the time between two polls */
    PollSettings polls(Supplier<Duration> delay) {
        return new PollSettings(
                delay,
                options.getCommitEvery(),
                limit(options.getSessionTimeout()),
                () -> limit(options.getSessionIdleTimeout()),
                limit(options.getInFlightTimeout()),
                quitRule(),
                options.isDelete(),
                fetching(),
                new QueueBounds(options.getPrefetch(), options.getMaxInFlight(), options.getConcurrentExchanges()),
                false);
    }

    /** How long a drain may take. */
    Duration maxDuration() {
        return limit(options.getMaxDuration() > 0 ? options.getMaxDuration() : Long.MAX_VALUE);
    }

    /** Waits are counted in nanoseconds, of which a century has few enough. */
    private static Duration limit(long millis) {
        return Duration.ofMillis(Math.min(millis, A_CENTURY));
    }

    /** How long a delivered message stays on the server before it is deleted. */
    Duration deleteAfter() {
        return Duration.ofMillis(options.getDeleteAfter());
    }

    /**
     * How many messages one poll routes at most.
     *
     * @param option {@code maxMessagesPerPoll} of the consumer
     */
    static int messagesPerPoll(int option) {
        return option > 0 ? option : Integer.MAX_VALUE;
    }

    /** Octets that a message may have. */
    long maxMessageSize() {
        return options.getMaxMessageSize() > 0 ? options.getMaxMessageSize() : Long.MAX_VALUE;
    }
}
