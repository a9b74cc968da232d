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
import java.nio.file.Path;
import java.util.List;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The option startFrom=now: what is there at first is passed over once and for all. */
class StartFromNowTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path home;

    private final Maildrop maildrop = new Maildrop();

    private PolledRoute route() throws Exception {
        return PolledRoute.from(
                server, "startFrom=now&delete=true&ledger=journal:" + home.resolve("ledger"), exchange -> {});
    }

    private static String mail(String subject) {
        return "Subject: " + subject + "\n\nHello\n";
    }

    @Test
    void onlyNewMessagesAreRoutedAcrossRestarts() throws Exception {
        server.answers(maildrop.add("old", mail("old")));
        try (PolledRoute route = route()) {
            assertEquals(0, route.poll());
            maildrop.add("b", mail("b"));
            assertEquals(1, route.poll());
        }
        maildrop.add("c", mail("c"));
        try (PolledRoute route = route()) {
            assertEquals(1, route.poll());
            assertEquals(List.of("c"), route.takeUids());
        }
        assertEquals(List.of("old"), maildrop.uids());
    }

    @Test
    void anEmptyMailboxIsABaselineToo() throws Exception {
        server.answers(maildrop);
        try (PolledRoute route = route()) {
            assertEquals(0, route.poll());
        }
        maildrop.add("a", mail("a"));
        try (PolledRoute route = route()) {
            assertEquals(1, route.poll());
        }
    }

    @Test
    void noMessageIsRoutedBeforeTheBaselineIsTaken() throws Exception {
        server.answers(maildrop.add("old", mail("old")).add("older", mail("older")));
        server.suffers(Misfortune.autologoutAt("TOP"));
        try (PolledRoute route = route()) {
            assertThrows(IOException.class, route::poll);
            assertEquals(0, route.poll());
            maildrop.add("b", mail("b"));
            assertEquals(1, route.poll());
            assertEquals(List.of("b"), route.takeUids());
        }
    }

    @Test
    void withoutTopWhatIsThereIsKnownByIdAndSize() throws Exception {
        maildrop.add("old", mail("old"));
        server.answers(new ServerProfile().without("TOP").mailbox("alice", "s3cret", maildrop));
        for (int process = 0; process < 2; process++) {
            try (PolledRoute route = route()) {
                assertEquals(0, route.poll());
            }
        }
        assertEquals(List.of("old"), maildrop.uids());
        assertEquals(List.of(), maildrop.retrievals());
    }

    @Test
    void aLedgerInMemoryIsRefusedWithWhatToDo() {
        Throwable cause =
                assertThrows(Exception.class, () -> PolledRoute.from(server, "startFrom=now", exchange -> {}));
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertTrue(cause.getMessage().contains("startFrom=now needs a ledger"), cause.getMessage());
    }
}
