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
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.LedgerStore.Amendment;
import io.github.pop3x.testing.MemoryDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.pop3x.ledger.SomeEntries.tried;
import static org.assertj.core.api.Assertions.assertThat;

/** A process is cut off from the database while a statement of it runs there: it gets no answer, and the others go on. */
class JdbcCutOffTest {

    private static final String MAILBOX = "alice@mail.example.com";

    private final JdbcDataSource database = MemoryDatabase.create();
    private final CountDownLatch executed = new CountDownLatch(1);
    private final CountDownLatch healed = new CountDownLatch(1);

    @AfterEach
    void heal() {
        healed.countDown();
    }

    /** Its connections give no answer to the first statement that writes. */
    private DataSource cutOff() {
        return proxy(DataSource.class, database);
    }

    private <T> T proxy(Class<T> type, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> call(real, method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(real, arguments);
            if (method.getName().equals("executeBatch")) {
                executed.countDown();
                healed.await();
            }
            if (result instanceof Connection connection) {
                return proxy(Connection.class, connection);
            }
            return result instanceof PreparedStatement statement ? proxy(PreparedStatement.class, statement) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStartWithoutAnAnswerLocksNothing(boolean isKnown) throws Exception {
        LedgerEntry before = isKnown ? tried("uid-1", 1) : null;
        LedgerEntry started = inFlight(2);
        try (LedgerStore store = new JdbcLedgerStore(database)) {
            if (isKnown) {
                store.save(MAILBOX, List.of(before));
            }
            CompletableFuture<Void> cut = CompletableFuture.runAsync(() -> start(before, started));
            assertThat(executed.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(store.tryToAmend(MAILBOX, List.of(new Amendment(before, inFlight(3)))))
                    .containsExactly(started.identity());
            assertThat(store.load(MAILBOX).entries()).containsExactly(started);
            healed.countDown();
            cut.get(1, TimeUnit.MINUTES);
        }
    }

    private static LedgerEntry inFlight(int attempts) {
        return LedgerEntry.builder(tried("uid-1", attempts).identity())
                .attempts(attempts, 0)
                .state(EntryState.IN_FLIGHT)
                .build();
    }

    private void start(LedgerEntry before, LedgerEntry started) {
        try (LedgerStore store = new JdbcLedgerStore(cutOff())) {
            store.tryToAmend(MAILBOX, List.of(new Amendment(before, started)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aConnectionIsGivenBackAsItCame() throws Exception {
        try (Connection pooled = database.getConnection();
                LedgerStore store = new JdbcLedgerStore(lending(pooled))) {
            pooled.setAutoCommit(false);
            store.tryToAmend(MAILBOX, List.of(new Amendment(null, inFlight(1))));
            assertThat(pooled.getAutoCommit()).isFalse();
            pooled.setAutoCommit(true);
            store.tryToAmend(MAILBOX, List.of(new Amendment(inFlight(1), inFlight(2))));
            store.tryToAmend(MAILBOX, List.of(new Amendment(null, inFlight(3))));
            assertThat(pooled.getAutoCommit()).isTrue();
            assertThat(store.load(MAILBOX).entries()).containsExactly(inFlight(2));
        }
    }

    /** Gives always the same connection, as a pool of one. */
    private static DataSource lending(Connection pooled) {
        Connection lent = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(pooled, arguments));
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> lent);
    }
}
