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
package io.github.pop3x.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class Sha256Test {

    /** The example of FIPS 180-4 for three octets. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void theDigestIsThatOfTheStandard() {
        assertEquals(OF_ABC, HexFormat.of().formatHex(Sha256.of("abc".getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void piecesHaveTheDigestOfTheWhole() {
        MessageDigest digest = Sha256.newDigest();
        digest.update((byte) 'a');
        digest.update(new byte[] {'b', 'c'});
        assertEquals(OF_ABC, HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void digestsThatAreFedInTurnsHaveNothingInCommon() {
        MessageDigest one = Sha256.newDigest();
        MessageDigest other = Sha256.newDigest();
        one.update((byte) 'a');
        other.update((byte) 'x');
        one.update(new byte[] {'b', 'c'});
        assertEquals(OF_ABC, HexFormat.of().formatHex(one.digest()));
        assertEquals(OF_ABC, HexFormat.of().formatHex(Sha256.of("abc")));
    }

    @Test
    void textIsDigestedInUtf8() {
        assertArrayEquals(Sha256.of("\u00e9".getBytes(StandardCharsets.UTF_8)), Sha256.of("\u00e9"));
    }
}
