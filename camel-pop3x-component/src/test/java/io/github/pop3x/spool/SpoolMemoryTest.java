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
package io.github.pop3x.spool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is in memory counts from its first octet until it is released, and never comes to more than there may be. */
class SpoolMemoryTest {

    @TempDir
    Path parent;

    private SpooledMessage spool(SpoolMemory memory, int octets) throws IOException {
        return spool(memory, octets, 0);
    }

    private SpooledMessage spool(SpoolMemory memory, int octets, long announced) throws IOException {
        return new Spool(100_000, memory, new SpoolDirectory(parent))
                .spool(new ByteArrayInputStream(new byte[octets]), announced);
    }

    @Test
    void aMessageThatFindsNoMemoryLeftGoesToAFileUntilSomeIsReleased() throws IOException {
        SpoolMemory memory = new SpoolMemory(10_000);
        SpooledMessage first = spool(memory, 6_000, 6_000);
        assertEquals(6_000, memory.taken());
        Spool spool = new Spool(100_000, memory, new SpoolDirectory(parent));
        assertEquals(List.of(true, false), List.of(spool.keepsInMemory(4_000), spool.keepsInMemory(4_001)));
        SpooledMessage second = spool(memory, 4_001, 4_001);
        assertFalse(second.isInMemory());
        assertEquals(6_000, memory.taken());
        first.release();
        assertEquals(0, memory.taken());
        SpooledMessage third = spool(memory, 4_001, 4_001);
        assertTrue(third.isInMemory());
        second.release();
        third.release();
        assertEquals(0, memory.taken());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 5000", "1, 5000", "5000, 5000", "9000, 5000", "100000, 5000", "4000000000, 5000", "-1, 5000"
    })
    void theOctetsReceivedCountAndNotTheAnnouncedSize(long announced, int octets) throws IOException {
        SpoolMemory memory = new SpoolMemory(1_000_000);
        SpooledMessage message = spool(memory, octets, announced);
        assertTrue(message.isInMemory());
        assertEquals(octets, message.length());
        assertEquals(octets, memory.taken());
        message.release();
        assertEquals(0, memory.taken());
    }

    @Test
    void withoutMemoryEveryMessageThatIsNotEmptyGoesToAFile() throws IOException {
        SpoolMemory memory = new SpoolMemory(0);
        SpooledMessage empty = spool(memory, 0);
        SpooledMessage one = spool(memory, 1);
        assertTrue(empty.isInMemory());
        assertFalse(one.isInMemory());
        one.release();
        empty.release();
    }

    @Test
    void octetsThatAreStillBeingReadCount() throws IOException {
        SpoolMemory memory = new SpoolMemory(10_000);
        AtomicLong seen = new AtomicLong();
        InputStream source = new ByteArrayInputStream(new byte[8_000]) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                seen.set(memory.taken());
                return super.read(target, offset, length);
            }
        };
        new Spool(100_000, memory, new SpoolDirectory(parent))
                .spool(source, 8_000)
                .release();
        assertEquals(8_000, seen.get());
    }

    @Test
    void aSourceThatFailsGivesBackWhatItTook() {
        SpoolMemory memory = new SpoolMemory(10_000);
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection closed");
            }
        };
        Spool spool = new Spool(100_000, memory, new SpoolDirectory(parent));
        assertThrows(IOException.class, () -> spool.spool(failing, 5_000));
        assertEquals(0, memory.taken());
    }

    @Test
    void memoryIsReturnedOnceForRepeatedReleases() throws IOException {
        SpoolMemory memory = new SpoolMemory(10_000);
        SpooledMessage other = spool(memory, 100);
        SpooledMessage message = spool(memory, 1_000);
        SpooledBody body = new SpooledBody(message);
        SpooledBody another = body.another();
        body.release();
        body.release();
        assertEquals(1_100, memory.taken(), "another body has a reference of its own");
        another.release();
        another.release();
        message.release();
        assertEquals(100, memory.taken());
        other.release();
    }

    @Test
    void unreachableBodiesReturnTheirMemoryOnce() throws Exception {
        SpoolMemory memory = new SpoolMemory(10_000);
        loseBodies(memory);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    System.gc();
                    return memory.taken() == 0;
                });
    }

    private void loseBodies(SpoolMemory memory) throws IOException {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            SpooledBody body = new SpooledBody(spool(memory, 1_000));
            body.copy(new DefaultExchange(camel));
            body.another();
            body.release();
            assertEquals(1_000, memory.taken());
        }
    }

    @Test
    void manyThreadsNeverTakeMoreThanThereIsAndGiveAllOfItBack() throws Exception {
        SpoolMemory memory = new SpoolMemory(50_000);
        AtomicLong most = new AtomicLong();
        Spool spool = new Spool(20_000, memory, new SpoolDirectory(parent));
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            Random random = new Random(thread);
            tasks.add(() -> {
                int inMemory = 0;
                for (int turn = 0; turn < 300; turn++) {
                    byte[] octets = new byte[random.nextInt(25_000)];
                    random.nextBytes(octets);
                    long announced = random.nextBoolean() ? octets.length : random.nextInt(40_000);
                    SpooledMessage message = spool.spool(new ByteArrayInputStream(octets), announced);
                    most.accumulateAndGet(memory.taken(), Math::max);
                    try (InputStream in = message.open()) {
                        assertArrayEquals(octets, in.readAllBytes());
                    }
                    inMemory += message.isInMemory() ? 1 : 0;
                    message.release();
                }
                return inMemory;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Integer> inMemory : threads.invokeAll(tasks)) {
                assertTrue(inMemory.get() > 0);
            }
        } finally {
            threads.shutdownNow();
        }
        assertTrue(most.get() <= 50_000, most + " octets at a time");
        assertEquals(0, memory.taken());
    }

    @Test
    void aNegativeAmountIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SpoolMemory(-1));
    }
}
