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

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.List;
import java.util.concurrent.Callable;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever a server sends – a line, a message, a line – is read as the naive reader reads it, however it is cut. */
class WireFuzzTest {

    private static final int LIMIT = 512;
    private static final int DRAIN = 256;

    @FuzzTest
    void session(byte[] octets) throws Exception {
        NaiveWire naive = new NaiveWire(octets);
        List<String> expected = List.of(
                outcome(() -> naive.line(LIMIT)),
                outcome(naive::body),
                outcome(() -> naive.line(LIMIT)),
                String.valueOf(naive.left()));
        if (expected.stream().noneMatch(WireFuzzTest::isFailure)) {
            assertEquals(expected, session(octets, WireInput.BUFFER, 8192));
            assertEquals(expected, session(octets, 1, 1));
            assertEquals(expected, session(octets, 7, 3));
        } else {
            assertEquals(untilFailure(expected), untilFailure(session(octets, WireInput.BUFFER, 8192)));
            assertEquals(untilFailure(expected), untilFailure(session(octets, 1, 1)));
        }
        if (!isFailure(expected.get(0)) && !isFailure(expected.get(1))) {
            drained(octets, expected);
        }
    }

    private static List<String> session(byte[] octets, int piece, int array) throws Exception {
        InputStream connection = NaiveWire.inPieces(octets, piece);
        WireInput input = new WireInput(connection, WireTap.NONE);
        MultiLineBody body = new MultiLineBody(input, Long.MAX_VALUE);
        String status = outcome(() -> input.readLine(LIMIT).toString());
        String message = outcome(() -> NaiveWire.readInTurns(body, array));
        assertEquals(!isFailure(message), body.isEnded());
        assertTrue(isFailure(message) || body.octets() == message.length());
        String next = outcome(() -> input.readLine(LIMIT).toString());
        int left = connection.available() + input.limit() - input.position();
        assertEquals(left == 0, input.isEmpty());
        return List.of(status, message, next, String.valueOf(left));
    }

    /** What is thrown away to stay in step leaves the next reply where it was. */
    private static void drained(byte[] octets, List<String> expected) throws IOException {
        WireInput input = new WireInput(NaiveWire.inPieces(octets, 5), WireTap.NONE);
        input.readLine(LIMIT);
        if (new MultiLineBody(input, Long.MAX_VALUE).drain(DRAIN)) {
            assertEquals(expected.get(2), outcome(() -> input.readLine(LIMIT).toString()));
        } else {
            assertTrue(expected.get(1).length() > DRAIN, "gave up within the budget");
        }
    }

    private static String outcome(Callable<String> reading) {
        try {
            return reading.call();
        } catch (EOFException | ProtocolException documented) {
            return "! " + documented.getClass().getSimpleName();
        } catch (Exception undocumented) {
            throw new AssertionError("neither EOFException nor ProtocolException", undocumented);
        }
    }

    private static boolean isFailure(String outcome) {
        return outcome.equals("! EOFException") || outcome.equals("! ProtocolException");
    }

    /** After a failure a session is dead: what reading on gives is nobody's business. */
    private static List<String> untilFailure(List<String> outcomes) {
        int first = outcomes.indexOf(
                outcomes.stream().filter(WireFuzzTest::isFailure).findFirst().orElseThrow());
        return outcomes.subList(0, first + 1);
    }
}
