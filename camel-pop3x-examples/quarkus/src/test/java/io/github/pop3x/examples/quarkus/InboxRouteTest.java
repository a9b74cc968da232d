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
package io.github.pop3x.examples.quarkus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.apache.camel.ProducerTemplate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The application in Quarkus, on the JVM: the component is an ordinary dependency there. */
@QuarkusTest
@WithTestResource(EmbeddedMailbox.class)
class InboxRouteTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    ProducerTemplate template;

    @ConfigProperty(name = "mail.directory")
    String directory;

    private List<String> mails() {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files.filter(Files::isRegularFile).map(InboxRouteTest::text).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int messagesLeft() {
        return template.requestBody("{{mail.uri}}?operation=list", null, List.class)
                .size();
    }

    @Test
    void theMailboxIsDrainedIntoFiles() {
        await().atMost(PATIENCE).until(() -> messagesLeft() == 0);

        assertThat(mails()).hasSize(EmbeddedMailbox.MAILS).allMatch(mail -> mail.endsWith("Hello\r\n"));
    }
}
