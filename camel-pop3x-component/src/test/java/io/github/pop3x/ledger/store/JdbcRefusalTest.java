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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.testing.MemoryDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.pop3x.ledger.SomeEntries.entry;
import static io.github.pop3x.ledger.SomeEntries.tried;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a database refuses is told in a sentence and without a secret, and conflicts are not refusals. */
class JdbcRefusalTest {

    private static final String MAILBOX = "alice@mail.example.com";

    private final JdbcDataSource database = MemoryDatabase.create();

    /** The database, asked through somebody who looks at each call for a connection. */
    private DataSource watched(Callable<Connection> connections) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return connections.call();
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;DROP TABLE b", "1a", "a.b.c", "a.", "\"a\"", "a-b", "ä"})
    void anInvalidTableNameIsRefused(String name) {
        assertThatThrownBy(() -> new JdbcLedgerStore(database, name, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("letters, digits and underscores");
    }

    @Test
    void aTableMayHaveAnotherNameAndASchema() throws IOException {
        try (JdbcLedgerStore store = new JdbcLedgerStore(database, "PUBLIC.orders_mail", true)) {
            store.save(MAILBOX, List.of(entry("uid-1")));
        }
        try (JdbcLedgerStore store = new JdbcLedgerStore(database, "PUBLIC.ORDERS_MAIL", false)) {
            assertThat(store.load(MAILBOX).entries()).containsExactly(entry("uid-1"));
        }
    }

    @Test
    void aMissingTableIsAnErrorThatSaysHowToCreateIt() throws Exception {
        assertThatThrownBy(() -> new JdbcLedgerStore(database, "POP3X_LEDGER", false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(JdbcLedgerStore.creation("POP3X_LEDGER"))
                .hasMessageContaining("not found");
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(JdbcLedgerStore.creation("POP3X_LEDGER"));
        }
        try (JdbcLedgerStore store = new JdbcLedgerStore(database, "POP3X_LEDGER", false)) {
            assertThat(store.load(MAILBOX).entries()).isEmpty();
        }
    }

    @Test
    void noSecretOfTheDriversIsRepeated() {
        Throwable refusal = catchThrowable(() -> new JdbcLedgerStore(watched(() -> {
            throw new SQLException(
                    "No suitable driver found for jdbc:foo://db.example.com/x?password=s3cret with PASSWORD=s3cret;",
                    "08001");
        })));
        StringWriter printed = new StringWriter();
        refusal.printStackTrace(new PrintWriter(printed));
        assertThat(refusal)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No suitable driver found for … with")
                .hasMessageContaining("SQLSTATE 08001");
        assertThat(printed.toString()).doesNotContain("s3cret").doesNotContain("db.example.com");
    }

    @Test
    void aRefusedTransactionRestoresThePooledConnection() throws Exception {
        try (Connection pooled = database.getConnection();
                var statement = pooled.createStatement()) {
            Connection kept = (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("close") ? null : invoke(pooled, method, arguments));
            try (JdbcLedgerStore store = new JdbcLedgerStore(watched(() -> kept))) {
                statement.execute("ALTER TABLE POP3X_LEDGER ADD CONSTRAINT FEW CHECK (ATTEMPTS < 3)");
                LedgerEntry tooMany = tried("uid-2", 3);
                assertThatThrownBy(() -> store.save(MAILBOX, List.of(entry("uid-1"), tooMany)))
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith("The ledger's table cannot be written: ");
                assertThat(pooled.getAutoCommit()).isTrue();
                assertThat(store.load(MAILBOX).entries()).isEmpty();
                assertThat(pooled.getAutoCommit()).isTrue();

                pooled.setAutoCommit(false);
                store.save(MAILBOX, List.of(entry("uid-1")));
                assertThat(pooled.getAutoCommit()).isFalse();
            }
        }
        try (JdbcLedgerStore store = new JdbcLedgerStore(database)) {
            assertThat(store.load(MAILBOX).entries()).containsExactly(entry("uid-1"));
        }
    }

    private static Object invoke(Object target, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void processesThatStartAndWriteTogetherDoNotRefuseEachOther() throws Exception {
        List<LedgerEntry> same =
                IntStream.range(0, 50).mapToObj(i -> entry("uid-" + i)).toList();
        ExecutorService processes = Executors.newFixedThreadPool(4);
        try {
            List<Future<Void>> outcomes = processes.invokeAll(
                    Collections.nCopies(4, () -> {
                        try (JdbcLedgerStore store = new JdbcLedgerStore(database)) {
                            store.markBaseline(MAILBOX);
                            store.save(MAILBOX, same);
                        }
                        return null;
                    }),
                    60,
                    TimeUnit.SECONDS);
            for (Future<Void> outcome : outcomes) {
                outcome.get();
            }
        } finally {
            processes.shutdownNow();
        }
        try (JdbcLedgerStore store = new JdbcLedgerStore(database)) {
            assertThat(store.load(MAILBOX).entries()).containsExactlyInAnyOrderElementsOf(same);
            assertThat(store.load(MAILBOX).baseline()).isTrue();
        }
    }
}
