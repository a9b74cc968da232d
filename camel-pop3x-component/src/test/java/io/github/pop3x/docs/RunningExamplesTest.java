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
package io.github.pop3x.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.pop3x.Pop3xComponent;
import io.github.pop3x.client.wire.PinnedTrust;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.TestCertificates;
import io.github.pop3x.testing.TrustedAuthority;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The routes that README and manual show in YAML, and the manual's application, empty a mailbox into files. */
class RunningExamplesTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Path MANUAL = Path.of("src", "main", "docs", "pop3x-component.adoc");

    /** One that has to be told to Camel with care. */
    private static final String PASSWORD = "s3cret+&%";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path directory;

    private final Maildrop maildrop =
            new Maildrop().add("a", "Subject: a\n\none\n").add("b", "Subject: b\n\ntwo\n");

    @BeforeEach
    void fill() {
        server.answers(new ServerProfile().mailbox("alice", PASSWORD, maildrop))
                .implicitTls(TestCertificates.LOCALHOST.server());
    }

    private static Stream<CodeBlock> blocks(Path document, String language) {
        return CodeBlock.in(document).stream().filter(block -> block.language().equals(language));
    }

    /** Routes that stand by themselves; the others are part of an application. */
    static Stream<CodeBlock> routes() {
        return Stream.of(README, MANUAL)
                .flatMap(document -> blocks(document, "yaml"))
                .filter(block -> block.text().contains("pop3xs:mail.example.com"));
    }

    private String address() {
        return "localhost:" + server.port();
    }

    private void awaitFiles(Path archive) {
        await().until(() -> Set.copyOf(maildrop.removals()).equals(Set.of("a", "b")));
        assertThat(contents(archive))
                .hasSize(2)
                .as("whole mails, and not their text alone")
                .anySatisfy(mail -> assertThat(mail).startsWith("Subject: a").endsWith("one"))
                .anySatisfy(mail -> assertThat(mail).startsWith("Subject: b").endsWith("two"));
    }

    private static List<String> contents(Path archive) {
        try (Stream<Path> files = Files.list(archive)) {
            return files.filter(Files::isRegularFile)
                    .map(RunningExamplesTest::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void aRouteInYaml(CodeBlock block) throws Exception {
        Path archive = directory.resolve("inbox");
        String route = block.text()
                .replace("mail.example.com", address())
                .replace("file:inbox", "file:" + archive)
                .replace("{{env:POP3_PASSWORD}}", PASSWORD);
        assertThat(route).contains(address(), archive.toString(), PASSWORD);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setSSLContextParameters(new TrustedAuthority());
            context.getComponent("pop3xs", Pop3xComponent.class).setUseGlobalSslContextParameters(true);
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("inbox.yaml", route));
            context.start();
            awaitFiles(archive);
        }
    }

    /** What the manual sets for a server whose certificate Java does not trust, with what stands for the user's own. */
    static Stream<Map<String, String>> waysToTrust() throws CertificateException {
        String pin = PinnedTrust.fingerprint(TestCertificates.LOCALHOST.certificate());
        return Stream.of(
                Map.of("camel.component.pop3xs.tlsFingerprints", pin),
                Map.of(
                        "camel.ssl.trustStore",
                        TestCertificates.trustStore().toString(),
                        "camel.ssl.trustStorePassword",
                        TestCertificates.PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("waysToTrust")
    void theApplicationOfTheManual(Map<String, String> trust) throws Exception {
        String trusting = blocks(MANUAL, "properties")
                .map(CodeBlock::text)
                .filter(text -> trust.keySet().stream().allMatch(text::contains))
                .findFirst()
                .orElseThrow();
        CodeBlock properties = blocks(MANUAL, "properties").findFirst().orElseThrow();
        CodeBlock route = blocks(MANUAL, "yaml")
                .filter(block -> block.text().contains("{{mail.server}}"))
                .findFirst()
                .orElseThrow();
        Files.writeString(directory.resolve("application.properties"), properties.text() + trusting);
        Files.writeString(directory.resolve("inbox.yaml"), route.text());
        Path archive = directory.resolve("archive");
        Main main = new Main();
        // The manual is of the baseline. Later camel-main does not set up TLS by a trust store alone.
        assumeTrue(
                trust.containsKey("camel.component.pop3xs.tlsFingerprints")
                        || new DefaultCamelContext().getVersion().startsWith("4.18."),
                "camel.ssl.trustStore is tried with Camel 4.18");
        main.setDefaultPropertyPlaceholderLocation("file:" + directory.resolve("application.properties"));
        main.addOverrideProperty("mail.server", address());
        main.addOverrideProperty("mail.archive", archive.toString());
        main.addOverrideProperty("camel.component.pop3xs.password", PASSWORD);
        main.addOverrideProperty("camel.component.pop3xs.ledger", "journal:" + directory.resolve("ledger"));
        main.addOverrideProperty("camel.main.routesIncludePattern", "file:" + directory.resolve("*.yaml"));
        trust.forEach(main::addOverrideProperty);
        main.start();
        try {
            awaitFiles(archive);
            assertThat(directory.resolve("ledger")).isNotEmptyDirectory();
        } finally {
            main.stop();
        }
    }
}
