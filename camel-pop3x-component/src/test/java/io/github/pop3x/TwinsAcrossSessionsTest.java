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

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.client.Pop3ProtocolException;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * Two copies of one message under one unique id, which RFC 1939 §7 allows. When one of them is deleted nobody can tell
 * which one is left, in this process or in the next, least of all if the answer to QUIT was lost.
 */
class TwinsAcrossSessionsTest {

    private static final String MAIL = "Message-ID: <1@example.org>\nSubject: one\n\nHello\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path home;

    private final Maildrop maildrop = new Maildrop().add("twin", MAIL).add("twin", MAIL);
    private final AtomicInteger routed = new AtomicInteger();
    private PolledRoute route;

    @AfterEach
    void stop() {
        route.close();
    }

    /** Routes both, and has one deleted. */
    private void deleteOne(Processor second, boolean quitLost, boolean restart) throws Exception {
        server.answers(maildrop);
        start(exchange -> {
            if (routed.incrementAndGet() == 2) {
                second.process(exchange);
            }
        });
        if (quitLost) {
            server.suffers(Misfortune.lostQuitReply());
            assertThrows(Pop3ProtocolException.class, route::poll);
        } else {
            route.poll();
        }
        assertEquals(List.of("twin"), maildrop.removals());
        assertEquals(2, routed.get());
        if (restart) {
            route.close();
            start(exchange -> routed.incrementAndGet());
        }
    }

    private void start(Processor processor) throws Exception {
        route = PolledRoute.from(server, "delete=true&ledger=journal:" + home, processor);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false", "false, true"})
    void theRemainingTwinIsRoutedAgainIfItsRouteMayHaveFailed(boolean quitLost, boolean restart) throws Exception {
        deleteOne(exchange -> exchange.setRollbackOnly(true), quitLost, restart);
        assertEquals(1, route.poll());
        assertEquals(3, routed.get());
        assertEquals(List.of("twin", "twin"), maildrop.removals());
    }

    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false", "false, true"})
    void theRemainingTwinIsKeptIfItMayBeTheKeptOne(boolean quitLost, boolean restart) throws Exception {
        deleteOne(exchange -> exchange.setProperty(Pop3xConstants.DELETE, false), quitLost, restart);
        route.poll();
        assertEquals(List.of("twin"), maildrop.uids());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theRemainingTwinIsDeletedIfBothWereDelivered(boolean restart) throws Exception {
        server.answers(maildrop).suffers(Misfortune.lostQuitReply(), Misfortune.refuse("DELE 2", "not now"));
        start(exchange -> {});
        assertThrows(Pop3ProtocolException.class, route::poll);
        if (restart) {
            route.close();
            start(exchange -> {});
        }
        assertEquals(0, route.poll());
        assertEquals(List.of("twin", "twin"), maildrop.removals());
    }
}
