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
import java.io.InterruptedIOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import javax.sql.DataSource;

import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.LedgerDisposal;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.LimitedStore;
import io.github.pop3x.ledger.MemoryLedgerStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledgers of a process, one for each mailbox and store. They outlive their users: pollers of one mailbox share its
 * ledger. Any thread may call it.
 */
public final class Ledgers {

    private static final Logger LOG = LoggerFactory.getLogger(Ledgers.class);
    private static final String JOURNAL = "journal:";
    private static final String JDBC = "jdbc:#";

    private final Map<Object, CompletableFuture<LedgerStore>> stores = new ConcurrentHashMap<>();
    /** By their real directories, for a directory may be written in several ways. */
    private final Map<Path, CompletableFuture<LedgerStore>> journals = new ConcurrentHashMap<>();

    private final Map<Key, CompletableFuture<DeliveryLedger>> ledgers = new ConcurrentHashMap<>();

    /** Those that nobody needs any more, as long as something that is on its way holds them. */
    private final Map<Key, Released> released = new ConcurrentHashMap<>();

    private final ReferenceQueue<DeliveryLedger> gone = new ReferenceQueue<>();
    private final Function<String, DataSource> dataSources;
    private final InstantSource clock;

    /**
     * Without any ledger at first.
     *
     * @param dataSources finds a data source by its name, and returns null where none has it
     * @param clock tells the time to all ledgers
     */
    public Ledgers(Function<String, DataSource> dataSources, InstantSource clock) {
        this.dataSources = dataSources;
        this.clock = clock;
    }

    private record Key(LedgerStore store, String mailbox) {}

    private static final class Released extends WeakReference<DeliveryLedger> {
        private final Key key;

        Released(Key key, DeliveryLedger ledger, ReferenceQueue<DeliveryLedger> gone) {
            super(ledger, gone);
            this.key = key;
        }
    }

    /** Opens a store, or reads the ledger of a mailbox. */
    @FunctionalInterface
    private interface Loading<V> {
        V load() throws IOException;
    }

    /**
     * The ledger of a mailbox. One that is known already reads again what other processes may have recorded.
     *
     * @param where the option {@code ledger}: {@code memory}, {@code journal:DIRECTORY}, {@code jdbc:#dataSource}, or a
     *     {@link LedgerStore}
     * @param timeout how long the store is waited for, unless the ledger is known already
     * @throws IOException if what was recorded of the mailbox cannot be read
     * @throws IllegalArgumentException if the option means nothing; the message says what to do
     */
    public DeliveryLedger ledger(Object where, String mailbox, Duration forgetAfter, Duration timeout)
            throws IOException {
        LedgerStore store = store(where, timeout);
        Key key = new Key(store, mailbox);
        boolean isKnown = ledgers.containsKey(key) || released.containsKey(key);
        LedgerStore limited = new LimitedStore(store, timeout);
        DeliveryLedger ledger = get(ledgers, key, () -> {
            Released before = released.remove(key);
            DeliveryLedger held = before == null ? null : before.get();
            return held != null
                    ? held
                    : new DeliveryLedger(mailbox, limited, forgetAfter, clock.withZone(ZoneOffset.UTC));
        });
        if (isKnown) {
            // Another process may have polled since, where a database is shared.
            ledger.refresh();
        }
        return ledger;
    }

    /**
     * A mailbox is not polled any more. Its ledger goes when nothing that is on its way needs it, unless something would be
     * lost with it.
     *
     * @param where as for {@link #ledger}
     */
    public void release(Object where, String mailbox) {
        LedgerStore store = now(stores.get(where));
        Key key = new Key(store, mailbox);
        DeliveryLedger ledger = store == null ? null : now(ledgers.get(key));
        if (ledger != null && LedgerDisposal.losesNothing(ledger, store.isDurable())) {
            released.put(key, new Released(key, ledger, gone));
            ledgers.remove(key);
        }
        forgetGone();
    }

    private static <V> V now(CompletableFuture<V> loading) {
        return loading == null || loading.isCompletedExceptionally() ? null : loading.getNow(null);
    }

    private void forgetGone() {
        for (Reference<?> next = gone.poll(); next != null; next = gone.poll()) {
            if (next instanceof Released ledger) {
                released.remove(ledger.key, ledger);
            }
        }
    }

    /** How many ledgers are in memory. */
    public int size() {
        forgetGone();
        return ledgers.size() + released.size();
    }

    /**
     * Where the option says that entries outlive their ledger.
     *
     * @param timeout how long a database is waited for, unless it is known already
     */
    public LedgerStore store(Object where, Duration timeout) throws IOException {
        return get(stores, where, () -> open(where, timeout));
    }

    /**
     * One thread loads what several want at the same time, and no lock is held meanwhile: a database that hangs holds up
     * those that want the same mailbox. A failure is not remembered.
     */
    private static <K, V> V get(Map<K, CompletableFuture<V>> all, K key, Loading<V> loading) throws IOException {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> known = all.putIfAbsent(key, mine);
        if (known != null) {
            return await(known);
        }
        try {
            mine.complete(loading.load());
        } catch (IOException | RuntimeException | Error e) {
            all.remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
        return mine.join();
    }

    private static <V> V await(CompletableFuture<V> loading) throws IOException {
        try {
            return loading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the ledger is read");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IOException(String.valueOf(e.getCause().getMessage()), e.getCause());
        }
    }

    private LedgerStore open(Object where, Duration timeout) throws IOException {
        if (where instanceof LedgerStore store) {
            return store;
        }
        String spec = String.valueOf(where);
        if (spec.equals("memory")) {
            return new MemoryLedgerStore();
        }
        if (spec.startsWith(JOURNAL) && spec.length() > JOURNAL.length()) {
            Path directory = PrivateFiles.directory(Path.of(spec.substring(JOURNAL.length())));
            return get(journals, directory, () -> journal(directory));
        }
        if (spec.startsWith(JDBC) && spec.length() > JDBC.length()) {
            DataSource dataSource = dataSource(spec.substring(JDBC.length()));
            return new JdbcLedgerStore(dataSource, JdbcLedgerStore.DEFAULT_TABLE, true, timeout);
        }
        throw new IllegalArgumentException("ledger must be memory, journal:DIRECTORY, jdbc:#dataSource, or a reference"
                + " to a LedgerStore, not " + kind(spec));
    }

    private DataSource dataSource(String name) {
        DataSource found = dataSources.apply(name);
        if (found == null) {
            throw new IllegalArgumentException("ledger=" + JDBC + name
                    + " names no javax.sql.DataSource of the registry." + " Bind one under that name");
        }
        return found;
    }

    /** What stands behind a colon may be the address of a database, and hold a password. */
    private static String kind(String spec) {
        int colon = spec.indexOf(':');
        return colon < 0 ? spec : spec.substring(0, colon + 1) + "…";
    }

    private static LedgerStore journal(Path directory) throws IOException {
        JournalLedgerStore journal = new JournalLedgerStore(directory);
        if (journal.droppedOctets() > 0) {
            LOG.info(
                    "The last {} octets of the journal in {} were not written to their end and are dropped",
                    journal.droppedOctets(),
                    directory);
        }
        return journal;
    }

    /**
     * Closes the stores that were opened here; a bean is closed by its owner. What is recorded stays recorded.
     *
     * @throws IOException if a store cannot be closed; the others are closed all the same
     */
    public void close() throws IOException {
        ledgers.clear();
        released.clear();
        IOException failure = null;
        for (Map.Entry<Object, CompletableFuture<LedgerStore>> store : stores.entrySet()) {
            LedgerStore opened = store.getValue().getNow(null);
            if (opened != null && store.getKey() != opened) {
                failure = closed(opened, failure);
            }
        }
        stores.clear();
        journals.clear();
        if (failure != null) {
            throw failure;
        }
    }

    /** @return the first failure, which has the others with it, or null if there is none */
    private static IOException closed(LedgerStore store, IOException before) {
        try {
            store.close();
            return before;
        } catch (IOException | RuntimeException | Error e) {
            IOException failure = e instanceof IOException io ? io : new IOException(e.toString(), e);
            if (before == null) {
                return failure;
            }
            before.addSuppressed(failure);
            return before;
        }
    }
}
