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
package io.github.pop3x.benchmark.client;

import io.github.pop3x.benchmark.Task;

/** A POP3 client of this JVM, as the benchmark drives it: one round at a time, on one thread. */
public interface MailClient extends AutoCloseable {

    /**
     * Gets ready for a round; the clock is not running.
     *
     * @throws Exception if it cannot
     */
    default void prepare(Task task, Tally tally) throws Exception {
        // Most clients keep nothing between rounds.
    }

    /**
     * Connects, does the work, and has read the answer to QUIT when it returns; the clock is running.
     *
     * @param task what to do
     * @param tally takes every message, read to its end
     * @throws Exception whatever goes wrong: the round does not count
     */
    void run(Task task, Tally tally) throws Exception;

    @Override
    default void close() {
        // Most clients hold nothing between rounds.
    }
}
