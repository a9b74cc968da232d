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
package io.github.pop3x.examples.mailboxfleet.simulation;

/** A database that does one statement after the other, with all its processors: when it is done with each. */
final class Database {

    private final double cores;
    private double freeAtMicros;
    private double busyMicros;
    private long statements;

    Database(double cores) {
        this.cores = cores;
    }

    /**
     * Adds work to its queue.
     *
     * @param count of the statements
     * @param nanos of a processor that they take together
     * @return when they are done, in microseconds
     */
    long execute(long nowMicros, double count, double nanos) {
        double micros = nanos / 1000 / cores;
        freeAtMicros = Math.max(nowMicros, freeAtMicros) + micros;
        busyMicros += micros;
        statements += (long) count;
        return (long) Math.ceil(freeAtMicros);
    }

    /** Does nothing until then. */
    void pause(long untilMicros) {
        freeAtMicros = Math.max(freeAtMicros, untilMicros);
    }

    /** How long it has been working, in microseconds. */
    double busyMicros() {
        return busyMicros;
    }

    long statements() {
        return statements;
    }
}
