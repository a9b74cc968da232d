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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.testing.MemoryDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A large mailbox is read in pages, each with the time of one statement. */
class JdbcPagesTest {

    private static final String MAILBOX = "alice@host";
    private static final int MESSAGES = 2 * JdbcPages.SIZE + 123;

    private final JdbcDataSource database = MemoryDatabase.create();
    private final List<Integer> rowsOfStatements = new ArrayList<>();
    private int commits;
    private boolean knowsFetch = true;
    private int statementThatFails = Integer.MAX_VALUE;

    @BeforeEach
    void fill() throws IOException {
        JdbcLedgerStore store = new JdbcLedgerStore(database);
        store.save(MAILBOX, entries());
        store.save("bob@host", List.of(entry(-1)));
        store.markBaseline(MAILBOX);
    }

    private static List<LedgerEntry> entries() {
        return IntStream.range(0, MESSAGES).mapToObj(JdbcPagesTest::entry).toList();
    }

    private static LedgerEntry entry(int number) {
        return LedgerEntry.builder(new MessageIdentity("uid" + number, 100, 0))
                .state(EntryState.DELIVERED)
                .deliveredAt(1)
                .build();
    }

    private JdbcLedgerStore watched() throws IOException {
        return new JdbcLedgerStore(watched(DataSource.class, database));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachPageIsAStatementAndATransactionOfItsOwn(boolean fetch) throws IOException {
        knowsFetch = fetch;
        JdbcLedgerStore store = watched();
        commits = 0;
        assertThat(store.load(MAILBOX).entries()).containsExactlyInAnyOrderElementsOf(entries());
        assertThat(store.load(MAILBOX).baseline()).isTrue();
        assertThat(store.load("bob@host").baseline()).isFalse();
        assertThat(rowsOfStatements).allMatch(rows -> rows <= JdbcPages.SIZE).hasSize(7);
        assertThat(commits).isBetween(7, 8);
    }

    @Test
    void whatWasReadBeforeAPageThatFailedCounts() throws IOException {
        JdbcDataSource empty = MemoryDatabase.create();
        DataSource real = watched(DataSource.class, database);
        DataSource[] current = {empty};
        DataSource switched = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.invoke(current[0], arguments));
        DeliveryLedger ledger =
                new DeliveryLedger(MAILBOX, new JdbcLedgerStore(switched), Duration.ofDays(7), Clock.systemUTC());
        current[0] = real;
        statementThatFails = 2;
        assertThatThrownBy(ledger::refresh).isInstanceOf(IOException.class);
        assertThat(ledger.size()).isGreaterThanOrEqualTo(JdbcPages.SIZE - 1);
        assertThat(ledger.baselineIsTaken()).isFalse();
        statementThatFails = Integer.MAX_VALUE;
        ledger.refresh();
        assertThat(ledger.size()).isEqualTo(MESSAGES);
        assertThat(ledger.baselineIsTaken()).isTrue();
    }

    @Test
    void whatAnotherProcessHasRemovedIsForgottenOnceAllPagesAreRead() throws IOException {
        DeliveryLedger ledger = new DeliveryLedger(MAILBOX, watched(), Duration.ofDays(7), Clock.systemUTC());
        List<MessageIdentity> removed =
                List.of(entry(1).identity(), entry(MESSAGES - 1).identity());
        new JdbcLedgerStore(database).forget(MAILBOX, removed);
        statementThatFails = rowsOfStatements.size() + 3;
        assertThatThrownBy(ledger::refresh).isInstanceOf(IOException.class);
        assertThat(ledger.size()).isEqualTo(MESSAGES);
        statementThatFails = Integer.MAX_VALUE;
        ledger.refresh();
        assertThat(ledger.size()).isEqualTo(MESSAGES - removed.size());
    }

    @SuppressWarnings("unchecked")
    private <T> T watched(Class<T> type, T real) {
        return (T) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(real, method, arguments));
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        if (!knowsFetch && arguments != null && String.valueOf(arguments[0]).contains("FETCH FIRST")) {
            throw new SQLException("what?", "42000");
        }
        note(method.getName());
        Object result;
        try {
            result = method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (method.getName().equals("next") && Boolean.TRUE.equals(result)) {
            rowsOfStatements.add(rowsOfStatements.remove(rowsOfStatements.size() - 1) + 1);
        }
        return watched(result);
    }

    private void note(String called) throws SQLException {
        if (called.equals("executeQuery")) {
            rowsOfStatements.add(0);
            if (rowsOfStatements.size() >= statementThatFails) {
                throw new SQLException("not now", "08000");
            }
        } else if (called.equals("commit")) {
            commits++;
        }
    }

    private Object watched(Object result) {
        if (result instanceof Connection connection) {
            return watched(Connection.class, connection);
        }
        if (result instanceof PreparedStatement statement) {
            return watched(PreparedStatement.class, statement);
        }
        if (result instanceof Statement statement) {
            return watched(Statement.class, statement);
        }
        return result instanceof ResultSet rows ? watched(ResultSet.class, rows) : result;
    }
}
