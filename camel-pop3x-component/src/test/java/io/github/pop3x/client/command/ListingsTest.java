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

    @ParameterizedTest
    @ValueSource(strings = {"2 20|2 21", "2 20|3 30|2 21", "2 20|2 20|2 21", "3 30|2 21|2 20"})
    void entriesOfOneNumberThatDifferAreAllLeftOut(String repeated) throws ProtocolException {
        String[] lines = ("9 90|" + repeated + "|1 10").split("\\|");
        boolean hasThree = repeated.contains("3 30");
        int expected = hasThree ? 3 : 2;
        ScanListing scan = list(lines);
        assertEquals(expected, scan.size());
        assertEquals(OptionalLong.empty(), scan.sizeOf(2));
        assertEquals(OptionalLong.of(10), scan.sizeOf(1));
        assertEquals(hasThree ? OptionalLong.of(30) : OptionalLong.empty(), scan.sizeOf(3));
        assertEquals(lines.length - expected, scan.leftOut().count());
        assertEquals("message number 2 is listed twice", scan.leftOut().example());
        UniqueIdListing ids = uidl(lines);
        assertEquals(expected, ids.size());
        assertFalse(ids.contains(2));
        assertEquals("10", ids.uidAt(ids.placeOf(1)));
        assertEquals(lines.length - expected, ids.leftOut().count());
    }

    @Test
    void equalEntriesOfOneNumberCountOnce() throws ProtocolException {
        assertEquals(2, list("2 20", "1 10", "2 20").size());
        assertTrue(list("2 20", "1 10", "2 20").leftOut().isEmpty());
        assertEquals(1, uidl("1 a", "1 a", "1 a").size());
        assertTrue(uidl("1 a", "1 a", "1 a").leftOut().isEmpty());
    }

    @Test
    void entriesThatAllContradictEachOtherAreRefused() {
        assertThrows(ProtocolException.class, () -> list("1 10", "1 20"));
        assertThrows(ProtocolException.class, () -> uidl("1 a", "1 b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "2", "2 ", "2 x", "0 10", "-1 10", "2 1O", "2147483648 1", "2 9223372036854775808", "\u00ff"
            })
    void anOddEntryOfAScanListingIsLeftOutWhereverItStands(String odd) throws ProtocolException {
        for (ScanListing scan :
                new ScanListing[] {list(odd, "1 10", "3 30"), list("1 10", odd, "3 30"), list("1 10", "3 30", odd)}) {
            assertEquals(2, scan.size());
            assertEquals(OptionalLong.of(30), scan.sizeOf(3));
            assertEquals(1, scan.leftOut().count());
            assertFalse(scan.leftOut().example().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "2", "2 ", "x b", "0 b", "-1 b", "2147483648 b", "LONG"})
    void anOddEntryOfAUniqueIdListingIsLeftOutWhereverItStands(String named) throws ProtocolException {
        String odd = named.equals("LONG") ? "2 " + "u".repeat(513) : named;
        for (UniqueIdListing ids :
                new UniqueIdListing[] {uidl(odd, "1 a", "3 c"), uidl("1 a", odd, "3 c"), uidl("1 a", "3 c", odd)}) {
            assertEquals(2, ids.size());
            assertEquals("c", ids.uidAt(ids.placeOf(3)));
            assertEquals(1, ids.leftOut().count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", " \t "})
    void anEmptyLineNamesNothing(String empty) throws ProtocolException {
        assertTrue(list("1 10", empty, "2 20").leftOut().isEmpty());
        assertEquals(2, uidl(empty, "1 a", "2 b", empty).size());
        assertTrue(uidl(empty, "1 a", "2 b", empty).leftOut().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK", "+OK 2 320", "-ERR", "-ERR busy", "+ok done"})
    void aLineThatBeginsAnotherAnswerIsRefused(String line) {
        assertThrows(ProtocolException.class, () -> list("1 10", line));
        assertThrows(ProtocolException.class, () -> uidl(line, "1 a"));
    }

    @Test
    void aMillionOddLinesAreCountedAndOneIsShown() throws ProtocolException {
        String odd = "\u001b".repeat(400);
        ScanListing scan = Answers.parse(
                Commands.list(), IntStream.rangeClosed(0, 1_000_000).mapToObj(n -> n == 0 ? "1 10" : odd));
        assertEquals(1_000_000, scan.leftOut().count());
        assertTrue(scan.leftOut().example().length() < 1_000);
        assertFalse(scan.leftOut().example().contains("\u001b"));
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
        assertEquals("expected a message number and a size, found \"1 abc\"", message);
    }

    @Test
    void aMessageWithoutAnIdIsNotListed() throws ProtocolException {
        UniqueIdListing ids = uidl("1 a", "2", "3 ", "4 d");
        assertEquals(2, ids.size());
        assertFalse(ids.contains(2));
        assertEquals("d", ids.uidAt(ids.placeOf(4)));
        assertEquals(2, ids.leftOut().count());
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
