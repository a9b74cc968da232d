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
package io.github.pop3x.springboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The settings and the route of the manual's application of camel-main work unchanged in one of Spring Boot. */
class ManualTest {

    private static final Path MANUAL = Path.of("../camel-pop3x-component/src/main/docs/pop3x-component.adoc");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int COUNT = 3;

    @TempDir
    Path home;

    @Test
    void itsSettingsAndItsRouteWorkUnchanged() throws Exception {
        Files.writeString(home.resolve("application.properties"), block("The settings, in"));
        Files.createDirectory(home.resolve("routes"));
        Files.writeString(home.resolve("routes/inbox.yaml"), block("The route, in"));
        LocalhostCertificate certificate = LocalhostCertificate.in(home);
        String[] arguments = Stream.concat(
                        Stream.of(
                                "spring.main.web-application-type=none",
                                "spring.main.keep-alive=true",
                                "camel.component.pop3xs.ssl-bundle=mail"),
                        Arrays.stream(certificate.bundle("mail")))
                .map(property -> "--" + property)
                .toArray(String[]::new);

        try (Mailbox mailbox = new Mailbox(certificate.serverSockets()).deliver(COUNT);
                ChildApplication application = ChildApplication.start(
                        Application.class,
                        home,
                        Map.of("POP3_PASSWORD", Mailbox.PASSWORD, "MAIL_SERVER", "localhost:" + mailbox.port()),
                        PATIENCE,
                        arguments)) {
            await().atMost(PATIENCE).until(() -> mailbox.count() == 0 || !application.isAlive());
            application.terminate();
            assertThat(mailbox.count())
                    .as("left on the server: " + application.awaitEnd())
                    .isZero();
        }

        try (Stream<Path> files = Files.list(home.resolve("inbox"))) {
            assertThat(files)
                    .hasSize(COUNT)
                    .allSatisfy(file -> assertThat(file).content().startsWith("From: bob@"));
        }
        assertThat(home.resolve("ledger")).isDirectory();
    }

    /** The next block of code behind some words. */
    private static String block(String words) throws IOException {
        Matcher block = Pattern.compile(Pattern.quote(words) + ".*?\n----\n(.*?)\n----\n", Pattern.DOTALL)
                .matcher(Files.readString(MANUAL));
        assertThat(block.find()).as(words).isTrue();
        return block.group(1);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        public static void main(String[] args) {
            SpringApplication.run(Application.class, args);
        }
    }
}
