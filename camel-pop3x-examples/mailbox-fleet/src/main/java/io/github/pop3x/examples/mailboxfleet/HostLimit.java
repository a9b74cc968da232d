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
package io.github.pop3x.examples.mailboxfleet;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;

/**
 * Claims due mailboxes of hosts that are not busy, by the marks of all workers together.
 *
 * <p>Workers that claim in the same instant do not see each other's marks: a host may exceed the limit by what they claim at
 * once. {@code maxSessionsPerHost} bounds the sessions of each worker besides.
 */
final class HostLimit {

    private static final String NOT_BUSY =
            " AND host NOT IN (SELECT host FROM mailbox WHERE picked GROUP BY host HAVING COUNT(*) >= %d) ";

    private HostLimit() {}

    /** @param drains of one host at a time */
    static JdbcCustomization anyDatabase(int drains) {
        return new DefaultJdbcCustomization(true) {
            @Override
            public String createSelectDueQuery(String table, int limit, String condition, boolean byPriority) {
                return super.createSelectDueQuery(table, limit, condition + NOT_BUSY.formatted(drains), byPriority);
            }
        };
    }

    /**
     * With PostgreSQL a worker locks the rows that it claims, and passes over those that another worker has locked.
     *
     * @param drains of one host at a time
     */
    static JdbcCustomization postgresql(int drains) {
        // Generic: the select is a statement of its own, to which a condition can be added.
        return new PostgreSqlJdbcCustomization(true, false) {
            @Override
            public String createGenericSelectForUpdateQuery(
                    String table, int limit, String condition, boolean byPriority) {
                return super.createGenericSelectForUpdateQuery(
                        table, limit, condition + NOT_BUSY.formatted(drains), byPriority);
            }
        };
    }
}
