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
package io.github.pop3x.context;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of the components of a Camel context. The wall clock shows operators and ledgers the time, and may be put forward or
 * back; the other clock counts waits within this process, and is never put back. Any thread may use it.
 */
public final class ContextClocks implements InstantSource {

    private volatile InstantSource wall = InstantSource.system();
    private volatile LongSupplier nanoTime = System::nanoTime;

    /** By the wall clock. */
    @Override
    public Instant instant() {
        return wall.instant();
    }

    /** The time within this process; only differences mean something. */
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** Replaces both clocks. */
    public void tellTimeBy(InstantSource otherWall, LongSupplier otherNanoTime) {
        wall = otherWall;
        nanoTime = otherNanoTime;
    }
}
