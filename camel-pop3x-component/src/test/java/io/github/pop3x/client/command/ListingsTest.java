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

import java.net.ProtocolException;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ListingsTest {

    private static ScanListing list(String... lines) throws ProtocolException {
        return Answers.parse(Commands.list(), lines);
    }

    private static UniqueIdListing uidl(String... lines) throws ProtocolException {
        return Answers.parse(Commands.uidl(), lines);
    }

    @Test
    void anEmptyMaildropHasEmptyListings() throws ProtocolException {
        assertEquals(0, list().size());
        assertEquals(OptionalLong.empty(), list().sizeOf(1));
        assertEquals(0, uidl().size());
        assertEquals(-1, uidl().placeOf(1));
        assertEquals(0, ScanListing.empty().size());
        assertEquals(OptionalLong.empty(), ScanListing.empty().sizeOf(1));
        assertEquals(0, UniqueIdListing.empty().size());
        assertFalse(UniqueIdListing.empty().contains(1));
    }

    @Test
    void theServersOrderIsKept() throws ProtocolException {
        ScanListing scan = list("3 30", "1 10", "7 70");
        assertEquals(3, scan.numberAt(0));
        assertEquals(30, scan.sizeAt(0));
        assertEquals(7, scan.numberAt(2));
        UniqueIdListing ids = uidl("3 c", "1 a", "7 g");
        assertEquals(1, ids.numberAt(1));
        assertEquals("a", ids.uidAt(1));
    }

    @Test
    void numbersAreFoundInAnyOrderAndAcrossGaps() throws ProtocolException {
        for (ScanListing scan : new ScanListing[] {
            list("1 10", "2 20", "3 30", "7 70", "9 90"), list("9 90", "2 20", "7 70", "1 10", "3 30"),
        }) {
            for (int number = -1; number <= 10; number++) {
                boolean listed = number == 1 || number == 2 || number == 3 || number == 7 || number == 9;
                assertEquals(listed ? OptionalLong.of(10L * number) : OptionalLong.empty(), scan.sizeOf(number));
            }
        }
        UniqueIdListing ids = uidl("9 i", "2 b", "7 g");
        assertEquals("g", ids.uidAt(ids.placeOf(7)));
        assertTrue(ids.contains(9));
        assertFalse(ids.contains(3));
        assertFalse(ids.contains(0));
    }

    @Test
    void aNumberThatIsListedTwiceIsRefused() {
        for (String[] lines :
                new String[][] {{"1 10", "1 10"}, {"1 10", "2 20", "1 30"}, {"3 1", "2 1", "1 1", "2 1"}}) {
            assertThrows(ProtocolException.class, () -> list(lines));
            assertThrows(ProtocolException.class, () -> uidl(lines));
        }
    }

    @Test
    void theLargestNumbersFit() throws ProtocolException {
        ScanListing scan = list("2147483647 9223372036854775807");
        assertEquals(Integer.MAX_VALUE, scan.numberAt(0));
        assertEquals(OptionalLong.of(Long.MAX_VALUE), scan.sizeOf(Integer.MAX_VALUE));
    }

    @Test
    void extraBlanksAndWhatFollowsAreIgnored() throws ProtocolException {
        assertEquals(OptionalLong.of(120), list("  1 \t 120  octets, seen").sizeOf(1));
        assertEquals(
                "whqtswO00WBw418f9t5JxYwZ",
                uidl(" 1\t whqtswO00WBw418f9t5JxYwZ  x y ").uidAt(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "x",
                "1",
                "1 ",
                "1 x",
                "0 10",
                "-1 10",
                "+1 10",
                "1 10x",
                "1x 10",
                "2147483648 10",
                "1 9223372036854775808",
                "1 99999999999999999999",
                "1.5 10",
            })
    void aScanListingLineWithoutNumberAndSizeIsRefused(String line) {
        assertThrows(ProtocolException.class, () -> list(line));
    }

    @Test
    void aNegativeSizeIsReadAsZero() throws ProtocolException {
        assertEquals(0, list("9 -1").sizeOf(9).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x a", "0 a", "-1 a", "2147483648 a"})
    void aUniqueIdListingLineWithoutNumberIsRefused(String line) {
        assertThrows(ProtocolException.class, () -> uidl(line));
    }

    @Test
    void theRefusalTellsWhatWasExpectedAndWhatCame() {
        String message =
                assertThrows(ProtocolException.class, () -> list("1 abc")).getMessage();
        assertEquals("expected a number, found \"abc\"", message);
    }

    @Test
    void aMessageWithoutAnIdIsNotListed() throws ProtocolException {
        UniqueIdListing ids = uidl("1 a", "2", "3 ", "4 d");
        assertEquals(2, ids.size());
        assertFalse(ids.contains(2));
        assertEquals("d", ids.uidAt(ids.placeOf(4)));
    }

    @Test
    void idsLongerThanRfc1939AllowsAreKeptUpToABound() throws ProtocolException {
        String longest = "u".repeat(512);
        assertEquals(longest, uidl("1 " + longest).uidAt(0));
        assertThrows(ProtocolException.class, () -> uidl("1 " + longest + "u"));
    }

    @Test
    void idsOfAnyOctetsAreKeptOneCharacterForEach() throws ProtocolException {
        assertEquals("\u0001\u00e9\u00ff<>\"", uidl("1 \u0001\u00e9\u00ff<>\"").uidAt(0));
    }

    @Test
    void twoMessagesMayHaveTheSameId() throws ProtocolException {
        UniqueIdListing ids = uidl("1 a", "2 a");
        assertEquals(ids.uidAt(0), ids.uidAt(1));
    }

    @Test
    void aHundredThousandEntriesAreHeldAndFound() throws ProtocolException {
        int count = 100_000;
        ScanListing scan =
                Answers.parse(Commands.list(), IntStream.rangeClosed(1, count).mapToObj(n -> n + " " + 10L * n));
        UniqueIdListing ids = Answers.parse(
                Commands.uidl(),
                IntStream.rangeClosed(1, count).map(n -> count + 1 - n).mapToObj(n -> n + " uid-" + n));
        assertEquals(count, scan.size());
        assertEquals(count, ids.size());
        for (int number = 1; number <= count; number++) {
            assertEquals(10L * number, scan.sizeOf(number).orElseThrow());
            assertEquals("uid-" + number, ids.uidAt(ids.placeOf(number)));
        }
    }
}
