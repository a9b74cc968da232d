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
package io.github.pop3x;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of the components of a Camel context. Operators and ledgers are told the time by the wall clock, which may be put forward or
 * back; what waits within this process is counted by the other one, which nobody puts back. Any thread may use it.
 */
final class Pop3xClocks implements InstantSource {

    private volatile InstantSource wall = InstantSource.system();
    private volatile LongSupplier nanoTime = System::nanoTime;

    /** By the wall clock. */
    @Override
    public Instant instant() {
        return wall.instant();
    }

    /** The time within this process; only differences mean something. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** Has the time told by other clocks. */
    void tellTimeBy(InstantSource otherWall, LongSupplier otherNanoTime) {
        wall = otherWall;
        nanoTime = otherNanoTime;
    }
}
