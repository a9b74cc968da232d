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
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application that ends in the middle of a drain and is started again loses nothing. */
class ProcessEndTest {

    private static final int COUNT = 20;
    private static final int HALT = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path home;

    private Mailbox mailbox;

    @BeforeEach
    void fillMailbox() throws Exception {
        mailbox = new Mailbox().deliver(COUNT);
    }

    @AfterEach
    void closeMailbox() {
        mailbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal", "jdbc"})
    void sigtermLosesNothingAndRepeatsNothing(String ledger) throws Exception {
        try (ChildApplication application = start(ledger, HALT)) {
            application.awaitLine(DrainingApplication.HALTED);
            application.terminate();
            application.awaitEnd();
        }
        int before = subjects().size();
        assertThat(before).as("routed before the end").isGreaterThanOrEqualTo(HALT);
        assertThat(mailbox.count()).as("not delivered before the end").isEqualTo(COUNT - before);

        drainTheRest(ledger);

        assertThat(subjects()).hasSize(COUNT);
        assertThat(new TreeSet<>(subjects())).isEqualTo(all());
    }

    @Test
    void sigkillRepeatsWhatWasInItsRouteAndNothingElse() throws Exception {
        try (ChildApplication application = start("journal", HALT)) {
            application.awaitLine(DrainingApplication.HALTED);
            application.kill();
        }
        List<String> before = subjects();
        assertThat(before).as("routed before the end").hasSize(HALT);

        drainTheRest("journal");

        assertThat(subjects()).hasSize(COUNT + 1);
        assertThat(new TreeSet<>(subjects())).isEqualTo(all());
    }

    private void drainTheRest(String ledger) throws Exception {
        try (ChildApplication application = start(ledger, 0)) {
            await().atMost(PATIENCE).until(() -> mailbox.count() == 0 || !application.isAlive());
            application.terminate();
            assertThat(mailbox.count())
                    .as("left on the server: " + application.awaitEnd())
                    .isZero();
        }
    }

    private ChildApplication start(String ledger, int halt) throws IOException {
        String database = "jdbc:h2:file:./database;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        return ChildApplication.start(
                DrainingApplication.class,
                home,
                Map.of(),
                PATIENCE,
                "--spring.main.web-application-type=none",
                "--spring.main.keep-alive=true",
                "--spring.datasource.url=" + database,
                "--mail.port=" + mailbox.port(),
                "--mail.directory=" + "mails",
                "--drain.halt=" + halt,
                "--camel.component.pop3x.tls=none",
                "--camel.component.pop3x.username=" + Mailbox.USERNAME,
                "--camel.component.pop3x.password=" + Mailbox.PASSWORD,
                "--camel.component.pop3x.delete=true",
                "--camel.component.pop3x.ledger=" + (ledger.equals("jdbc") ? "jdbc:#dataSource" : "journal:ledger"));
    }

    /** Of the files, each of which has a name of its own. */
    private List<String> subjects() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("mails"))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("-.*", ""))
                    .toList();
        }
    }

    private static TreeSet<String> all() {
        return new TreeSet<>(
                IntStream.rangeClosed(1, COUNT).mapToObj(Integer::toString).toList());
    }
}
