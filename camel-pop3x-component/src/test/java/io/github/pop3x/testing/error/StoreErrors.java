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
package io.github.pop3x.testing.error;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.store.JournalLedgerStore;
import io.github.pop3x.testing.FailingStore;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import org.apache.camel.Processor;
import org.apache.camel.attachment.AttachmentMessage;
import org.h2.jdbcx.JdbcDataSource;

/** The ledger or the spool cannot be used, or a mail cannot be mapped as it is wished. */
public final class StoreErrors {

    private static final String TWINS = """
            Subject: twins
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Disposition: attachment; filename=a.gif

            1
            --x
            Content-Disposition: attachment; filename=a.gif

            2
            --x--
            """;

    private final ErrorPage page;
    private final Path directory;

    private StoreErrors(ErrorPage page, Path directory) {
        this.page = page;
        this.directory = directory;
    }

    public static void tell(ErrorPage page, Path directory) throws Exception {
        StoreErrors errors = new StoreErrors(page, directory);
        page.section("The ledger");
        errors.journal();
        errors.database();
        errors.unwritable();
        page.section("The spool");
        errors.spool();
        page.section("What a mail is made into");
        errors.mapping();
    }

    private void journal() throws Exception {
        Path file = Files.writeString(directory.resolve("a-file"), "x");
        starts("The journal's directory is a file", "journal:" + file, file.toString());
        Path taken = directory.resolve("taken");
        JournalLedgerStore holder = new JournalLedgerStore(taken);
        try {
            starts("Another component has the journal", "journal:" + taken, taken.toString());
        } finally {
            holder.close();
        }
        Path foreign = Files.createDirectory(directory.resolve("foreign"));
        Files.writeString(foreign.resolve("ledger.journal"), "Dear diary, nothing happened today.");
        starts("Not a journal", "journal:" + foreign, foreign.toString());
        Path damaged = directory.resolve("damaged");
        damage(damaged);
        starts("The journal is damaged", "journal:" + damaged, damaged.toString());
    }

    private void damage(Path damaged) throws Exception {
        try (ScriptedServer server = serving("Subject: one\n\nHello\n")) {
            MistakenUser.poll(MistakenUser.uri(server, "ledger=journal:" + damaged));
        }
        Path file = damaged.resolve("ledger.journal");
        byte[] octets = Files.readAllBytes(file);
        octets[octets.length / 2] ^= 1;
        Files.write(file, octets);
    }

    private void database() {
        starts("No such data source", "jdbc:#nobody", "nobody");
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:errors;IFEXISTS=TRUE");
        source.setPassword("s3cret");
        page.tells("Unknown database", () -> start("jdbc:#source", Map.of("source", source)), "ledger's table");
    }

    private void starts(String done, String ledger, String subject) {
        page.tells(done, () -> start(ledger, Map.of()), subject);
    }

    private static void start(String ledger, Map<String, Object> beans) throws Exception {
        String uri = "pop3xs:mail.example.com?username=alice&password=s3cret&startScheduler=false&ledger=" + ledger;
        MistakenUser.poll(uri, beans, 0, MistakenUser::nothing);
    }

    private void unwritable() throws Exception {
        FailingStore store = new FailingStore();
        store.refuse(entry -> entry.state() == EntryState.IN_FLIGHT);
        reported("An attempt cannot be recorded", "ledger=#store", Map.of("store", store), MistakenUser::nothing);
        FailingStore late = new FailingStore();
        late.refuse(entry -> entry.state() == EntryState.DELIVERED);
        reported("An outcome cannot be recorded", "ledger=#store", Map.of("store", late), MistakenUser::nothing);
    }

    private void reported(String done, String options, Map<String, Object> beans, Processor processor)
            throws Exception {
        reported(done, "Subject: one\n\nHello\n", options, beans, processor);
    }

    private void reported(String done, String mail, String options, Map<String, Object> beans, Processor processor)
            throws Exception {
        try (ScriptedServer server = serving(mail)) {
            MistakenUser.Report report = MistakenUser.report(MistakenUser.uri(server, options), beans, 1, processor);
            page.reports(done, report.cause(), report.text(), "essage a");
        }
    }

    private static ScriptedServer serving(String mail) {
        return new ScriptedServer().answers(new Maildrop().add("a", mail));
    }

    private void spool() throws Exception {
        Path file = directory.resolve("a-file");
        reported(
                "The spool's directory is a file",
                "spoolThreshold=0&spoolDirectory=" + file,
                Map.of(),
                MistakenUser::nothing);
    }

    private void mapping() throws Exception {
        reported(
                "Two attachments of one name",
                TWINS,
                "failOnDuplicateFileAttachment=true",
                Map.of(),
                exchange -> exchange.getMessage(AttachmentMessage.class).getAttachmentNames());
    }
}
