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

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TextTest {

    private static String carried(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void utf8IsDecodedAndAnythingElseStaysAsItStands() {
        assertEquals("gr\u00fc\u00df \u20ac", Text.decode(carried("gr\u00fc\u00df \u20ac")));
        assertEquals("gr\u00fc\u00df", Text.decode("gr\u00fc\u00df"));
    }

    @Test
    void quoteEscapesCharactersThatCouldForgeALogLine() {
        assertEquals("\"a\\x0d\\x0ab\\x00\\x1b\\x7f\"", Text.quote("a\r\nb\0\u001b\u007f"));
        assertEquals("\"\\x85\"", Text.quote(carried("\u0085")));
        assertEquals("\"\\x202e\\x2028\\x2029\"", Text.quote(carried("\u202e\u2028\u2029")));
    }

    @Test
    void textIsCutToABound() {
        String longest = "x".repeat(200);
        assertEquals('"' + longest + '"', Text.quote(longest));
        assertEquals('"' + longest + "\u2026\"", Text.quote(longest + "x"));
    }

    @Test
    void quoteShowsOnlyTheGivenPartOfABuffer() {
        byte[] buffer = "secret visible secret".getBytes(StandardCharsets.US_ASCII);
        assertEquals("\"visible\"", Text.quote(buffer, 7, 14));
        assertEquals(
                '"' + "y".repeat(200) + "\u2026\"",
                Text.quote("y".repeat(5000).getBytes(StandardCharsets.US_ASCII), 0, 5000));
    }
}
