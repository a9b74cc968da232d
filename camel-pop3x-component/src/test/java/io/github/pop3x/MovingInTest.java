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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.diagnosis.MigrationCheck;
import io.github.pop3x.testing.LatchedRepository;
import io.github.pop3x.testing.route.BeforeAndAfter;
import io.github.pop3x.testing.route.BeforeAndAfter.Look;
import io.github.pop3x.testing.route.BeforeAndAfter.Plan;
import io.github.pop3x.testing.route.BeforeAndAfter.View;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.component.mail.SplitAttachmentsExpression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A route of each kind before it moves in and after: camel-mail and this component poll the same mailbox of a GreenMail
 * server, and what arrives is compared. The URI after is what {@link MigrationCheck} makes of the one before.
 */
class MovingInTest {

    private static final String WITH_ATTACHMENT = """
            Message-ID: <attachment@example.org>
            Subject: with an attachment
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="x"

            --x
            Content-Type: text/plain; charset=utf-8

            See the file.
            --x
            Content-Type: application/pdf; name="report.pdf"
            Content-Disposition: attachment; filename="report.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0xLjQK
            --x
            Content-Type: text/csv; name="rows.csv"
            Content-Disposition: attachment; filename="rows.csv"

            a;b
            --x--
            """.replace("\n", "\r\n");

    private final BeforeAndAfter mailbox = new BeforeAndAfter();

    @AfterEach
    void stop() {
        mailbox.close();
    }

    private static String mail(String id, String fields) {
        return "Message-ID: <" + id + "@example.org>\r\n" + fields + "\r\n\r\nHello from " + id + "\r\n";
    }

    private static List<String> subjects(List<View> views) {
        return views.stream().map(View::subject).toList();
    }

    @Test
    void aMailOfOneText() throws Exception {
        mailbox.deliver(mail("a", "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?="));
        assertThat(mailbox.both("&mimeDecodeHeaders=true"))
                .containsExactly(new View("Gr\u00fc\u00dfe", "Hello from a", Map.of()));
    }

    @Test
    void aMailWithAttachments() throws Exception {
        mailbox.deliver(WITH_ATTACHMENT);
        assertThat(mailbox.both("&decodeFilename=true").get(0).attachments())
                .containsExactly(Map.entry("report.pdf", "%PDF-1.4"), Map.entry("rows.csv", "a;b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&maxMessagesPerPoll=2",
                "&fetchSize=2",
                "&fetchSize=1&maxMessagesPerPoll=3",
                "&maxMessagesPerPoll=-1",
                "&searchTerm.subject=two",
                "&searchTerm.subject=t&searchTerm.from=bob",
                "&sortTerm=size",
                "&sortTerm=reverse,date",
                "&unseen=false&peek=false&disconnect=true",
                "&closeFolder=false",
                "&generateMissingAttachmentNames=uuid&handleDuplicateAttachmentNames=uuidPrefix",
                "&skipFailedMessage=true&bridgeErrorHandler=true",
                "&mail.pop3.timeout=30000&mail.pop3.connectiontimeout=30000",
            })
    void aChoiceOfMails(String options) throws Exception {
        mailbox.deliver(
                mail("a", "Subject: one\r\nFrom: alice@example.org\r\nDate: Mon, 05 Jan 2026 10:00:00 +0000")
                        + "x".repeat(200),
                mail("b", "Subject: two\r\nFrom: bob@example.org\r\nDate: Tue, 06 Jan 2026 10:00:00 +0000"),
                mail("c", "Subject: three\r\nFrom: bob@example.org\r\nDate: Wed, 07 Jan 2026 10:00:00 +0000")
                        + "x".repeat(100));
        assertThat(mailbox.both(options)).isNotEmpty();
        assertThat(mailbox.left()).isEqualTo(3);
    }

    @Test
    void deleteTakesWhatWasRoutedAndNothingElse() throws Exception {
        String options = "&delete=true&searchTerm.subject=invoice";
        for (String uri : List.of(mailbox.old(options), BeforeAndAfter.moved(mailbox.old(options)))) {
            mailbox.deliver(mail("a", "Subject: invoice"), mail("b", "Subject: private"));
            assertThat(subjects(mailbox.poll(uri, BeforeAndAfter.NOTHING, View::of)))
                    .containsExactly("invoice");
            assertThat(mailbox.left()).isEqualTo(1);
            mailbox.purge();
        }
    }

    @Test
    void aRouteThatFailsKeepsItsMail() throws Exception {
        mailbox.deliver(mail("a", "Subject: a"));
        Plan failing = (routes, from) -> from.process(exchange -> {
            throw new IllegalStateException("not today");
        });
        for (String uri : List.of(mailbox.old("&delete=true"), BeforeAndAfter.moved(mailbox.old("&delete=true")))) {
            mailbox.poll(uri, failing, View::of);
            assertThat(mailbox.left()).isEqualTo(1);
        }
    }

    @Test
    void anEmptyMailboxRoutesAnEmptyMessage() throws Exception {
        for (String uri : List.of(
                mailbox.old("&sendEmptyMessageWhenIdle=true"),
                BeforeAndAfter.moved(mailbox.old("&sendEmptyMessageWhenIdle=true")))) {
            assertThat(mailbox.poll(
                            uri,
                            BeforeAndAfter.NOTHING,
                            exchange -> exchange.getIn().getBody() == null))
                    .containsExactly(true);
        }
    }

    @Test
    void aRepositoryOfCamelMailsIsCarriedOverIntoTheLedger(@TempDir Path ledger) throws Exception {
        mailbox.bind("seen", new LatchedRepository());
        String options = "&idempotentRepository=#seen&idempotentRepositoryRemoveOnCommit=false";
        mailbox.deliver(mail("a", "Subject: a"), "Subject: without an id,\r\n folded\r\n\r\nHello\r\n");
        assertThat(mailbox.poll(mailbox.old(options), BeforeAndAfter.NOTHING, View::of))
                .hasSize(2);
        mailbox.deliver(mail("b", "Subject: b"));
        String after = BeforeAndAfter.moved(mailbox.old(options)) + "&ledger=journal:" + ledger;
        assertThat(subjects(mailbox.poll(after, BeforeAndAfter.NOTHING, View::of)))
                .containsExactly("b");
        // The ledger knows them by now.
        String without = BeforeAndAfter.moved(mailbox.old("")) + "&ledger=journal:" + ledger;
        mailbox.deliver(mail("c", "Subject: c"));
        assertThat(subjects(mailbox.poll(without, BeforeAndAfter.NOTHING, View::of)))
                .containsExactly("c");
        assertThat(mailbox.left()).isEqualTo(4);
    }

    @Test
    void theMailAsJakartaMailHasIt() throws Exception {
        mailbox.deliver(WITH_ATTACHMENT);
        String unmapped = "&mapMailMessage=false";
        List<String> before = mailbox.poll(
                mailbox.old(unmapped), BeforeAndAfter.NOTHING, exchange -> exchange.getIn(MailMessage.class)
                        .getOriginalMessage()
                        .getSubject());
        assertThat(before).containsExactly("with an attachment");
        assertThat(mailbox.poll(
                        BeforeAndAfter.moved(mailbox.old(unmapped)),
                        BeforeAndAfter.NOTHING,
                        exchange -> exchange.getIn().getBody(MimeMessage.class).getSubject()))
                .isEqualTo(before);
        assertThat(mailbox.poll(
                        BeforeAndAfter.moved(mailbox.old("")), BeforeAndAfter.NOTHING, exchange -> exchange.getProperty(
                                        Pop3xConstants.RAW_MESSAGE, MimeMessage.class)
                                .getSubject()))
                .isEqualTo(before);
    }

    @Test
    void mailMessageIsOfCamelMailAlone() throws Exception {
        mailbox.deliver(WITH_ATTACHMENT);
        assertThat(mailbox.poll(
                        BeforeAndAfter.moved(mailbox.old("")),
                        BeforeAndAfter.NOTHING,
                        exchange -> exchange.getIn(MailMessage.class) == null))
                .containsExactly(true);
    }

    @Test
    void attachmentsAreSplit() throws Exception {
        mailbox.deliver(WITH_ATTACHMENT);
        Plan split = (routes, from) -> from.split(new SplitAttachmentsExpression());
        Look<String> part = exchange -> exchange.getIn().getHeader(SplitAttachmentsExpression.HEADER_NAME) + " "
                + exchange.getIn().getBody(String.class).strip();
        List<String> before = mailbox.poll(mailbox.old(""), split, part);
        assertThat(before).containsExactlyInAnyOrder("report.pdf %PDF-1.4", "rows.csv a;b");
        assertThat(mailbox.poll(BeforeAndAfter.moved(mailbox.old("")), split, part))
                .containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void theOctetsAreUnmarshalledAsAMultipart() throws Exception {
        mailbox.deliver(WITH_ATTACHMENT);
        Plan unmarshal = (routes, from) -> from.unmarshal().mimeMultipart("mixed", true, true, "", true);
        List<View> mapped = mailbox.poll(BeforeAndAfter.moved(mailbox.old("")), BeforeAndAfter.NOTHING, View::of);
        List<View> unmarshalled =
                mailbox.poll(BeforeAndAfter.moved(mailbox.old("&mapMailMessage=false")), unmarshal, View::of);
        assertThat(unmarshalled).isEqualTo(mapped);
    }

    @Test
    void anAuthenticatorBecomesACredentialsProvider() throws Exception {
        mailbox.deliver(mail("a", "Subject: a"));
        mailbox.bind("login", new MailAuthenticator() {
            @Override
            public PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("alice", "s3cret");
            }
        });
        mailbox.bind("credentials", CredentialsProvider.of("alice", "s3cret"));
        String old = mailbox.old("&authenticator=#login").replace("username=alice&password=s3cret&", "");
        assertThat(MigrationCheck.of(old).toText()).contains("credentialsProvider");
        List<View> before = mailbox.poll(old, BeforeAndAfter.NOTHING, View::of);
        String after = MigrationCheck.of(old).endpointUri() + "?tls=none&credentialsProvider=#credentials";
        assertThat(mailbox.poll(after, BeforeAndAfter.NOTHING, View::of))
                .isEqualTo(before)
                .hasSize(1);
    }

    @Test
    void aResequencerSortsAsASortTermDid() throws Exception {
        mailbox.deliver(mail("a", "Subject: c"), mail("b", "Subject: a"), mail("c", "Subject: b"));
        List<View> before = mailbox.poll(mailbox.old("&sortTerm=subject"), BeforeAndAfter.NOTHING, View::of);
        Plan sorted = (routes, from) ->
                from.resequence(routes.header("Subject")).batch().size(3);
        assertThat(subjects(mailbox.poll(BeforeAndAfter.moved(mailbox.old("")), sorted, View::of)))
                .isEqualTo(subjects(before))
                .containsExactly("a", "b", "c");
    }

    @Test
    void whatStaysOnTheServerIsRoutedOnceHereAndAtEveryPollThere(@TempDir Path ledger) throws Exception {
        mailbox.deliver(mail("a", "Subject: a"));
        String after = BeforeAndAfter.moved(mailbox.old("")) + "&ledger=journal:" + ledger;
        assertThat(mailbox.poll(mailbox.old(""), BeforeAndAfter.NOTHING, View::of))
                .hasSize(1);
        assertThat(mailbox.poll(mailbox.old(""), BeforeAndAfter.NOTHING, View::of))
                .hasSize(1);
        assertThat(mailbox.poll(after, BeforeAndAfter.NOTHING, View::of)).hasSize(1);
        assertThat(mailbox.poll(after, BeforeAndAfter.NOTHING, View::of)).isEmpty();
    }
}
