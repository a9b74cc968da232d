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

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.RecipientStringTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SubjectTerm;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.TimeUtils;

/**
 * The options {@code searchTerm.subject} and the like, as in camel-mail, joined to one {@link SearchTerm}, which {@link
 * SearchFilter} applies to the header. The body is not searched, and a POP3 server knows neither flags nor the time
 * at which a mail came.
 */
public final class SearchTerms {

    private static final String PREFIX = "searchTerm.";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Pattern NOW = Pattern.compile("now(?:\\s*([+-])\\s*(.+))?");

    private SearchTerms() {}

    /**
     * Takes the terms out of the parameters of a URI, and puts in their place the option that they mean.
     *
     * @throws IllegalArgumentException with what is wrong and what to do
     */
    public static void translate(Map<String, Object> parameters) {
        Map<String, Object> terms = PropertiesHelper.extractProperties(parameters, PREFIX);
        if (terms.isEmpty()) {
            return;
        }
        if (parameters.containsKey("searchTerm")) {
            throw new IllegalArgumentException(
                    "searchTerm is given both as a bean and by searchTerm." + terms.keySet() + ". Use one of them");
        }
        List<SearchTerm> all = new ArrayList<>();
        terms.forEach((name, value) -> {
            // POP3 has no flags: each mail is unseen, and the ledger knows what was routed.
            if (!name.equals("unseen")) {
                all.add(term(name, value.toString()));
            }
        });
        if (!all.isEmpty()) {
            parameters.put("searchTerm", new AndTerm(all.toArray(SearchTerm[]::new)));
        }
    }

    private static SearchTerm term(String name, String value) {
        return switch (name) {
            case "subject" -> new SubjectTerm(value);
            case "from" -> new FromStringTerm(value);
            case "to" -> new RecipientStringTerm(Message.RecipientType.TO, value);
            case "fromSentDate" -> new Sent(ComparisonTerm.GE, name, value);
            case "toSentDate" -> new Sent(ComparisonTerm.LE, name, value);
            case "body", "subjectOrBody" ->
                throw new IllegalArgumentException(PREFIX + name + " needs the body of a mail. " + SearchFilter.ADVICE);
            case "fromReceivedDate", "toReceivedDate" ->
                throw new IllegalArgumentException(PREFIX + name + " needs the time at which a mail came, which a POP3"
                        + " server does not tell: camel-mail finds nothing with it. Use searchTerm."
                        + name.replace("Received", "Sent") + ". " + SearchFilter.ADVICE);
            default ->
                throw new IllegalArgumentException(PREFIX + name + " is unknown. There are " + PREFIX
                        + "subject, from, to, fromSentDate, toSentDate and unseen. " + SearchFilter.ADVICE);
        };
    }

    /** A bound on the field Date: an instant, or one that moves with the clock. */
    static final class Sent extends SearchTerm {

        private static final long serialVersionUID = 1L;

        private final int comparison;
        private final boolean isRelative;
        private final transient Supplier<Instant> bound;

        private Sent(int comparison, String name, String value) {
            this.comparison = comparison;
            Matcher now = NOW.matcher(value.strip());
            isRelative = now.matches();
            bound = isRelative ? relative(name, now) : absolute(name, value.strip());
        }

        private static Supplier<Instant> relative(String name, Matcher now) {
            if (now.group(1) == null) {
                return Instant::now;
            }
            long millis;
            try {
                millis = TimeUtils.toMilliSeconds(now.group(2).strip());
            } catch (RuntimeException e) {
                throw wrong(name);
            }
            long offset = now.group(1).equals("-") ? -millis : millis;
            return () -> Instant.now().plusMillis(offset);
        }

        private static Supplier<Instant> absolute(String name, String value) {
            try {
                Instant instant = LocalDateTime.parse(value, TIME)
                        .atZone(ZoneId.systemDefault())
                        .toInstant();
                return () -> instant;
            } catch (DateTimeParseException e) {
                throw wrong(name);
            }
        }

        private static IllegalArgumentException wrong(String name) {
            return new IllegalArgumentException(PREFIX + name
                    + " must be a time such as 2026-01-31 12:30:00, or one such as now, now-24h or now-7d");
        }

        /** Tells whether the answer about one mail changes with time. */
        boolean isRelative() {
            return isRelative;
        }

        @Override
        public boolean match(Message mail) {
            Date sent;
            try {
                sent = mail.getSentDate();
            } catch (MessagingException e) {
                return false;
            }
            if (sent == null) {
                return false;
            }
            int order = sent.toInstant().compareTo(bound.get());
            return comparison == ComparisonTerm.GE ? order >= 0 : order <= 0;
        }
    }
}
