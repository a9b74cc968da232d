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
package io.github.pop3x.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.client.command.ScanListing;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The example programs of Ruby's net/pop and Perl's Net::POP3, as this client writes them: each a method to copy. {@code
 * Pop3ClientOptions.of("pop.example.com", CredentialsProvider.of("YourAccount", "YourPassword"))} gives the options.
 */
class ExamplesTest {

    // Ruby: "Retrieving Messages". Messages become the files 1, 2, … and are deleted on the server.

    static void retrieveMessages(Pop3ClientOptions options, Path inbox) throws IOException {
        try (Pop3Session pop = Pop3Client.open(options)) {
            int i = 0;
            for (Pop3Message mail : pop.messages()) {
                try (OutputStream file = Files.newOutputStream(inbox.resolve(String.valueOf(++i)))) {
                    pop.retrieve(mail.number(), file);
                }
                pop.delete(mail);
            }
            pop.quit();
        }
    }

    // Ruby: "Shortened Code". The session is opened and committed around the work, and abandoned if it throws.

    static int shortenedCode(Pop3ClientOptions options, Path inbox) throws IOException {
        return Pop3Client.withSession(options, pop -> {
            MaildropListing mails = pop.messages();
            for (Pop3Message mail : mails) {
                try (MessageStream octets = pop.retrieve(mail)) {
                    Files.copy(octets, inbox.resolve(String.valueOf(mail.number())));
                }
                pop.delete(mail);
            }
            return mails.size();
        });
    }

    // Ruby: delete_all. Many are requested at once, and what was handled is deleted at the end.

    static void deleteAll(Pop3ClientOptions options, Path inbox) throws IOException {
        Pop3Client.withSession(options, pop -> {
            pop.drain((mail, octets) -> Files.copy(octets, inbox.resolve(String.valueOf(mail.number()))));
            return null;
        });
    }

    // Ruby: "Memory Space Issues". No example here holds a message in memory.

    static void littleByLittle(Pop3ClientOptions options, Path inbox) throws IOException {
        Pop3Client.withSession(options, pop -> {
            pop.drain((mail, octets) -> {
                try (OutputStream file = Files.newOutputStream(inbox.resolve(String.valueOf(mail.number())))) {
                    octets.transferTo(file);
                }
            });
            return null;
        });
    }

    // Ruby: "Using APOP".

    static void usingApop(Pop3ClientOptions options, Path inbox) throws IOException {
        Pop3ClientOptions apop =
                options.toBuilder().mechanisms(MechanismPolicy.parse("APOP")).build();
        retrieveMessages(apop, inbox);
    }

    // Ruby: "Fetch Only Selected Mail Using 'UIDL' POP Command". What is not needed is not retrieved.

    static void onlySelected(Pop3ClientOptions options, Path inbox, Predicate<String> needed) throws IOException {
        try (Pop3Session pop = Pop3Client.open(options)) {
            List<Pop3Message> selected = pop.messages().stream()
                    .filter(mail -> needed.test(mail.uid()))
                    .toList();
            for (Pop3Message mail : selected) {
                try (MessageStream octets = pop.retrieve(mail)) {
                    Files.copy(octets, inbox.resolve(mail.uid()));
                }
            }
            pop.quit();
        }
    }

    // Perl: the synopsis. Log in by user and password, list, get, and delete as well.

    static void synopsis(Pop3ClientOptions options, Credentials login, PrintStream out) throws IOException {
        Pop3Authorization server = Pop3Client.connect(options);
        try (server;
                Pop3Session pop = server.userAndPass(login)) {
            ScanListing list = pop.list();
            for (int i = 0; i < list.size(); i++) {
                int number = list.numberAt(i);
                pop.retrieve(number, out);
                pop.delete(number);
            }
            pop.quit();
        }
    }

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path inbox;

    private final Maildrop maildrop =
            new Maildrop().add("a", "Subject: 1\n\nfirst\n").add("b", "Subject: 2\n\n.\n");
    private Pop3ClientOptions options;

    @BeforeEach
    void serve() {
        server.answers(maildrop);
        options = Dialogue.options(server);
    }

    private void assertMoved() throws IOException {
        server.awaitIdle();
        assertEquals("Subject: 1\r\n\r\nfirst\r\n", Files.readString(inbox.resolve("1")));
        assertEquals("Subject: 2\r\n\r\n.\r\n", Files.readString(inbox.resolve("2")));
        assertEquals(List.of("a", "b"), maildrop.removals());
    }

    @Test
    void retrievingMessages() throws IOException {
        retrieveMessages(options, inbox);
        assertMoved();
    }

    @Test
    void theBlockForm() throws IOException {
        assertEquals(2, shortenedCode(options, inbox));
        assertMoved();
    }

    @Test
    void deletingAll() throws IOException {
        deleteAll(options, inbox);
        assertMoved();
    }

    @Test
    void memorySpace() throws IOException {
        littleByLittle(options, inbox);
        assertMoved();
    }

    @Test
    void apop() throws IOException {
        usingApop(options, inbox);
        assertMoved();
        assertTrue(server.dialogue().contains("C: APOP alice "));
    }

    @Test
    void selectingByUid() throws IOException {
        onlySelected(options, inbox, "b"::equals);
        server.awaitIdle();
        assertEquals("Subject: 2\r\n\r\n.\r\n", Files.readString(inbox.resolve("b")));
        assertEquals(List.of("b"), maildrop.retrievals());
        assertEquals(List.of("a", "b"), maildrop.uids());
    }

    @Test
    void theSynopsisOfPerl() throws IOException {
        Path printed = inbox.resolve("printed");
        try (PrintStream out = new PrintStream(Files.newOutputStream(printed), false, StandardCharsets.US_ASCII)) {
            synopsis(options, Credentials.of("alice", "s3cret"), out);
        }
        server.awaitIdle();
        assertEquals("Subject: 1\r\n\r\nfirst\r\nSubject: 2\r\n\r\n.\r\n", Files.readString(printed));
        assertEquals(List.of("a", "b"), maildrop.removals());
    }
}
