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
package io.github.pop3x.examples.tableofmailboxes;

import java.sql.SQLException;
import java.time.Duration;

import org.apache.camel.Processor;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.h2.jdbcx.JdbcDataSource;

/** Polls the mailboxes of a table, in a database in memory, until it is closed. */
final class Fleet implements AutoCloseable {

    private final Main camel = new Main();
    private final MailboxTable table;

    /**
     * Starts with an empty table.
     *
     * @param name of the database
     * @param period between two looks at the table
     * @param mails gets each mail
     * @throws SQLException if the database is unavailable
     */
    Fleet(String name, Duration period, Processor mails) throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        table = new MailboxTable(database);
        RoutesInStep inStep = new RoutesInStep(table);
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        camel.bind("database", database);
        camel.bind("passwords", table.passwords());
        camel.bind("mails", mails);
        camel.configure().addRoutesBuilder(new MailboxRoutes(period.toMillis(), inStep));
        camel.start();
    }

    /** The table of mailboxes. */
    MailboxTable table() {
        return table;
    }

    /** How many mailboxes are polled. */
    long polled() {
        return camel.getCamelContext().getRoutes().stream()
                .filter(route -> route.getRouteId().startsWith(MailboxRoutes.PREFIX))
                .count();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
