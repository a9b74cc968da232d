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
package io.github.pop3x.delivery;

import java.util.TreeMap;

/**
 * How many routes run at a time, of all consumers. Guarded by the monitor of its {@link WorkerPool}.
 */
final class WorkerLimit {

    /** The most threads, unless a number is set, or one consumer alone may use more. */
    static final int MOST = 256;

    /** The fewest that may run at a time, unless a number is set. */
    static final int FEWEST = 16;

    private final int fixed;

    /** How many consumers may run how many routes at a time. */
    private final TreeMap<Integer, Integer> consumers = new TreeMap<>();

    /** @param fixed how many run at a time; 0 if that depends on what they do */
    WorkerLimit(int fixed) {
        this.fixed = fixed;
    }

    boolean isFixed() {
        return fixed > 0;
    }

    /** One more consumer, which may run as many routes at a time. */
    void joined(int atATime) {
        consumers.merge(atATime, 1, Integer::sum);
    }

    /** One consumer less. */
    void left(int atATime) {
        consumers.computeIfPresent(atATime, (key, number) -> number > 1 ? number - 1 : null);
    }

    /**
     * The limit now.
     *
     * @param lasting how many routes have run for long: they are not counted
     */
    int with(int lasting) {
        if (isFixed()) {
            return fixed;
        }
        int largest = consumers.isEmpty() ? 1 : consumers.lastKey();
        int least = Math.max(Math.max(FEWEST, 4 * Runtime.getRuntime().availableProcessors()), largest);
        return Math.min(Math.max(MOST, least), least + lasting);
    }
}
