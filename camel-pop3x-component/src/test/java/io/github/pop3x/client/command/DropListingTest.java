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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class DropListingTest {

    @ParameterizedTest
    @CsvSource({
        "2 320, 2, 320",
        "0 0, 0, 0",
        "2  320, 2, 320",
        "2\t320, 2, 320",
        "2 320 octets in 2 messages, 2, 320",
        "007 08, 7, 8",
        "2147483647 9223372036854775807, 2147483647, 9223372036854775807",
    })
    void countAndSizeAreReadAndWhatFollowsIsNot(String text, int count, long octets) throws ProtocolException {
        assertEquals(new DropListing(count, octets), DropListing.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2 ", "2 -1", "2 many", "2 9223372036854775808", "2 4.5e9"})
    void anInvalidTotalSizeIsReportedAsUnknown(String text) throws ProtocolException {
        assertEquals(new DropListing(2, -1), DropListing.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no messages", "-1 0", "+1 0", "2147483648 1", "99999999999999999999 1", "2octets"})
    void withoutACountThereIsNoDropListing(String text) {
        assertThrows(ProtocolException.class, () -> DropListing.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"+OK 3 12, 3, 12", "+ok 3 x, 3, -1"})
    void statReadsItFromItsStatusLine(String line, int count, long octets) throws ProtocolException {
        ResponseParser<DropListing> parser = Commands.stat().parser();
        parser.status(StatusLine.parse(line));
        assertEquals(new DropListing(count, octets), parser.value());
    }
}
