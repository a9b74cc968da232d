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

/**
 * Claims due mailboxes of hosts that are not busy, by the marks of all workers together.
 *
 * <p>Workers that claim in the same instant do not see each other's marks: a host may exceed the limit by what they claim at
 * once. {@code maxSessionsPerHost} bounds the sessions of each worker besides.
 */
final class HostLimit extends DefaultJdbcCustomization {

    private static final String DUE = """
            SELECT * FROM %s WHERE picked = ? AND execution_time <= ? %s
              AND host NOT IN (SELECT host FROM mailbox WHERE picked GROUP BY host HAVING COUNT(*) >= %d)
            ORDER BY execution_time FETCH FIRST %d ROWS ONLY
            """;

    private final int drains;

    /** @param drains of one host at a time */
    HostLimit(int drains) {
        super(true);
        this.drains = drains;
    }

    @Override
    public String createSelectDueQuery(String table, int limit, String condition, boolean orderByPriority) {
        return DUE.formatted(table, condition, drains, limit);
    }
}
