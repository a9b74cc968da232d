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
package io.github.pop3x.search;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.selection.MessageFilter;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.FromTerm;
import jakarta.mail.search.HeaderTerm;
import jakarta.mail.search.MessageIDTerm;
import jakarta.mail.search.NotTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.RecipientStringTerm;
import jakarta.mail.search.RecipientTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SentDateTerm;
import jakarta.mail.search.SubjectTerm;

/**
 * The option {@code searchTerm}: a {@link SearchTerm} that needs nothing but the header. It answers what it answers in
 * camel-mail. What it does not find stays on the server.
 */
public final class SearchFilter implements MessageFilter {

    /** What to do in place of a term that is refused. */
    static final String ADVICE = "Use the option filter for the listing, or headerFilter for the header; or filter"
            + " in the route, and with delete=true set CamelPop3xDelete to false for each mail that is to stay";

    private static final Set<Class<?>> OF_THE_HEADER = Set.of(
            FromStringTerm.class,
            FromTerm.class,
            HeaderTerm.class,
            MessageIDTerm.class,
            SearchTerms.Sent.class,
            RecipientStringTerm.class,
            RecipientTerm.class,
            SentDateTerm.class,
            SubjectTerm.class);

    private final SearchTerm term;
    private final boolean isRelative;

    private SearchFilter(SearchTerm term) {
        this.term = term;
        this.isRelative = parts(term).anyMatch(part -> part instanceof SearchTerms.Sent sent && sent.isRelative());
    }

    /**
     * Reads the option.
     *
     * @param value may be null: then there is no filter
     * @throws IllegalArgumentException if the value needs more than the header; the message says what to do
     */
    public static Optional<MessageFilter> of(Object value) {
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof SearchTerm term)) {
            throw new IllegalArgumentException("searchTerm must be a reference to a jakarta.mail.search.SearchTerm, or"
                    + " be given as searchTerm.subject and the like, not as a "
                    + value.getClass().getName() + ". " + ADVICE);
        }
        parts(term).forEach(SearchFilter::requireOfTheHeader);
        return Optional.of(new SearchFilter(term));
    }

    private static void requireOfTheHeader(SearchTerm part) {
        boolean isUnset = part instanceof FlagTerm flags && !flags.getTestSet();
        if (!isUnset && !OF_THE_HEADER.contains(part.getClass())) {
            throw new IllegalArgumentException("searchTerm has a "
                    + part.getClass().getSimpleName() + ", which needs more of a mail than its header. " + ADVICE);
        }
    }

    /** The terms that a term is made of. */
    private static Stream<SearchTerm> parts(SearchTerm term) {
        if (term instanceof AndTerm and) {
            return Stream.of(and.getTerms()).flatMap(SearchFilter::parts);
        }
        if (term instanceof OrTerm or) {
            return Stream.of(or.getTerms()).flatMap(SearchFilter::parts);
        }
        return term instanceof NotTerm not ? parts(not.getTerm()) : Stream.of(term);
    }

    @Override
    public boolean matches(ListedMessage message, int attempt, Optional<HeaderFields> header) {
        try {
            byte[] octets = header.orElseThrow().octets();
            return term.match(new MimeMessage((Session) null, new ByteArrayInputStream(octets)));
        } catch (MessagingException e) {
            throw new IllegalStateException("octets in memory cannot be read", e);
        }
    }

    /** What is too young for {@code toSentDate=now-24h} is old enough tomorrow. */
    @Override
    public boolean isLasting() {
        return !isRelative;
    }
}
