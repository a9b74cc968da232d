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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.pop3x.testing.ChildJvm;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Camel's virtual threads, with a JDK that has them: this one, or another one that is installed where Debian puts them. */
class VirtualThreadsTest {

    private static final int FIRST_WITH_THEM = 21;
    private static final int MESSAGES = 20;
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"([0-9]+)");

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path directory;

    private final Maildrop maildrop = new Maildrop();

    private static Optional<Path> newerJdk() throws IOException {
        if (Runtime.version().feature() >= FIRST_WITH_THEM) {
            return Optional.of(Path.of(System.getProperty("java.home")));
        }
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.filter(home -> version(home) >= FIRST_WITH_THEM)
                    .filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
                    .findFirst();
        }
    }

    private static int version(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            // A directory of something else.
            return 0;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"concurrentExchanges=1", "concurrentExchanges=4"})
    void aMailboxIsDrainedOnVirtualThreads(String option) throws Exception {
        Optional<Path> jdk = newerJdk();
        assumeTrue(jdk.isPresent(), "virtual threads need a JDK of version 21 or newer");
        for (int i = 1; i <= MESSAGES; i++) {
            maildrop.add("uid" + i, "Subject: mail " + i + "\n\ntext\n");
        }
        server.answers(new ServerProfile().mailbox("alice", "secret", maildrop));
        String uri = "pop3x:localhost:" + server.port()
                + "?tls=none&username=alice&password=secret&delete=true&initialDelay=0&" + option;

        List<String> lines = new ArrayList<>();
        try (ChildJvm jvm = new ChildJvm(
                jdk.orElseThrow(),
                VirtualThreadsProgram.class,
                directory.resolve("errors.txt"),
                Duration.ofMinutes(2),
                List.of("-Dcamel.threads.virtual.enabled=true"),
                uri)) {
            for (int i = 0; i < MESSAGES; i++) {
                lines.add(jvm.line());
            }
            assertThat(jvm.stop()).as(jvm.errors()).isZero();
        }

        assertThat(Set.copyOf(lines)).hasSize(MESSAGES).allMatch(line -> line.endsWith(" virtual"));
        assertThat(maildrop.uids()).isEmpty();
    }
}
