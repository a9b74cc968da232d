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

/** The sound lines after UIDL are a listing, as the naive reader reads them; without one, a ProtocolException. */
class UniqueIdListingFuzzTest {

    private static final int LONGEST = 512;

    @FuzzTest
    void uniqueIdListing(byte[] octets) {
        List<String> lines = NaiveAnswers.lines(octets);
        Optional<Map<Integer, String>> expected = naive(lines);
        Optional<UniqueIdListing> listing = NaiveAnswers.parse(Commands.uidl(), lines);
        assertEquals(expected.isPresent(), listing.isPresent());
        listing.ifPresent(read -> assertSame(expected.orElseThrow(), read));
    }

    private static void assertSame(Map<Integer, String> expected, UniqueIdListing read) {
        Map<Integer, String> places = new LinkedHashMap<>();
        for (int place = 0; place < read.size(); place++) {
            places.put(read.numberAt(place), read.uidAt(place));
            assertEquals(read.uidAt(place), read.uidAt(read.placeOf(read.numberAt(place))));
        }
        assertEquals(List.copyOf(expected.entrySet()), List.copyOf(places.entrySet()));
        assertEquals(expected.size(), read.size());
        for (int number : new int[] {Integer.MIN_VALUE, -1, 0, 1, read.size(), read.size() + 1, Integer.MAX_VALUE}) {
            assertEquals(expected.containsKey(number), read.contains(number));
        }
    }

    private static Optional<Map<Integer, String>> naive(List<String> lines) {
        Map<Integer, String> ids = new LinkedHashMap<>();
        Set<Integer> contradicted = new HashSet<>();
        for (String line : lines) {
            if (NaiveAnswers.beginsAnAnswer(line)) {
                return Optional.empty();
            }
            List<String> words = NaiveAnswers.words(line);
            Optional<Integer> number = words.stream().findFirst().flatMap(NaiveAnswers::messageNumber);
            if (number.isPresent() && words.size() > 1 && words.get(1).length() <= LONGEST) {
                String before = ids.putIfAbsent(number.get(), words.get(1));
                if (before != null && !before.equals(words.get(1))) {
                    contradicted.add(number.get());
                }
            }
        }
        ids.keySet().removeAll(contradicted);
        return lines.isEmpty() || !ids.isEmpty() ? Optional.of(ids) : Optional.empty();
    }
}
