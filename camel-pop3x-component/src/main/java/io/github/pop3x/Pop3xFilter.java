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

import java.util.Map;
import java.util.Optional;

import io.github.pop3x.content.MailHeaders;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.selection.MessageFilter;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Predicate;

/**
 * The value of an option that filters: an expression in the Simple language, or a bean that is a {@link Predicate}. It
 * looks at a candidate: an exchange that is made for this question, and is not routed.
 */
final class Pop3xFilter implements MessageFilter {

    private final Endpoint endpoint;
    private final MailHeaders headers;
    private final Predicate predicate;

    private Pop3xFilter(Endpoint endpoint, MailHeaders headers, Predicate predicate) {
        this.endpoint = endpoint;
        this.headers = headers;
        this.predicate = predicate;
    }

    /**
     * Reads the option.
     *
     * @param headers sets the fields of a mail on the candidate
     * @param option its name, for the error message
     * @param value may be null: then there is no filter
     * @throws IllegalArgumentException if the value is neither an expression nor a predicate
     */
    static Optional<MessageFilter> of(Endpoint endpoint, MailHeaders headers, String option, Object value) {
        if (value == null) {
            return Optional.empty();
        }
        CamelContext context = endpoint.getCamelContext();
        Predicate predicate;
        if (value instanceof Predicate bean) {
            predicate = bean;
        } else if (value instanceof String expression) {
            predicate = context.resolveLanguage("simple").createPredicate(expression);
        } else {
            throw new IllegalArgumentException(
                    option + " must be an expression in the Simple language or a reference to"
                            + " an org.apache.camel.Predicate, not a "
                            + value.getClass().getName());
        }
        predicate.init(context);
        return Optional.of(new Pop3xFilter(endpoint, headers, predicate));
    }

    @Override
    public boolean matches(ListedMessage message, int attempt, Optional<HeaderFields> header) {
        Exchange candidate = candidate(endpoint, message, attempt);
        header.ifPresent(fields -> headers.set(candidate.getIn(), fields.all(), Map.Entry::getValue));
        return predicate.matches(candidate);
    }

    /**
     * The exchange that a filter looks at: it holds what the listing says of a message, as the route would see it.
     *
     * @param attempt the attempt that its route would be, from 1
     */
    static Exchange candidate(Endpoint endpoint, ListedMessage listed, int attempt) {
        Exchange exchange = endpoint.createExchange();
        Message message = exchange.getIn();
        message.setHeader(Pop3xConstants.MESSAGE_NUMBER, listed.message().number());
        message.setHeader(Pop3xConstants.SIZE, listed.message().size());
        message.setHeader(Pop3xConstants.UID, listed.uid());
        message.setHeader(Pop3xConstants.ATTEMPT, attempt);
        return exchange;
    }
}
