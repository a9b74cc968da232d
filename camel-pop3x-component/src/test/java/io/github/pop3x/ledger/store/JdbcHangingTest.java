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
import java.sql.ResultSet;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.pop3x.testing.MemoryDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** A database that hangs at any of its calls, behind a driver that has a network timeout or has none. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Execution(ExecutionMode.CONCURRENT)
class JdbcHangingTest {

    private final JdbcDataSource database = MemoryDatabase.create();
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final CountDownLatch broken = new CountDownLatch(1);
    private volatile String hangsIn = "";
    private boolean hasTimeout;

    @AfterEach
    void goOn() {
        goesOn.countDown();
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                        "getConnection",
                        "getAutoCommit",
                        "setAutoCommit",
                        "prepareStatement",
                        "setString",
                        "executeUpdate",
                        "executeQuery",
                        "next",
                        "commit",
                        "close")
                .flatMap(call -> Stream.of(true, false).map(hasTimeout -> arguments(call, hasTimeout)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void failsItsCallersInLimitedTimeAndServesThemAfterwards(String call, boolean timeout) throws Exception {
        hasTimeout = timeout;
        // The table takes longer than the limit on a busy machine.
        new JdbcLedgerStore(database).close();
        JdbcLedgerStore store = new JdbcLedgerStore(
                watched(DataSource.class, database), JdbcLedgerStore.DEFAULT_TABLE, true, Duration.ofMillis(1_000));
        hangsIn = call;
        boolean reads = call.equals("executeQuery") || call.equals("next");
        assertThatThrownBy(() -> {
                    if (reads) {
                        store.load("m");
                    } else {
                        store.markBaseline("m");
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within 1000 ms");
        if (!call.equals("getConnection")) {
            broken.await();
        }
        hangsIn = "";
        goesOn.countDown();
        await().ignoreExceptions().untilAsserted(() -> {
            store.markBaseline("m");
            assertTrue(store.load("m").baseline());
        });
    }

    @SuppressWarnings("unchecked")
    private <T> T watched(Class<T> type, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> call(real, method, arguments);
        return (T) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, handler);
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (!hasTimeout && name.endsWith("NetworkTimeout")) {
            throw new SQLFeatureNotSupportedException();
        }
        if (name.equals(hangsIn)) {
            goesOn.await();
        }
        if (name.equals("abort")) {
            broken.countDown();
        }
        Object result;
        try {
            result = method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
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
