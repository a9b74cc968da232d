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
package io.github.pop3x.client.command;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The message numbers of a listing, four octets each, and where each stands in it. Nearly every listing counts 1, 2, 3;
 * one with gaps, or in another order, costs a search.
 */
final class MessageNumbers {

    private int[] numbers = new int[64];
    private int size;
    private boolean ascending = true;
    /** Places ordered by number; null while the listing itself is. */
    private int[] byNumber;

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + (size >> 1));
        }
        ascending &= size == 0 || numbers[size - 1] < number;
        numbers[size++] = number;
    }

    /** Ends the adding. */
    void complete() {
        if (!ascending) {
            byNumber = IntStream.range(0, size)
                    .boxed()
                    .sorted((a, b) -> Integer.compare(numbers[a], numbers[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    /**
     * The places that are not to be kept, once {@link #complete()} was called, since their number is listed more than once:
     * all of them if they differ, all but the first if they are equal.
     *
     * @param areEqual tells whether the entries at two places are
     * @param odd gets those that differ
     */
    BitSet repeated(PlacesTest areEqual, OddLines odd) {
        BitSet repeated = new BitSet();
        int end;
        for (int start = 0; byNumber != null && start < size; start = end) {
            boolean equal = true;
            for (end = start + 1; end < size && numbers[byNumber[end]] == numbers[byNumber[start]]; end++) {
                equal &= areEqual.test(byNumber[start], byNumber[end]);
                repeated.set(byNumber[end]);
            }
            if (!equal) {
                repeated.set(byNumber[start]);
                odd.addRepeated(numbers[byNumber[start]], end - start);
            }
        }
        return repeated;
    }

    /** Compares the entries at two places. */
    @FunctionalInterface
    interface PlacesTest {
        boolean test(int one, int other);
    }

    /** These numbers without those at some places. */
    MessageNumbers without(BitSet places) {
        MessageNumbers rest = new MessageNumbers();
        for (int place = 0; place < size; place++) {
            if (!places.get(place)) {
                rest.add(numbers[place]);
            }
        }
        rest.complete();
        return rest;
    }

    int size() {
        return size;
    }

    /** The number at a place of the listing. */
    int at(int place) {
        return numbers[place];
    }

    /** The place of a number in the listing, or −1. */
    int placeOf(int number) {
        if (number >= 1 && number <= size && numbers[number - 1] == number) {
            return number - 1;
        }
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int place = byNumber == null ? middle : byNumber[middle];
            if (numbers[place] == number) {
                return place;
            }
            if (numbers[place] < number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
