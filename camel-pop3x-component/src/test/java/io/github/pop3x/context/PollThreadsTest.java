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
package io.github.pop3x.context;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The pool has a thread more than wait for servers. */
class PollThreadsTest {

    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(2);
    private final PollThreads threads = new PollThreads(pool, 2, 6, Duration.ofMillis(10));
    private final CountDownLatch answer = new CountDownLatch(1);
    private final Semaphore waiting = new Semaphore(0);

    @AfterEach
    void stop() {
        answer.countDown();
        pool.shutdownNow();
    }

    private void waitForServer() {
        threads.mayWait();
        waiting.release();
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll(int times) {
        for (int i = 0; i < times; i++) {
            threads.executor().execute(this::waitForServer);
        }
    }

    @Test
    void eachThatWaitsForAServerIsReplaced() throws Exception {
        poll(5);
        assertTrue(waiting.tryAcquire(5, 1, TimeUnit.MINUTES));
        assertEquals(6, pool.getCorePoolSize());
        CountDownLatch healthy = new CountDownLatch(1);
        threads.executor().execute(healthy::countDown);
        assertTrue(healthy.await(1, TimeUnit.MINUTES), "one thread is free");
    }

    @Test
    void thereAreNoMoreThanTheMostAndFewWhenNoneWaits() throws Exception {
        poll(9);
        assertTrue(waiting.tryAcquire(6, 1, TimeUnit.MINUTES));
        assertEquals(6, pool.getCorePoolSize());
        assertEquals(0, waiting.availablePermits());
        answer.countDown();
        await().until(() -> pool.getCorePoolSize() == 2 && pool.getPoolSize() <= 2);
    }

    @Test
    void aFixedNumberStays() throws Exception {
        ScheduledThreadPoolExecutor two = new ScheduledThreadPoolExecutor(2);
        PollThreads fixed = new PollThreads(two, 2, 2, Duration.ofMillis(10));
        CountDownLatch both = new CountDownLatch(2);
        try {
            for (int i = 0; i < 2; i++) {
                fixed.executor().execute(() -> {
                    fixed.mayWait();
                    both.countDown();
                });
            }
            assertTrue(both.await(1, TimeUnit.MINUTES));
            assertEquals(2, two.getCorePoolSize());
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void itMayWaitAfterTheStop() {
        pool.shutdownNow();
        threads.mayWait();
        assertEquals(2, pool.getCorePoolSize());
    }
}
