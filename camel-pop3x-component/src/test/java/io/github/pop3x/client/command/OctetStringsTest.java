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

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class OctetStringsTest {

    private static final long SEED = Long.getLong("pop3x.seed", 20261122);

    private final OctetStrings strings = new OctetStrings();

    @Test
    void eachIsFoundAgainWhicheverBlockItIsIn() throws Exception {
        Random random = new Random(SEED);
        Map<Integer, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < 2_000; i++) {
            byte[] octets = new byte[random.nextInt(OctetStrings.LONGEST + 1) + 3];
            random.nextBytes(octets);
            int place = strings.add(octets, 3, octets.length - 3);
            expected.put(place, new String(octets, 3, octets.length - 3, StandardCharsets.ISO_8859_1));
        }
        assertEquals(2_000, expected.size());
        expected.forEach((place, string) -> assertEquals(string, strings.at(place), "-Dpop3x.seed=" + SEED));
    }

    @Test
    void theLongestAreKeptWhole() throws Exception {
        byte[] octets = "x".repeat(OctetStrings.LONGEST).getBytes(StandardCharsets.US_ASCII);
        int first = strings.add(octets, 0, octets.length);
        int second = strings.add(octets, 1, octets.length - 1);
        assertEquals("x".repeat(OctetStrings.LONGEST), strings.at(first));
        assertEquals("x".repeat(OctetStrings.LONGEST - 1), strings.at(second));
    }
}
