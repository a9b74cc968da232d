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
package io.github.pop3x.benchmark.mailboxes;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

/**
 * Counts statements by their first word, each row of a batch as one, and transactions under {@link #COMMIT}: those that
 * are committed, and statements that the database commits. Any thread may use it.
 */
final class StatementCount {

    /** What transactions are counted as. */
    static final String COMMIT = "COMMIT";

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /** A data source whose statements are counted. */
    DataSource counted(DataSource source) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = call(source, method, arguments);
            return result instanceof Connection connection ? counted(connection) : result;
        });
    }

    /** The counts since the last call. */
    Map<String, Integer> take() {
        Map<String, Integer> taken = Map.copyOf(counts);
        counts.clear();
        return taken;
    }

    private Connection counted(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("commit")) {
                count(COMMIT);
            }
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement ? counted(statement, (String) arguments[0]) : result;
        });
    }

    private PreparedStatement counted(PreparedStatement statement, String sql) {
        String kind = sql.strip().split("\\s")[0].toUpperCase(Locale.ROOT);
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            String name = method.getName();
            if (name.equals("addBatch") || name.startsWith("execute") && !name.equals("executeBatch")) {
                count(kind);
            }
            if (name.startsWith("execute") && statement.getConnection().getAutoCommit()) {
                count(COMMIT);
            }
            return call(statement, method, arguments);
        });
    }

    private void count(String kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
