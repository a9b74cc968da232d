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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

import io.github.pop3x.testing.ChildJvm;
import io.github.pop3x.testing.DovecotMailbox;
import io.github.pop3x.testing.DovecotServer;
import io.github.pop3x.testing.route.DrainingRoute;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** As many deletes in one session as a mailbox may need that was not looked after for a while. */
@Tag("dovecot")
class DovecotManyDeletesTest {

    @RegisterExtension
    static final DovecotServer DOVECOT = new DovecotServer();

    private static final int COUNT = Integer.getInteger("pop3x.deletes", 20_000);

    @TempDir
    Path home;

    @Test
    void oneSessionDeletesThemAllFromASmallHeap() throws Exception {
        byte[] message = "Subject: one of many\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
        DovecotMailbox mailbox = DOVECOT.mailbox("many").deliver(Collections.nCopies(COUNT, message));
        String uri = "pop3x:" + DOVECOT.host() + ":" + DOVECOT.port()
                + "?tls=none&mapMailMessage=false&username=many&password="
                + DovecotServer.PASSWORD + "&delete=true&initialDelay=0&commitEvery=1000000&sessionIdleTimeout="
                + DrainingRoute.PATIENCE.toMillis();
        Path seen = home.resolve("seen");
        try (ChildJvm process = DrainingRoute.start(home, "-Xmx32m", uri, seen, 0, false)) {
            await().atMost(DrainingRoute.PATIENCE).until(() -> mailbox.count() == 0 || !process.isAlive());
            assertThat(process.stop()).as(process.errors()).isZero();
        }
        List<String> lines = Files.readAllLines(seen);
        assertThat(lines).hasSize(COUNT);
        assertThat(new HashSet<>(lines)).hasSize(COUNT);
        assertThat(DOVECOT.log()).contains("del=" + COUNT + "/" + COUNT);
    }
}
