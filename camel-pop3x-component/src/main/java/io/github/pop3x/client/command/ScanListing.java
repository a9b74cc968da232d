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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import io.github.pop3x.client.text.ServerText;

/**
 * The answer to LIST (RFC 1939 §5): each message's number and size in octets, in the server's order; twelve octets of
 * memory a message. Sizes are what the server says: never allocate by them, never cut by them.
 */
public final class ScanListing {

    private final MessageNumbers numbers;
    private final long[] sizes;
    private final LeftOutLines leftOut;

    private ScanListing(MessageNumbers numbers, long[] sizes, LeftOutLines leftOut) {
        this.leftOut = leftOut;
        this.numbers = numbers;
        this.sizes = sizes;
    }

    /** The listing of an empty maildrop. */
    public static ScanListing empty() {
        return new ScanListing(new MessageNumbers(), new long[0], LeftOutLines.NONE);
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

    /** The size in octets at a place from 0. */
    public long sizeAt(int place) {
        return sizes[place];
    }

    /** The size in octets of a message, or empty if its number is not listed. */
    public OptionalLong sizeOf(int number) {
        int place = numbers.placeOf(number);
        return place < 0 ? OptionalLong.empty() : OptionalLong.of(sizes[place]);
    }

    /** The size in the one-line answer to LIST with a number. */
    static long sizeIn(String text, int number) throws ProtocolException {
        Parser parser = new Parser();
        byte[] line = text.getBytes(StandardCharsets.ISO_8859_1);
        parser.line(line, 0, line.length);
        return parser.value()
                .sizeOf(number)
                .orElseThrow(() ->
                        new ProtocolException("expected message " + number + ", found " + ServerText.quote(text)));
    }

    /**
     * Reads the lines of an answer to LIST; what follows the size is ignored, as RFC 1939 allows it. One odd line does not
     * keep the others from being read.
     */
    static final class Parser implements ResponseParser<ScanListing> {

        private final MessageNumbers numbers = new MessageNumbers();
        private final OddLines odd = new OddLines();
        private long[] sizes = new long[64];

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
            int sizeStart = Text.skipBlanks(octets, end, to);
            long size = size(octets, sizeStart, Text.skipWord(octets, sizeStart, to));
            if (size < 0) {
                odd.add("expected a message number and a size", octets, from, to);
                return;
            }
            if (numbers.size() == sizes.length) {
                sizes = Arrays.copyOf(sizes, sizes.length + (sizes.length >> 1));
            }
            sizes[numbers.size()] = size;
            numbers.add(number);
        }

        /**
         * Reads a size; −1 if it is not a size. Some servers count past zero for a message without a body: that is read as 0.
         */
        private static long size(byte[] octets, int from, int to) {
            boolean negative = from < to && octets[from] == '-';
            long size = Text.numberOrMinus1(octets, negative ? from + 1 : from, to);
            return negative && size >= 0 ? 0 : size;
        }

        @Override
        public ScanListing value() throws ProtocolException {
            numbers.complete();
            BitSet repeated = numbers.repeated((one, other) -> sizes[one] == sizes[other], odd);
            if (repeated.isEmpty()) {
                return new ScanListing(numbers, sizes, odd.among(numbers.size()));
            }
            long[] kept = IntStream.range(0, numbers.size())
                    .filter(place -> !repeated.get(place))
                    .mapToLong(place -> sizes[place])
                    .toArray();
            return new ScanListing(numbers.without(repeated), kept, odd.among(kept.length));
        }
    }
}
