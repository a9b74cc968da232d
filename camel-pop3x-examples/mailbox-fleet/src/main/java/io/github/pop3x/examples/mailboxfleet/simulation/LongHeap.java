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

import java.util.Arrays;

/** Numbers of which the least is at hand. */
final class LongHeap {

    private long[] values = new long[64];
    private int size;

    int size() {
        return size;
    }

    /** @return the least; there must be one */
    long peek() {
        return values[0];
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        int i = size++;
        while (i > 0 && values[(i - 1) >>> 1] > value) {
            values[i] = values[(i - 1) >>> 1];
            i = (i - 1) >>> 1;
        }
        values[i] = value;
    }

    /** Takes the least out; there must be one. */
    long remove() {
        long least = values[0];
        long last = values[--size];
        int i = 0;
        for (int child = 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && values[child + 1] < values[child]) {
                child++;
            }
            if (values[child] >= last) {
                break;
            }
            values[i] = values[child];
            i = child;
        }
        values[i] = last;
        return least;
    }
}
