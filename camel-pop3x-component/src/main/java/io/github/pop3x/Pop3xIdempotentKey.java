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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.github.pop3x.content.MailHeaders;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.MailKey;
import io.github.pop3x.mime.HeaderFields;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/**
 * The value of the option {@code idempotentKey}: an expression in the Simple language, a bean that is an {@link
 * Expression}, or {@value #CAMEL_MAIL}. An expression looks at a candidate: an exchange that is made for this question,
 * and is not routed.
 */
final class Pop3xIdempotentKey implements MailKey {

    /** The keys that camel-mail makes unless it has a {@code mailUidGenerator}. */
    static final String CAMEL_MAIL = "camelMail";

    private final Endpoint endpoint;
    private final MailHeaders headers;
    private final Expression expression;

    private Pop3xIdempotentKey(Endpoint endpoint, MailHeaders headers, Expression expression) {
        this.endpoint = endpoint;
        this.headers = headers;
        this.expression = expression;
    }

    /**
     * Reads the option.
     *
     * @param headers sets the fields of a mail on the candidate
     * @param options those of the endpoint
     * @throws IllegalArgumentException if the value is something else, or there is no repository to use it in
     */
    static MailKey of(Endpoint endpoint, MailHeaders headers, Pop3xConfiguration options) {
        Object value = options.getIdempotentKey();
        if (value == null) {
            return NONE;
        }
        if (options.getIdempotentRepository() == null) {
            throw new IllegalArgumentException("idempotentKey needs idempotentRepository, whose keys it makes");
        }
        CamelContext context = endpoint.getCamelContext();
        Expression expression;
        if (value instanceof Expression bean) {
            expression = bean;
        } else if (value.equals(CAMEL_MAIL)) {
            return (message, header) -> ofCamelMail(header);
        } else if (value instanceof String text && text.contains("{")) {
            expression = context.resolveLanguage("simple").createExpression(text);
        } else {
            throw new IllegalArgumentException("idempotentKey must be " + CAMEL_MAIL
                    + ", an expression in the Simple language such as ${header.Message-ID}, or a reference to an"
                    + " org.apache.camel.Expression. A constant would be the key of every message");
        }
        expression.init(context);
        return new Pop3xIdempotentKey(endpoint, headers, expression);
    }

    /** A mail for which the expression has no value, or a blank one, would have the key of all others like it. */
    @Override
    public Optional<String> of(ListedMessage message, HeaderFields header) {
        Exchange candidate = Pop3xFilter.candidate(endpoint, message, 1);
        candidate.getIn().removeHeader(Pop3xConstants.ATTEMPT);
        headers.set(candidate.getIn(), header.all(), Map.Entry::getValue);
        return Optional.ofNullable(expression.evaluate(candidate, String.class)).filter(key -> !key.isBlank());
    }

    /**
     * What camel-mail's {@code DefaultMailUidGenerator} makes: the first Message-ID, else a UUID over all fields as Jakarta
     * Mail reads them. Where it would take the message's number, which is another mail's in the next session, there is none.
     */
    private static Optional<String> ofCamelMail(HeaderFields header) {
        try {
            InternetHeaders fields = new InternetHeaders(new ByteArrayInputStream(header.octets()));
            String[] ids = fields.getHeader("Message-ID");
            if (ids != null) {
                return Optional.of(ids[0]).filter(id -> !id.isEmpty());
            }
            StringBuilder all = new StringBuilder();
            Collections.list(fields.getAllHeaders()).forEach(field -> all.append(field.getName())
                    .append('=')
                    .append(field.getValue())
                    .append('\n'));
            return Optional.of(all.toString().getBytes(StandardCharsets.UTF_8))
                    .filter(octets -> octets.length > 0)
                    .map(octets -> UUID.nameUUIDFromBytes(octets).toString());
        } catch (MessagingException e) {
            throw new IllegalStateException("octets in memory cannot be read", e);
        }
    }
}
