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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.testing.PostgresqlServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.pop3x.ledger.SomeEntries.entry;
import static io.github.pop3x.ledger.SomeEntries.tried;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The table remembers, in PostgreSQL. */
@Tag("postgresql")
class PostgresqlLedgerStoreTest extends SharedLedgerStoreContract {

    @RegisterExtension
    static final PostgresqlServer SERVER = new PostgresqlServer();

    @Override
    protected LedgerStore open() throws IOException {
        return new JdbcLedgerStore(SERVER.dataSource());
    }

    @AfterEach
    void dropTheTable() throws SQLException {
        execute("DROP TABLE IF EXISTS POP3X_LEDGER");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = SERVER.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aRefusedBatchIsReportedWithItsReasonAndLeavesNothing() throws Exception {
        try (LedgerStore store = open()) {
            execute("ALTER TABLE POP3X_LEDGER ADD CONSTRAINT FEW CHECK (ATTEMPTS < 2)");
            assertThatThrownBy(() -> store.save(MAILBOX, List.of(entry("uid-1"), tried("uid-2", 2))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("violates check constraint \"few\"")
                    .hasMessageContaining("SQLSTATE 23514")
                    .hasMessageNotContaining("INSERT");
            assertThat(store.load(MAILBOX).entries()).isEmpty();
        }
    }

    @Test
    void processesThatStartAndWriteTogetherDoNotRefuseEachOther() throws Exception {
        List<LedgerEntry> same =
                IntStream.range(0, 200).mapToObj(i -> entry("uid-" + i)).toList();
        Callable<Void> process = () -> {
            try (LedgerStore store = open()) {
                store.markBaseline(MAILBOX);
                store.save(MAILBOX, same);
            }
            return null;
        };
        ExecutorService processes = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> outcome : processes.invokeAll(Collections.nCopies(4, process), 60, TimeUnit.SECONDS)) {
                outcome.get();
            }
        } finally {
            processes.shutdownNow();
        }
        try (LedgerStore store = open()) {
            assertThat(store.load(MAILBOX).entries()).containsExactlyInAnyOrderElementsOf(same);
            assertThat(store.load(MAILBOX).baseline()).isTrue();
        }
    }
}
