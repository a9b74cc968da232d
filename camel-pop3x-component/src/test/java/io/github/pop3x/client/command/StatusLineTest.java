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
import java.util.Optional;

import io.github.pop3x.client.command.StatusLine.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StatusLineTest {

    private static StatusLine parse(String line) throws ProtocolException {
        return StatusLine.parse(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK", "+ok", "+Ok", "+OK ", "+OK\t"})
    void plusOkInAnyCaseIsPositiveAndNeedsNoText(String line) throws ProtocolException {
        assertEquals(new StatusLine(Status.OK, null, ""), parse(line));
        assertTrue(parse(line).isOk());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ERR", "-err", "-Err \t"})
    void minusErrInAnyCaseIsNegative(String line) throws ProtocolException {
        assertEquals(new StatusLine(Status.ERR, null, ""), parse(line));
        assertFalse(parse(line).isOk());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+OKx",
                "+OK.",
                "-ERRor",
                "-ER",
                "OK",
                " +OK",
                "* OK",
                "+O",
                "220 ready",
                "++OK",
                ".",
                "-"
            })
    void anInvalidStatusLineIsRefused(String line) {
        assertThrows(ProtocolException.class, () -> parse(line));
    }

    @Test
    void theRefusalQuotesWhatCame() {
        String message = assertThrows(ProtocolException.class, () -> parse("* OK \u0007IMAP"))
                .getMessage();
        assertEquals("expected +OK or -ERR, found \"* OK \\x07IMAP\"", message);
    }

    @Test
    void theTextIsKeptAsTheServerWroteIt() throws ProtocolException {
        assertEquals("2  messages <a@b>", parse("+OK 2  messages <a@b> ").text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+ dGV4dA==", "+\tdGV4dA==", "+ dGV4dA== "})
    void aPlusAloneAsksForMore(String line) throws ProtocolException {
        assertEquals(new StatusLine(Status.CONTINUE, null, "dGV4dA=="), parse(line));
        assertFalse(parse(line).isOk());
    }

    @Test
    void aPlusMayAskForMoreWithoutWords() throws ProtocolException {
        assertEquals(new StatusLine(Status.CONTINUE, null, ""), parse("+"));
        assertEquals(new StatusLine(Status.CONTINUE, null, ""), parse("+ "));
    }

    @Test
    void theResponseCodeStandsInFrontOfTheText() throws ProtocolException {
        StatusLine line = parse("-ERR [in-use] Do you have another session?");
        assertEquals(Optional.of(ResponseCode.IN_USE), line.responseCode());
        assertEquals("Do you have another session?", line.text());
        assertEquals("-ERR \"[IN-USE] Do you have another session?\"", line.toString());
    }

    @Test
    void aResponseCodeMayStandAlone() throws ProtocolException {
        StatusLine line = parse("-ERR [AUTH]");
        assertEquals(Optional.of(ResponseCode.AUTH), line.responseCode());
        assertEquals("", line.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[] x", "[ ] x", "[IN USE] x", "[IN-USE", "x [IN-USE]", "[A[B] x", "[\u00e9] x"})
    void bracketsThatAreNoResponseCodeAreText(String text) throws ProtocolException {
        StatusLine line = parse("-ERR " + text);
        assertEquals(Optional.empty(), line.responseCode());
        assertEquals(text, line.text());
    }

    @Test
    void anOverlongResponseCodeIsText() throws ProtocolException {
        assertTrue(parse("-ERR [" + "X".repeat(63) + "]").responseCode().isPresent());
        assertTrue(parse("-ERR [" + "X".repeat(64) + "]").responseCode().isEmpty());
    }

    @Test
    void toStringEscapesControlCharacters() throws ProtocolException {
        assertEquals("+OK \"a\\x0d\\x1b[31mb\"", parse("+OK a\r\u001b[31mb").toString());
    }
}
