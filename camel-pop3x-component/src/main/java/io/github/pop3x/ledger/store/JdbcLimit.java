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

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the waits of one transaction for its database: by the driver's own timeout where it has one, and by breaking the
 * connection. {@link #giveUp} is called by another thread.
 */
final class JdbcLimit {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcLimit.class);

    private final int millis;
    private Connection current;
    private boolean isGivenUp;

    JdbcLimit(Duration limit) {
        this.millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, TimeUnit.MILLISECONDS.convert(limit)));
    }

    /** A connection in use; to be closed before it is given back. */
    final class Use implements AutoCloseable {
        private final Connection connection;
        private final int before;

        private Use(Connection connection, int before) {
            this.connection = connection;
            this.before = before;
        }

        /** @throws SQLException if the transaction was given up: it must not be committed any more */
        void requireTime() throws SQLException {
            synchronized (JdbcLimit.this) {
                if (isGivenUp) {
                    throw new SQLException("the transaction took too long");
                }
            }
        }

        @Override
        public void close() throws SQLException {
            synchronized (JdbcLimit.this) {
                current = null;
                if (isGivenUp) {
                    return;
                }
            }
            if (before >= 0) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        }
    }

    /** A connection is about to be used. */
    Use begin(Connection connection) throws SQLException {
        Use use = new Use(connection, limited(connection));
        synchronized (this) {
            current = connection;
        }
        return use;
    }

    /** @return the timeout before, or -1 if the driver knows none */
    private int limited(Connection connection) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            if (before > 0 && before <= millis) {
                return -1;
            }
            connection.setNetworkTimeout(Runnable::run, millis);
            return before;
        } catch (SQLFeatureNotSupportedException | AbstractMethodError | UnsupportedOperationException e) {
            return -1;
        }
    }

    /** Breaks the connection, so that what waits in it ends. Drivers that cannot do that go on waiting. */
    void giveUp() {
        Connection broken;
        synchronized (this) {
            isGivenUp = true;
            broken = current;
        }
        if (broken != null) {
            Thread aside = new Thread(null, () -> abort(broken), "pop3x-ledger-abort", 0, false);
            aside.setDaemon(true);
            aside.start();
        }
    }

    private static void abort(Connection broken) {
        try {
            broken.abort(Runnable::run);
        } catch (SQLException | AbstractMethodError e) {
            // Not quoted: a driver may show how it was told to connect.
            LOG.debug(
                    "A connection of the ledger cannot be broken: {}",
                    e.getClass().getName());
        }
    }
}
