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

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The sound lines after LIST are a listing, as the naive reader reads them; without one, a ProtocolException. */
class ScanListingFuzzTest {

    @FuzzTest
    void scanListing(byte[] octets) {
        List<String> lines = NaiveAnswers.lines(octets);
        Optional<Map<Integer, Long>> expected = naive(lines);
        Optional<ScanListing> listing = NaiveAnswers.parse(Commands.list(), lines);
        assertEquals(expected.isPresent(), listing.isPresent());
        listing.ifPresent(read -> assertSame(expected.orElseThrow(), read));
    }

    private static void assertSame(Map<Integer, Long> expected, ScanListing read) {
        Map<Integer, Long> places = new LinkedHashMap<>();
        for (int place = 0; place < read.size(); place++) {
            places.put(read.numberAt(place), read.sizeAt(place));
            assertEquals(read.sizeAt(place), read.sizeOf(read.numberAt(place)).orElseThrow());
        }
        assertEquals(List.copyOf(expected.entrySet()), List.copyOf(places.entrySet()));
        assertEquals(expected.size(), read.size());
        for (int number : new int[] {Integer.MIN_VALUE, -1, 0, 1, read.size(), read.size() + 1, Integer.MAX_VALUE}) {
            assertEquals(expected.containsKey(number), read.sizeOf(number).isPresent());
        }
    }

    private static Optional<Map<Integer, Long>> naive(List<String> lines) {
        Map<Integer, Long> sizes = new LinkedHashMap<>();
        Set<Integer> contradicted = new HashSet<>();
        for (String line : lines) {
            if (NaiveAnswers.beginsAnAnswer(line)) {
                return Optional.empty();
            }
            List<String> words = NaiveAnswers.words(line);
            if (words.size() < 2) {
                continue;
            }
            Optional<Integer> number = NaiveAnswers.messageNumber(words.get(0));
            Optional<Long> size = size(words.get(1));
            if (number.isPresent() && size.isPresent()) {
                Long before = sizes.putIfAbsent(number.get(), size.get());
                if (before != null && !before.equals(size.get())) {
                    contradicted.add(number.get());
                }
            }
        }
        sizes.keySet().removeAll(contradicted);
        return lines.isEmpty() || !sizes.isEmpty() ? Optional.of(sizes) : Optional.empty();
    }

    private static Optional<Long> size(String word) {
        boolean negative = word.startsWith("-");
        return NaiveAnswers.number(negative ? word.substring(1) : word, Long.MAX_VALUE)
                .map(size -> negative ? 0 : size.longValueExact());
    }
}
