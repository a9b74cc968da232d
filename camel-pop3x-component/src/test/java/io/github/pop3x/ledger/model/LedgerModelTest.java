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
package io.github.pop3x.ledger.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MemoryLedgerStore;
import io.github.pop3x.ledger.store.JdbcLedgerStore;
import io.github.pop3x.ledger.store.JournalLedgerStore;
import io.github.pop3x.testing.MemoryDatabase;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Random histories of a mailbox through the ledger, with each store: what the {@link Promise} says holds after each step,
 * and in the end nothing is left over. A history that breaks it is shrunk to the few steps that it takes.
 *
 * <p>{@code -Dpop3x.histories=100000} says how many run in all; {@code -Dpop3x.histories.second=false} leaves out the second
 * process where the store is shared.
 */
@AddLifecycleHook(Histories.class)
class LedgerModelTest {

    private static final boolean SECOND = Boolean.parseBoolean(System.getProperty("pop3x.histories.second", "true"));

    @Provide
    Arbitrary<List<Step>> histories() {
        return Step.histories();
    }

    @Histories.Share(0.58)
    @Property(edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED)
    void withALedgerInMemory(@ForAll("histories") List<Step> history) throws IOException {
        World.happens(history, new World(MemoryLedgerStore::new, false, false));
    }

    @Histories.Share(0.2)
    @Property(edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED)
    void withAStoreThatIsKept(@ForAll("histories") List<Step> history) throws IOException {
        LedgerStore store = new KeptStore(false);
        World.happens(history, new World(() -> store, false, false));
    }

    @Histories.Share(0.2)
    @Property(edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED)
    void withAStoreThatIsShared(@ForAll("histories") List<Step> history) throws IOException {
        LedgerStore store = new KeptStore(true);
        World.happens(history, new World(() -> store, SECOND, SECOND));
    }

    @Histories.Share(0.01)
    @Property(edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED)
    void withAJournal(@ForAll("histories") List<Step> history) throws IOException {
        Path directory = Files.createTempDirectory("ledger-model");
        try {
            World.happens(history, new World(() -> new JournalLedgerStore(directory), false, false));
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Histories.Share(0.01)
    @Property(edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED)
    void withADatabase(@ForAll("histories") List<Step> history) throws IOException, SQLException {
        JdbcDataSource database = MemoryDatabase.create();
        try {
            World.happens(history, new World(() -> new JdbcLedgerStore(database), SECOND, SECOND));
        } finally {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            }
        }
    }
}
