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
package io.github.pop3x.ledger.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Ledgers of several mailboxes in one store, which hangs or fails for one of them. */
class LedgersTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Ledgers ledgers = new Ledgers(name -> null, InstantSource.system());

    /** A store without entries. */
    private static class KeepsNothing implements LedgerStore {
        @Override
        public Recorded load(String mailbox) {
            return Recorded.NOTHING;
        }

        @Override
        public void save(String mailbox, Collection<LedgerEntry> entries) {}

        @Override
        public void forget(String mailbox, Collection<MessageIdentity> identities) {}

        @Override
        public void markBaseline(String mailbox) {}

        @Override
        public void sync() {}

        @Override
        public boolean isDurable() {
            return false;
        }

        @Override
        public void close() {}
    }

    private DeliveryLedger ledger(Object store, String mailbox) throws IOException {
        return ledgers.ledger(store, mailbox, WEEK, Duration.ofMinutes(1));
    }

    @Test
    void aStoreThatHangsForOneMailboxHoldsUpNoOther() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger loads = new AtomicInteger();
        LedgerStore hanging = new KeepsNothing() {
            @Override
            public Recorded load(String mailbox) {
                if (mailbox.equals("hangs")) {
                    loads.incrementAndGet();
                    asked.countDown();
                    await(answers);
                }
                return super.load(mailbox);
            }
        };
        CompletableFuture<DeliveryLedger> first = CompletableFuture.supplyAsync(() -> get(hanging, "hangs"));
        asked.await();
        assertSame(ledger(hanging, "other"), ledger(hanging, "other"));
        assertNotSame(ledger("memory", "hangs"), ledger(hanging, "other"));
        CompletableFuture<DeliveryLedger> second = CompletableFuture.supplyAsync(() -> get(hanging, "hangs"));
        assertFalse(first.isDone());
        answers.countDown();
        assertSame(first.get(), second.get(), "both wait for one reading");
        assertEquals(1, loads.get());
    }

    @Test
    void aFailureIsNotRemembered() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        LedgerStore failsOnce = new KeepsNothing() {
            @Override
            public Recorded load(String mailbox) {
                if (loads.getAndIncrement() == 0) {
                    throw new IllegalStateException("no database");
                }
                return super.load(mailbox);
            }
        };
        assertThrows(IOException.class, () -> ledger(failsOnce, "alice"));
        assertSame(ledger(failsOnce, "alice"), ledger(failsOnce, "alice"));
    }

    @Test
    void refusesAnOptionThatMeansNothing() {
        ExecutionException refused = assertThrows(
                ExecutionException.class, () -> CompletableFuture.supplyAsync(() -> get("notebook", "alice"))
                        .get());
        assertInstanceOf(IllegalArgumentException.class, refused.getCause());
    }

    private DeliveryLedger get(Object store, String mailbox) {
        try {
            return ledger(store, mailbox);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aJournalThatCannotBeClosedKeepsNoOtherOpen(@TempDir Path directory) throws Exception {
        Ledgers all = new Ledgers(name -> null, InstantSource.system());
        List<Path> directories = List.of(directory.resolve("a"), directory.resolve("b"), directory.resolve("c"));
        IOException expected = new IOException("no space left");
        for (Path each : directories) {
            all.store("journal:" + each, Duration.ofMinutes(1));
        }
        stores(all).put("failing", CompletableFuture.completedFuture(new KeepsNothing() {
            @Override
            public void close() {
                throw new IllegalStateException(expected);
            }
        }));
        IOException thrown = assertThrows(IOException.class, all::close);
        assertSame(expected, thrown.getCause().getCause());
        for (Path each : directories) {
            new JournalLedgerStore(each).close();
        }
    }

    @Test
    void aJournalIsOpenedOnceHoweverItsDirectoryIsWritten(@TempDir Path directory) throws Exception {
        Path link =
                Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("real")));
        List<String> spellings =
                List.of("real", "./real", "real/../real/", link.getFileName().toString());
        LedgerStore first = ledgers.store("journal:" + directory.resolve("real"), Duration.ofSeconds(30));
        for (String spelling : spellings) {
            assertSame(first, ledgers.store("journal:" + directory + "/" + spelling, Duration.ofSeconds(30)));
        }
        ledgers.close();
        new JournalLedgerStore(link).close();
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, CompletableFuture<LedgerStore>> stores(Ledgers of) throws Exception {
        Field stores = Ledgers.class.getDeclaredField("stores");
        stores.setAccessible(true);
        return (Map<Object, CompletableFuture<LedgerStore>>) stores.get(of);
    }
}
