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
package io.github.pop3x.client.text;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ServerTextTest {

    private static String carried(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void utf8IsDecodedAndAnythingElseStaysAsItStands() {
        assertEquals("gr\u00fc\u00df \u20ac", ServerText.decode(carried("gr\u00fc\u00df \u20ac")));
        assertEquals("gr\u00fc\u00df", ServerText.decode("gr\u00fc\u00df"));
    }

    @Test
    void charactersThatCouldForgeALogLineAreEscaped() {
        assertEquals("\"a\\x0d\\x0ab\\x00\\x1b\\x7f\"", ServerText.quote("a\r\nb\0\u001b\u007f"));
        assertEquals("\"\\x85\"", ServerText.quote(carried("\u0085")));
        assertEquals("\"\\x202e\\x2028\\x2029\"", ServerText.quote(carried("\u202e\u2028\u2029")));
    }

    @Test
    void textIsCutToABound() {
        String longest = "x".repeat(200);
        assertEquals('"' + longest + '"', ServerText.quote(longest));
        assertEquals('"' + longest + "\u2026\"", ServerText.quote(longest + "x"));
    }

    @Test
    void ofABufferOnlyTheWindowIsQuoted() {
        byte[] buffer = "secret visible secret".getBytes(StandardCharsets.US_ASCII);
        assertEquals("\"visible\"", ServerText.quote(buffer, 7, 14));
        assertEquals(
                '"' + "y".repeat(200) + "\u2026\"",
                ServerText.quote("y".repeat(5000).getBytes(StandardCharsets.US_ASCII), 0, 5000));
    }

    @Test
    void aCharacterBeyondSixteenBitsIsShownOrEscapedAsOne() {
        assertEquals("\ud83d\ude00", ServerText.show(carried("\ud83d\ude00")));
        assertEquals("\\xe0001", ServerText.show(carried("\udb40\udc01")));
        assertEquals("\\xd83d", ServerText.escape("\ud83d"));
    }

    @Test
    void textThatIsDecodedIsNotDecodedAgain() {
        assertEquals("\u00c3\u00bc", ServerText.escape("\u00c3\u00bc"));
        assertEquals("\u00fc", ServerText.show("\u00c3\u00bc"));
    }

    @Test
    void theBoundCountsCharactersAndNotTheirEscapes() {
        assertEquals("\\x0a\\x0a", ServerText.escape("\n\n", 2));
        assertEquals("\\x0a\\x0a\u2026", ServerText.escape("\n\n\n", 2));
        assertEquals("\ud83d\ude00\u2026", ServerText.escape("\ud83d\ude00\ud83d\ude00", 1));
        assertEquals("", ServerText.show(""));
    }
}
