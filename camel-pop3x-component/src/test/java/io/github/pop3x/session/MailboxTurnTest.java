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
package io.github.pop3x.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.pop3x.client.wire.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MailboxTurnTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final MailboxTurn turn = new MailboxTurn();
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> served = Collections.synchronizedList(new ArrayList<>());

    /** Waits on a thread of its own; the caller goes on once it waits. */
    private CompletableFuture<Boolean> waits(String name, Cancellation cancellation) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                boolean taken = turn.await(LONG, cancellation);
                if (taken) {
                    served.add(name);
                    turn.end();
                }
                result.complete(taken);
            } catch (InterruptedException e) {
                result.completeExceptionally(e);
            }
        });
        threads.add(thread);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return result;
    }

    @Test
    void whoComesFirstIsServedFirst() {
        assertTrue(turn.tryTake());
        List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(waits("caller " + i, new Cancellation()));
        }
        turn.end();
        waiting.forEach(each -> assertTrue(each.join()));
        for (int i = 0; i < 20; i++) {
            assertEquals("caller " + i, served.get(i));
        }
    }

    @Test
    void nobodyOvertakesThoseThatWait() throws Exception {
        assertTrue(turn.tryTake());
        CompletableFuture<Boolean> first = waits("first", new Cancellation());
        assertFalse(turn.tryTake());
        assertFalse(turn.await(SHORT, new Cancellation()));
        assertFalse(turn.await(Duration.ZERO, new Cancellation()));
        turn.end();
        assertTrue(first.join());
        assertTrue(turn.tryTake());
    }

    @Test
    void aCallerThatGivesUpKeepsNobodyWaiting() throws Exception {
        assertTrue(turn.tryTake());
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Boolean> first = waits("first", cancellation);
        CompletableFuture<Boolean> second = waits("second", new Cancellation());
        cancellation.cancel("stopping");
        assertFalse(first.join());
        turn.end();
        assertTrue(second.join());
        assertFalse(turn.await(LONG, cancellation), "one that has given up waits no more");
    }
}
