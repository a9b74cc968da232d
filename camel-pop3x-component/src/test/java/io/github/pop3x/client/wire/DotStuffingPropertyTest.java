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
package io.github.pop3x.client.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Unstuffing, however the octets are cut, gives what the plain words of RFC 1939 §3 say, applied line by line. */
class DotStuffingPropertyTest {

    @Property(tries = 1_000, seed = "1939")
    void aStuffedMessageIsReadUnchanged(@ForAll("octets") byte[] message, @ForAll long cuts) throws IOException {
        byte[] whole = endingWithCrlf(message);
        assertArrayEquals(whole, readInPieces(stuffed(whole), new Random(cuts)));
    }

    @Property(tries = 1_000, seed = "1939")
    void wronglyStuffedOctetsAreReadAsByTheNaiveReader(@ForAll("octets") byte[] octets, @ForAll long cuts)
            throws IOException {
        byte[] wire = concat(endingWithCrlf(octets), ".\r\n");
        assertArrayEquals(naivelyUnstuffed(wire), readInPieces(wire, new Random(cuts)));
    }

    /** Few kinds of octets, so that dots, CR and LF meet in every way; now and then any octet. */
    @Provide
    Arbitrary<byte[]> octets() {
        Arbitrary<Byte> special = Arbitraries.of((byte) '.', (byte) '\r', (byte) '\n', (byte) 'x');
        return Arbitraries.frequencyOf(Tuple.of(9, special), Tuple.of(1, Arbitraries.bytes()))
                .array(byte[].class)
                .ofMaxSize(200);
    }

    private static byte[] readInPieces(byte[] wire, Random cuts) throws IOException {
        byte[] connection = concat(wire, "+OK next\r\n");
        WireInput input = new WireInput(
                new Trickle(connection, position -> 1 + cuts.nextInt(1 + cuts.nextInt(40))), WireTap.NONE);
        MultiLineBody body = new MultiLineBody(input, Long.MAX_VALUE);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] target = new byte[50];
        while (true) {
            if (cuts.nextInt(4) == 0) {
                int octet = body.read();
                if (octet < 0) {
                    break;
                }
                read.write(octet);
                continue;
            }
            int offset = cuts.nextInt(40);
            int count = body.read(target, offset, 1 + cuts.nextInt(10));
            if (count < 0) {
                break;
            }
            read.write(target, offset, count);
        }
        assertEquals(read.size(), body.octets());
        byte[] rest = drained(input);
        assertEquals(connection.length - consumedBy(wire), rest.length);
        return read.toByteArray();
    }

    /** How many octets the body takes from the wire: up to the first lone dot on a line. */
    private static int consumedBy(byte[] wire) {
        String text = latin1(wire);
        return text.startsWith(".\r\n") ? 3 : text.indexOf("\r\n.\r\n") + 5;
    }

    private static byte[] drained(WireInput input) throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        do {
            int unread = input.limit() - input.position();
            rest.write(input.buffer(), input.position(), unread);
            input.consume(unread);
        } while (input.fill());
        return rest.toByteArray();
    }

    private static byte[] stuffed(byte[] message) {
        String text = latin1(message);
        String first = text.startsWith(".") ? "." + text : text;
        return octets(first.replace("\r\n.", "\r\n..") + ".\r\n");
    }

    private static byte[] naivelyUnstuffed(byte[] wire) {
        String text = latin1(wire).substring(0, consumedBy(wire));
        String body = text.substring(0, text.length() - 3);
        String first = body.startsWith(".") ? body.substring(1) : body;
        return octets(first.replace("\r\n.", "\r\n"));
    }

    private static byte[] endingWithCrlf(byte[] octets) {
        return octets.length == 0 ? octets : concat(octets, "\r\n");
    }

    private static byte[] concat(byte[] head, String tail) {
        return octets(latin1(head) + tail);
    }

    private static String latin1(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
