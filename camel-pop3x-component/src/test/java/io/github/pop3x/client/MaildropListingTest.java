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
package io.github.pop3x.client;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.ResponseParser;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MaildropListingTest {

    private static <T> T parse(Command<T> command, String... lines) throws ProtocolException {
        ResponseParser<T> parser = command.parser();
        for (String line : lines) {
            byte[] octets = line.getBytes(StandardCharsets.ISO_8859_1);
            parser.line(octets, 0, octets.length);
        }
        return parser.value();
    }

    private static MaildropListing join(List<String> scan, List<String> ids) throws ProtocolException {
        return MaildropListing.join(
                parse(Commands.list(), scan.toArray(String[]::new)),
                Optional.of(parse(Commands.uidl(), ids.toArray(String[]::new))));
    }

    @Test
    void theListingsAreJoinedByNumberInTheOrderOfTheScanListing() throws ProtocolException {
        MaildropListing joined = join(List.of("3 30", "1 10", "2 20"), List.of("1 a", "2 b", "3 c"));
        assertTrue(joined.hasUids());
        assertEquals(
                List.of(new Pop3Message(3, 30, "c"), new Pop3Message(1, 10, "a"), new Pop3Message(2, 20, "b")), joined);
    }

    @Test
    void aMessageThatOnlyOneOfTheTwoKnowsIsLeftOut() throws ProtocolException {
        MaildropListing joined = join(List.of("1 10", "2 20", "4 40"), List.of("2 b", "3 c", "4 d", "5 e"));
        assertEquals(List.of(new Pop3Message(2, 20, "b"), new Pop3Message(4, 40, "d")), joined);
    }

    @Test
    void aMessageWithoutAnIdIsLeftOut() throws ProtocolException {
        assertEquals(List.of(new Pop3Message(1, 10, "a")), join(List.of("1 10", "2 20"), List.of("1 a", "2")));
    }

    @Test
    void listingsWithoutACommonNumberJoinToAnEmptyListing() throws ProtocolException {
        MaildropListing joined = join(List.of("1 10"), List.of("2 b"));
        assertTrue(joined.hasUids());
        assertEquals(List.of(), joined);
        assertThrows(IndexOutOfBoundsException.class, () -> joined.get(0));
    }

    @Test
    void withoutUidlEveryMessageIsThereWithoutAnId() throws ProtocolException {
        MaildropListing listing = MaildropListing.join(parse(Commands.list(), "1 10", "7 70"), Optional.empty());
        assertFalse(listing.hasUids());
        assertEquals(List.of(new Pop3Message(1, 10, ""), new Pop3Message(7, 70, "")), listing);
    }

    @Test
    void placesBehindTheEndAreRefused() throws ProtocolException {
        MaildropListing joined = join(List.of("1 10"), List.of("1 a"));
        assertThrows(IndexOutOfBoundsException.class, () -> joined.get(1));
        assertThrows(IndexOutOfBoundsException.class, () -> joined.get(-1));
        assertThrows(UnsupportedOperationException.class, () -> joined.remove(0));
    }
}
