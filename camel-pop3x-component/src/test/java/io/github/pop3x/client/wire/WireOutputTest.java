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
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

class WireOutputTest {

    private final List<String> writes = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final WireTap tap = new WireTap() {
        @Override
        public void sent(String line) {
            shown.add(line);
        }

        @Override
        public void received(WireLine line) {
            throw new AssertionError(line);
        }
    };
    private final OutputStream connection = new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] octets, int offset, int length) {
            writes.add(new String(octets, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public synchronized void write(int octet) {
            writes.add(String.valueOf((char) octet));
        }
    };
    private final WireOutput output = new WireOutput(connection, tap);

    private void write(String line) {
        output.writeLine(line, line, 255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\0", "\r\n"})
    void aLineWithCrLfOrNulIsRefusedAndNothingOfItIsKept(String poison) throws IOException {
        write("NOOP");
        for (String line :
                List.of(poison, "PASS s3cret" + poison, poison + "PASS s3cret", "PASS s3" + poison + "DELE 1")) {
            String refusal = assertThrows(IllegalArgumentException.class, () -> write(line))
                    .getMessage();
            assertEquals("a command must not contain CR, LF or NUL", refusal);
        }
        output.flush();
        assertEquals(List.of("NOOP\r\n"), writes);
        assertEquals(List.of("NOOP"), shown);
    }

    @Test
    void theLimitIsTheLongestLineWithItsCrlfInOctets() throws IOException {
        write("x".repeat(253));
        String tooLong = "PASS " + "s".repeat(249);
        String refusal = assertThrows(IllegalArgumentException.class, () -> write(tooLong))
                .getMessage();
        assertEquals("a line of 256 octets is longer than the 255 that the protocol allows", refusal);
        assertFalse(refusal.contains("sss"));
        assertThrows(IllegalArgumentException.class, () -> write("\u00e9".repeat(127)));
        output.flush();
        assertEquals(List.of("x".repeat(253) + "\r\n"), writes);
    }

    @Test
    void aFlightIsOneWrite() throws IOException {
        write("DELE 1");
        write("DELE 2");
        assertEquals(List.of(), writes);
        output.flush();
        write("QUIT");
        output.flush();
        assertEquals(List.of("DELE 1\r\nDELE 2\r\n", "QUIT\r\n"), writes);
    }

    @Test
    void aFlushOfNothingSendsNothing() throws IOException {
        output.flush();
        assertEquals(List.of(), writes);
    }

    @Test
    void theTapSeesTheMaskedFormOnly() throws IOException {
        output.writeLine("PASS s3cret", "PASS ****", 255);
        output.flush();
        assertEquals(List.of("PASS s3cret\r\n"), writes);
        assertEquals(List.of("PASS ****"), shown);
    }

    @Test
    void aLineIsSentInUtf8() throws IOException {
        write("USER andr\u00e9");
        output.flush();
        assertEquals(List.of("USER andr\u00e9\r\n"), writes);
    }

    @Test
    void aFailedFlightIsNotSentAgain() throws IOException {
        OutputStream brokenOnce = new FilterOutputStream(connection) {
            private boolean broken = true;

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                if (broken) {
                    broken = false;
                    throw new IOException("broken pipe");
                }
                out.write(octets, offset, length);
            }
        };
        WireOutput broken = new WireOutput(brokenOnce, tap);
        broken.writeLine("DELE 1", "DELE 1", 255);
        assertThrows(IOException.class, broken::flush);
        broken.flush();
        assertEquals(List.of(), writes);
        broken.writeLine("DELE 2", "DELE 2", 255);
        broken.flush();
        assertEquals(List.of("DELE 2\r\n"), writes);
    }
}
