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
package io.github.pop3x.examples.jbang;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.pop3.Pop3Server;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/** The files that Camel JBang would be given, loaded by the Camel that it would run. */
class JBangTest {

    private static final String MAIL = "From: bea@example.org\r\nSubject: hello\r\n\r\nHello\r\n";
    private static final String PASSWORD = "s3cret";

    private final Managers managers = new Managers();
    private GreenMailUser alice;
    private Pop3Server server;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws Exception {
        alice = managers.getUserManager().createUser("alice@example.org", "alice", PASSWORD);
        alice.deliver(new MimeMessage((Session) null, new ByteArrayInputStream(MAIL.getBytes(US_ASCII))));
        server = new Pop3Server(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3), managers);
        server.startService();
        assertThat(server.waitTillRunning(10_000)).isTrue();
    }

    @AfterEach
    void stop() {
        server.stopService();
    }

    private static Properties settings() throws IOException {
        Properties settings = new Properties();
        try (var file = Files.newBufferedReader(Path.of("application.properties"))) {
            settings.load(file);
        }
        return settings;
    }

    /** The settings of the file, but for what belongs to a real server. */
    private Main camel(String... files) throws IOException {
        Main camel = new Main();
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        camel.setDefaultPropertyPlaceholderLocation("false");
        Properties settings = settings();
        settings.stringPropertyNames()
                .forEach(name -> camel.addInitialProperty(name.replace("pop3xs", "pop3x"), settings.getProperty(name)));
        String host = "127.0.0.1:" + server.getPort();
        camel.addInitialProperty("mail.host", host);
        camel.addInitialProperty("mail.password", PASSWORD);
        camel.addInitialProperty("mail.uri", "pop3x:" + host);
        camel.addInitialProperty("mail.directory", directory.resolve("inbox").toString());
        camel.addInitialProperty("mail.ledger", directory.resolve("ledger").toString());
        // GreenMail has no STLS.
        camel.addInitialProperty("camel.component.pop3x.tls", "none");
        camel.configure()
                .withRoutesIncludePattern(Stream.of(files)
                        .map(file -> Path.of(file).toAbsolutePath().toUri().toString())
                        .reduce((one, two) -> one + "," + two)
                        .orElseThrow());
        return camel;
    }

    private void drain(Main camel) throws Exception {
        camel.init();
        NotifyBuilder done =
                new NotifyBuilder(camel.getCamelContext()).whenDone(1).create();
        try {
            camel.start();
            assertThat(done.matches(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            camel.stop();
        }
        try (Stream<Path> files = Files.list(directory.resolve("inbox"))) {
            List<Path> written = files.toList();
            assertThat(written).hasSize(1);
            assertThat(Files.readString(written.get(0)))
                    .contains("Subject: hello")
                    .endsWith("Hello\r\n");
        }
        assertThat(managers.getImapHostManager().getInbox(alice).getMessageCount())
                .isZero();
    }

    @Test
    void theRouteDrainsAMailbox() throws Exception {
        drain(camel("route.yaml"));
    }

    @Test
    void theKameletDrainsAMailbox() throws Exception {
        Main camel = camel("pop3x-source.kamelet.yaml", "kamelet-route.yaml");
        camel.addInitialProperty("camel.kamelet.pop3x-source.scheme", "pop3x");
        drain(camel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application.properties", "pop3x-source.kamelet.yaml"})
    void theVersionIsThatOfThisProject(String file) throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        String version = pom.replaceFirst("(?s).*?<parent>.*?<version>([^<]*)<.*", "$1");

        assertThat(Files.readString(Path.of(file))).contains("io.github.pop3x:camel-pop3x-component:" + version);
    }
}
