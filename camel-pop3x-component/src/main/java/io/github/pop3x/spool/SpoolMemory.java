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
package io.github.pop3x.spool;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many octets of messages may be in memory at a time, together. What is taken is given back once; between the two it
 * counts, in whatever state the message is: queued, routed, undecided or aggregated. A message that somebody keeps past its
 * exchange, as a mock endpoint does, does not count any more. Safe for any number of threads.
 */
public final class SpoolMemory {

    private final long octets;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param octets never exceeded; 0 puts every message that is not empty into a file
     * @throws IllegalArgumentException if it is negative
     */
    public SpoolMemory(long octets) {
        if (octets < 0) {
            throw new IllegalArgumentException("the spool memory must not be negative: " + octets);
        }
        this.octets = octets;
    }

    /** How many octets are taken now. */
    public long taken() {
        return taken.get();
    }

    /** Tells whether this number of octets is left now; another thread may take them next. */
    boolean has(long wanted) {
        return wanted <= octets - taken.get();
    }

    /** Takes this number of octets, all or none of them. */
    boolean take(long wanted) {
        long before;
        do {
            before = taken.get();
            if (wanted > octets - before) {
                return false;
            }
        } while (!taken.compareAndSet(before, before + wanted));
        return true;
    }

    void giveBack(long some) {
        taken.addAndGet(-some);
    }
}
