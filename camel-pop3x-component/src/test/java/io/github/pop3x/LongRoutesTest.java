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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.store.JdbcLedgerStore;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.MemoryDatabase;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The row of a message in flight is renewed while its route runs, so that it needs no other claim. */
class LongRoutesTest {

    private static final long PATIENCE = 20;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final JdbcDataSource database = MemoryDatabase.create();
    private final CountDownLatch isInRoute = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    private static void reached(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(PATIENCE, TimeUnit.SECONDS), "nobody came");
    }

    private LedgerEntry recorded() throws IOException {
        return new JdbcLedgerStore(database).load("shared").entries().get(0);
    }

    @Test
    void theRowOfAMessageIsRenewedWhileItsRouteRuns() throws Exception {
        server.answers(new Maildrop().add("a", "Subject: a\n\nHello\n"));
        try (PolledRoute route = PolledRoute.from(
                server, "ledger=jdbc:%23database&mailboxKey=shared&delay=3", Map.of("database", database), exchange -> {
                    isInRoute.countDown();
                    reached(goesOn);
                })) {
            CompletableFuture<Integer> poll = CompletableFuture.supplyAsync(() -> {
                try {
                    return route.poll();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            reached(isInRoute);
            long began = recorded().attemptedAt();
            for (int i = 0; i < 2; i++) {
                long before = recorded().attemptedAt();
                await().until(() -> route.deleteLate() == 1 && recorded().attemptedAt() > before);
            }
            goesOn.countDown();
            poll.get(PATIENCE, TimeUnit.SECONDS);
            route.awaitVerdicts(1);
            await().until(() -> recorded().state() == EntryState.DELIVERED);
            assertEquals(began, recorded().attemptedAt());
            await().until(() -> route.deleteLate() == 0);
            assertEquals(List.of(), route.reports());
        }
    }
}
