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
package io.github.pop3x.ledger;

import java.util.HexFormat;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class FingerprintTest {

    private static final String HEX = "00ff02030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e80";

    @Test
    void parseReadsTheTextOfToString() {
        Fingerprint fingerprint = Fingerprint.parse(HEX);
        assertEquals(HEX, fingerprint.toString());
        assertEquals(fingerprint, Fingerprint.of(HexFormat.of().parseHex(HEX)));
        assertEquals(0x00ff020304050607L, fingerprint.a());
        assertEquals(0x18191a1b1c1d1e80L, fingerprint.d());
    }

    @Test
    void capitalsAreTheSameDigits() {
        assertEquals(Fingerprint.parse(HEX), Fingerprint.parse(HEX.toUpperCase(Locale.ROOT)));
    }

    @Test
    void everyOctetCounts() {
        byte[] octets = HexFormat.of().parseHex(HEX);
        for (int i = 0; i < octets.length; i++) {
            byte[] other = octets.clone();
            other[i] ^= 1;
            assertNotEquals(Fingerprint.of(octets), Fingerprint.of(other));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 31, 33, 64})
    void aDigestOfAnotherLengthIsRefused(int octets) {
        assertThrows(IllegalArgumentException.class, () -> Fingerprint.of(new byte[octets]));
        assertThrows(IllegalArgumentException.class, () -> Fingerprint.parse("ab".repeat(octets)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "zz", "0x", "no fingerprint"})
    void aNonHexadecimalTextIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Fingerprint.parse(text));
    }
}
