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
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

import io.github.pop3x.client.text.ServerText;

/**
 * The answer to UIDL (RFC 1939 §7): each message's number and unique id, in the server's order; the ids lie in
 * blocks of octets, one behind the other.
 *
 * <p>RFC 1939 allows 1 to 70 characters from {@code !} to {@code ~}. Longer ids and others exist; they are kept as they
 * are, one character for each octet, since all that an id has to be is the same next time. Two messages may have the
 * same id.
 */
public final class UniqueIdListing {

    private final MessageNumbers numbers;
    private final OctetStrings ids;
    /** Where each id is. */
    private final int[] places;

    private final LeftOutLines leftOut;

    private UniqueIdListing(MessageNumbers numbers, OctetStrings ids, int[] places, LeftOutLines leftOut) {
        this.leftOut = leftOut;
        this.numbers = numbers;
        this.ids = ids;
        this.places = places;
    }

    /** The listing of an empty maildrop. */
    public static UniqueIdListing empty() {
        return new UniqueIdListing(new MessageNumbers(), new OctetStrings(), new int[0], LeftOutLines.NONE);
    }

    /** How many messages are listed. */
    public int size() {
        return numbers.size();
    }

    /** The entries that could not be used, and are not in this listing. */
    public LeftOutLines leftOut() {
        return leftOut;
    }

    /** The message number at a place from 0. */
    public int numberAt(int place) {
        return numbers.at(place);
    }

    /** The unique id at a place from 0. */
    public String uidAt(int place) {
        return ids.at(places[place]);
    }

    /** The place from 0 of the message with this number, or −1 if it is not listed. */
    public int placeOf(int number) {
        return numbers.placeOf(number);
    }

    /** Tells whether the message with this number is listed. */
    public boolean contains(int number) {
        return placeOf(number) >= 0;
    }

    /** The id in the one-line answer to UIDL with a number; some servers leave the number out. */
    static String idIn(String text, int number) throws ProtocolException {
        String[] words = text.strip().split("[ \t]+");
        if (words.length == 1 && !words[0].isEmpty()) {
            return words[0];
        }
        if (words.length < 2 || !words[0].equals(Integer.toString(number))) {
            throw new ProtocolException(
                    "expected message " + number + " and its unique id, found " + ServerText.quote(text));
        }
        return words[1];
    }

    /** Reads the lines of an answer to UIDL. */
    static final class Parser implements ResponseParser<UniqueIdListing> {

        private final MessageNumbers numbers = new MessageNumbers();
        private final OctetStrings ids = new OctetStrings();
        private final OddLines odd = new OddLines();
        private int[] places = new int[64];

        @Override
        public void status(StatusLine status) {
            // The text of the status line means nothing here.
        }

        @Override
        public void line(byte[] octets, int from, int to) throws ProtocolException {
            int start = Text.skipBlanks(octets, from, to);
            int end = Text.skipWord(octets, start, to);
            int number = Text.messageNumberOrMinus1(octets, start, end);
            if (number < 0) {
                odd.add("expected a message number", octets, from, to);
                return;
            }
            int idStart = Text.skipBlanks(octets, end, to);
            int idEnd = Text.skipWord(octets, idStart, to);
            if (idStart == idEnd) {
                odd.add("expected a message number and a unique id", octets, from, to);
                return;
            }
            if (idEnd - idStart > OctetStrings.LONGEST) {
                odd.add("expected a unique id of at most " + OctetStrings.LONGEST + " octets", octets, from, to);
                return;
            }
            keep(number, octets, idStart, idEnd - idStart);
        }

        private void keep(int number, byte[] octets, int start, int length) throws ProtocolException {
            if (numbers.size() == places.length) {
                places = Arrays.copyOf(places, places.length + (places.length >> 1));
            }
            places[numbers.size()] = ids.add(octets, start, length);
            numbers.add(number);
        }

        @Override
        public UniqueIdListing value() throws ProtocolException {
            numbers.complete();
            BitSet repeated =
                    numbers.repeated((one, other) -> ids.at(places[one]).equals(ids.at(places[other])), odd);
            if (repeated.isEmpty()) {
                return new UniqueIdListing(numbers, ids, places, odd.among(numbers.size()));
            }
            int[] kept = IntStream.range(0, numbers.size())
                    .filter(place -> !repeated.get(place))
                    .map(place -> places[place])
                    .toArray();
            return new UniqueIdListing(numbers.without(repeated), ids, kept, odd.among(kept.length));
        }
    }
}
