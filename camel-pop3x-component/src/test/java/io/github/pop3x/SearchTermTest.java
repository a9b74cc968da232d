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

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.CamelMailPoll;
import io.github.pop3x.testing.route.PolledRoute;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.BodyTerm;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.HeaderTerm;
import jakarta.mail.search.NotTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.ReceivedDateTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SizeTerm;
import jakarta.mail.search.SubjectTerm;
import org.apache.camel.component.mail.SimpleSearchTerm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The option searchTerm: what it finds is what camel-mail finds, and what it does not find stays on the server. */
class SearchTermTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();

    private void fill() {
        mail("invoice", "Subject: Your Invoice 42", "From: Shop <shop@example.org>", "To: alice@example.org");
        mail(
                "encoded",
                "Subject: =?utf-8?Q?Ihre_INVOICE_f=C3=BCr_Mai?=",
                "From: =?utf-8?Q?Caf=C3=A9?= <cafe@example.org>");
        mail(
                "old",
                "Subject: old",
                "From: shop@example.org",
                "Date: Mon, 05 Jan 2015 10:00:00 +0000",
                "To: bob@example.org");
        mail("folded", "Subject: a long\r\n invoice", "To: Alice <alice@example.org>, bob@example.org");
        mail("dated", "Subject: dated", "Date: Tue, 06 Jan 2026 10:00:00 +0000");
        mail("bare", "X-Order: 7");
    }

    private void mail(String uid, String... fields) {
        maildrop.add(uid, "Message-ID: <" + uid + ">\r\n" + String.join("\r\n", fields) + "\r\n\r\ninvoice\r\n");
    }

    private List<String> routedHere(String options, Map<String, Object> beans) throws Exception {
        server.answers(maildrop);
        try (PolledRoute route = PolledRoute.from(server, options.substring(1), beans, exchange -> {})) {
            route.poll();
            assertThat(route.reports()).isEmpty();
            return route.takeUids();
        }
    }

    private List<String> routedByCamelMail(String options, Map<String, Object> beans) throws Exception {
        server.answers(maildrop);
        return CamelMailPoll.of(server.host() + ":" + server.port(), options, beans, exchange -> exchange.getIn()
                .getHeader("Message-ID", String.class)
                .replaceAll("[<>]", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&searchTerm.subject=invoice | encoded folded invoice",
                "&searchTerm.subject=RAW(f\u00fcr Mai) | encoded",
                "&searchTerm.from=SHOP | invoice old",
                "&searchTerm.from=RAW(Caf\u00e9) | encoded",
                "&searchTerm.to=alice | folded invoice",
                "&searchTerm.to=bob&searchTerm.subject=invoice | folded",
                "&searchTerm.fromSentDate=2020-01-01 00:00:00 | dated",
                "&searchTerm.toSentDate=2020-01-01 00:00:00 | old",
                "&searchTerm.toSentDate=now-24h | dated old",
                "&searchTerm.fromSentDate=RAW(now - 36500d)&searchTerm.toSentDate=now | dated old",
                "&searchTerm.unseen=true&searchTerm.subject=old | old",
                "&searchTerm.unseen=false&searchTerm.subject=old | old",
                "&searchTerm.unseen=true | bare dated encoded folded invoice old",
                "&searchTerm.subject=nothing of that kind | ''",
            })
    void aTermFindsWhatCamelMailFinds(String options, String found) throws Exception {
        fill();
        List<String> before = routedByCamelMail(options, Map.of());
        assertThat(routedHere(options, Map.of())).isEqualTo(before);
        assertThat(String.join(" ", new TreeSet<>(before))).isEqualTo(found);
    }

    @Test
    void whatDoesNotMatchStaysOnTheServer() throws Exception {
        fill();
        assertThat(routedHere("&searchTerm.subject=invoice&delete=true", Map.of()))
                .hasSize(3);
        assertThat(maildrop.uids()).containsExactly("old", "dated", "bare");
        assertThat(maildrop.retrievals()).containsExactlyInAnyOrder("invoice", "encoded", "folded");
    }

    @Test
    void headerFilterMustMatchAsWell() throws Exception {
        fill();
        String both = "&searchTerm.subject=invoice&headerFilter=${header.To} contains 'alice'";
        assertThat(routedHere(both, Map.of())).containsExactly("invoice", "folded");
    }

    @Test
    void aBeanFindsWhatCamelMailFinds() throws Exception {
        fill();
        SearchTerm term = new AndTerm(
                new FlagTerm(new Flags(Flags.Flag.SEEN), false),
                new OrTerm(new HeaderTerm("X-Order", "7"), new NotTerm(new SubjectTerm("invoice"))));
        Map<String, Object> beans = Map.of("term", term);
        List<String> before = routedByCamelMail("&searchTerm=#term", beans);
        // A mail without a subject does not match a term of the subject; that it does not, matches.
        assertThat(before).containsExactly("old", "dated", "bare");
        assertThat(routedHere("&searchTerm=%23term", beans)).isEqualTo(before);
    }

    @Test
    void aMailThatIsTooYoungIsFoundWhenItIsOldEnough() throws Exception {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        mail("young", "Subject: young", "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusSeconds(2)));
        server.answers(maildrop);
        try (PolledRoute route = PolledRoute.from(server, "searchTerm.toSentDate=now", exchange -> {})) {
            route.poll();
            assertThat(route.takeUids()).isEmpty();
            await().until(() -> route.poll() == 1);
            assertThat(route.takeUids()).containsExactly("young");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "searchTerm.body=x",
                "searchTerm.subjectOrBody=x",
                "searchTerm.fromReceivedDate=now-24h",
                "searchTerm.toReceivedDate=now-24h",
                "searchTerm.colour=red",
                "searchTerm=%23body",
                "searchTerm=%23size",
                "searchTerm=%23received",
                "searchTerm=%23seen",
                "searchTerm=%23own",
                "searchTerm=%23simple",
            })
    void whatNeedsMoreThanTheHeaderIsRefusedWithAdvice(String option) {
        server.answers(maildrop);
        Map<String, Object> beans = Map.of(
                "body", new NotTerm(new BodyTerm("x")),
                "size", new AndTerm(new SubjectTerm("x"), new SizeTerm(ComparisonTerm.LT, 1000)),
                "received", new ReceivedDateTerm(ComparisonTerm.GT, new Date()),
                "seen", new FlagTerm(new Flags(Flags.Flag.SEEN), true),
                "own", new OwnTerm(),
                "simple", new SimpleSearchTerm());
        assertThatThrownBy(() -> PolledRoute.from(server, option, beans, exchange -> {}))
                .hasStackTraceContaining("searchTerm")
                .hasStackTraceContaining("option filter")
                .hasStackTraceContaining("headerFilter")
                .hasStackTraceContaining("CamelPop3xDelete to false");
    }

    private static final class OwnTerm extends SearchTerm {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean match(Message message) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-01-31", "now-", "now-soon", "2026-13-01 00:00:00"})
    void aTimeThatCannotBeReadIsRefused(String time) {
        server.answers(maildrop);
        assertThatThrownBy(() -> PolledRoute.from(server, "searchTerm.toSentDate=RAW(" + time + ")", exchange -> {}))
                .hasStackTraceContaining("searchTerm.toSentDate must be a time such as");
    }

    @Test
    void aBeanBesideTermsIsRefused() {
        server.answers(maildrop);
        assertThatThrownBy(() -> PolledRoute.from(
                        server,
                        "searchTerm=%23term&searchTerm.subject=x",
                        Map.of("term", new SubjectTerm("y")),
                        exchange -> {}))
                .hasStackTraceContaining("Use one of them");
    }
}
