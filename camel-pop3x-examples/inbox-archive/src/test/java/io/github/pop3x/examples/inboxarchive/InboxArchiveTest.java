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
package io.github.pop3x.examples.inboxarchive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.pop3x.Pop3xEndpoint;
import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.Pop3Session;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InboxArchiveTest {

    /** All but the last, the big one, which takes GreenMail a while. */
    private static final List<byte[]> MAILS =
            SampleMails.all().subList(0, SampleMails.all().size() - 1);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final InboxArchive program = new InboxArchive(new PrintStream(shown, true, UTF_8), null);
    private EmbeddedMailbox mailbox;

    @BeforeEach
    void startMailbox() throws Exception {
        mailbox = EmbeddedMailbox.start(MAILS);
    }

    @AfterEach
    void stopMailbox() {
        mailbox.close();
    }

    @Test
    void everyMessageBecomesAFileAndTheMailboxIsEmpty() throws Exception {
        Map<String, byte[]> retrieved = retrieveAll();

        Summary summary = drain(mailbox.uri("trust"));

        long octets = retrieved.values().stream().mapToLong(mail -> mail.length).sum();
        assertThat(summary).isEqualTo(new Summary(MAILS.size(), MAILS.size(), octets, 0));
        assertThat(filesByName().keySet()).isEqualTo(retrieved.keySet());
        filesByName().forEach((uid, mail) -> assertThat(mail).as(uid).isEqualTo(retrieved.get(uid)));
        assertThat(retrieveAll()).isEmpty();
    }

    @Test
    void theDemonstrationArchivesAllSamples() throws Exception {
        program.demonstrate(directory);

        assertThat(filesByName()).hasSize(SampleMails.all().size());
    }

    @Test
    void aSecondRunFindsNothing() throws Exception {
        drain(mailbox.uri("trust"));

        assertThat(drain(mailbox.uri("trust"))).isEqualTo(new Summary(0, 0, 0, 0));
        assertThat(filesByName()).hasSize(MAILS.size());
    }

    @Test
    void withoutDeleteEverythingIsLeftAndNothingIsWrittenTwice() throws Exception {
        String keeping = mailbox.uri("trust").replace("delete=true", "delete=false");

        assertThat(drain(keeping).left()).isEqualTo(MAILS.size());
        Summary again = drain(keeping);

        assertThat(again.messages()).isEqualTo(MAILS.size());
        assertThat(again.files()).isZero();
    }

    @Test
    void aMailThatCannotBeWrittenStaysOnTheServer() throws Exception {
        Path gone = directory.resolve("gone");
        Archive archive = new Archive(gone);
        Files.delete(gone);
        Drain drain = new Drain();

        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("trust", mailbox.trust());
            camel.addRoutes(new ArchiveRoute(
                    mailbox.uri("trust"), archive, new Progress(new PrintStream(shown, true, UTF_8)), drain));
            camel.start();
            drain.await();
        }

        assertThatThrownBy(drain::rethrow)
                .isInstanceOf(ArchiveFailedException.class)
                .hasMessageStartingWith("NoSuchFileException: " + gone);
        assertThat(retrieveAll()).hasSize(MAILS.size());
        assertThat(shown.size()).isZero();
    }

    @Test
    void theProgressIsInColumnsAndSafe() throws Exception {
        drain(mailbox.uri("trust"));

        List<String> lines = shown.toString(UTF_8).lines().toList();
        String last = lines.get(lines.size() - 1);
        assertThat(lines).hasSize(MAILS.size() + 3);
        assertThat(lines.get(2))
                .isEqualTo(
                        "  1/%-3d  Bea <sender1@example.org>  %-32s  %,11d",
                        MAILS.size(), "Minutes of Monday's meeting", MAILS.get(0).length);
        assertThat(last).startsWith(MAILS.size() + " messages archived").endsWith("the server counts 0.");
        assertThat(shown.toString(UTF_8)).doesNotContain("\u001B", "\u202E").contains("会議の議事録");
    }

    @Test
    void aWrongPasswordIsOneLineWithoutTheSecret() {
        String wrong = mailbox.uri("trust").replaceFirst("RAW\\(.*?\\)", "RAW(hunter2)");

        assertThatThrownBy(() -> drain(wrong))
                .isInstanceOf(ArchiveFailedException.class)
                .message()
                .hasLineCount(1)
                .contains("localhost")
                .doesNotContain("hunter2");
        assertThat(shown.toString(UTF_8)).doesNotContain("hunter2");
    }

    @Test
    void aMisspeltOptionIsNamed() {
        assertThatThrownBy(() -> drain(mailbox.uri("trust") + "&dlete=true"))
                .isInstanceOf(ArchiveFailedException.class)
                .message()
                .hasLineCount(1)
                .contains("dlete");
    }

    @Test
    void aMissingPasswordIsReportedBeforeTheFirstConnection() {
        assertThatThrownBy(() -> drain("pop3xs:localhost?username=alice"))
                .isInstanceOf(ArchiveFailedException.class)
                .hasMessageContaining("POP3_PASSWORD");
    }

    @Test
    void aPasswordThatTheUriLacksIsTakenFromTheEnvironment() throws Exception {
        String password = mailbox.uri("trust").replaceFirst(".*RAW\\((.*?)\\).*", "$1");
        String without = mailbox.uri("trust").replaceFirst("password=RAW\\(.*?\\)&", "");

        new InboxArchive(new PrintStream(shown, true, UTF_8), password).drain(without, directory, beans());

        assertThat(filesByName()).hasSize(MAILS.size());
        assertThat(shown.toString(UTF_8)).doesNotContain(password);
    }

    private Summary drain(String uri) throws Exception {
        return program.drain(uri, directory, beans());
    }

    private Map<String, Object> beans() throws Exception {
        return Map.of("trust", mailbox.trust());
    }

    /** What the server holds, by RETR; nothing is deleted. */
    private Map<String, byte[]> retrieveAll() throws Exception {
        Map<String, byte[]> mails = new HashMap<>();
        try (DefaultCamelContext camel = new DefaultCamelContext();
                Pop3Session session = Pop3Client.open(endpoint(camel).clientOptions())) {
            for (Pop3Message message : session.messages()) {
                try (InputStream octets = session.retrieve(message)) {
                    mails.put(message.uid(), octets.readAllBytes());
                }
            }
        }
        return mails;
    }

    private Pop3xEndpoint endpoint(CamelContext camel) throws Exception {
        camel.getRegistry().bind("trust", mailbox.trust());
        return camel.getEndpoint(mailbox.uri("trust"), Pop3xEndpoint.class);
    }

    private Map<String, byte[]> filesByName() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
