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
package io.github.pop3x.benchmark.contender;

import java.io.IOException;

import io.github.pop3x.benchmark.Round;
import io.github.pop3x.benchmark.Task;

/** Runs a contender's rounds in a process of its own. For one thread. */
public interface Runner extends AutoCloseable {

    /**
     * Runs a round.
     *
     * @throws IOException if the contender fails; the message says why
     */
    Round run(Task task) throws IOException;

    /** Ends whatever runs between rounds. */
    @Override
    default void close() throws IOException {
        // A program ends with its round.
    }
}
