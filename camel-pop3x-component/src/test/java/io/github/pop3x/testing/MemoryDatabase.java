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
package io.github.pop3x.testing;

import java.util.UUID;

import org.h2.jdbcx.JdbcDataSource;

/** An empty database in memory, of its own for each call. */
public final class MemoryDatabase {

    private MemoryDatabase() {}

    /**
     * The database stays while nobody is connected. A transaction waits up to a minute for another one: H2's own limit of
     * two seconds fails a CREATE TABLE on a busy machine, and then all that have seen the table.
     */
    public static JdbcDataSource create() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000");
        return database;
    }
}
