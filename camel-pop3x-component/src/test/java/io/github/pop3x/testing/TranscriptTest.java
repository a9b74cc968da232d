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
package io.github.pop3x.testing;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class TranscriptTest {

    @Test
    void aLineGoesOutWithCrlfUnlessABackslashEndsIt() {
        assertEquals(List.of("S: +OK\\r\\n", "S: half", "S: back\\\\\\r\\n"), steps("""
                S: +OK
                S: half\\
                S: back\\\\
                """));
    }

    @Test
    void aMessageLineIsStuffedAndAWireLineIsNot() {
        assertEquals(List.of("S: ...\\r\\n", "S: ..\\r\\n", "S: \\r\\n"), steps("""
                S| ..
                S: ..
                S|
                """));
    }

    @Test
    void blanksAndCommentsAndIndentationDoNotCount() {
        assertEquals(List.of("C: NOOP\\r\\n", "C! close"), steps("""
                # a comment

                    C: NOOP
                  C! close
                """));
    }

    @Test
    void aSingleBlankBehindTheColonBelongsToTheNotation() {
        assertEquals(List.of("S: \\x20two\\r\\n", "S: none\\r\\n"), steps("""
                S:  two
                S:none
                """));
    }

    @Test
    void sessionsAreNamedAndCounted() {
        List<Transcript.Session> sessions = Transcript.of("""
                S: +OK
                --- the second
                C: QUIT
                """).sessions();
        assertEquals(
                List.of("", "the second"),
                sessions.stream().map(Transcript.Session::name).toList());
        assertEquals(
                List.of(1, 2), sessions.stream().map(Transcript.Session::line).toList());
    }

    @Test
    void aPipelinedBlockIsPlayedInLockStep() {
        assertEquals(
                List.of("C: LIST\\r\\n", "S: +OK\\r\\n", "S: .\\r\\n", "C: NOOP\\r\\n", "S: -ERR\\r\\n", "S! close"),
                steps("""
                C: LIST
                C: NOOP
                S: +OK
                S: .
                S: -ERR
                S! close
                """));
    }

    @Test
    void aPipelinedBlockWithFewerRepliesStaysAsItIs() {
        assertEquals(List.of("C: DELE 1\\r\\n", "C: QUIT\\r\\n", "S: +OK\\r\\n", "S! close"), steps("""
                C: DELE 1
                C: QUIT
                S: +OK
                S! close
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: what", "S! explode", "C! stall", "S: \\q", "S: \\x4", "S: \\xZZ", "C: /(/", "+OK"})
    void aSyntaxErrorIsRefusedWithItsLine(String line) {
        var refused = assertThrows(IllegalArgumentException.class, () -> Transcript.of("S: +OK\n" + line));
        assertEquals("transcript line 2: ", refused.getMessage().substring(0, 19));
    }

    @Test
    void anEmptyTranscriptIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Transcript.of("# nothing\n"));
    }

    @Test
    void allOctetsSurviveTheirEscapes() {
        byte[] all = new byte[256];
        for (int octet = 0; octet < all.length; octet++) {
            all[octet] = (byte) octet;
        }
        assertArrayEquals(all, Octets.parse(Octets.show(all)));
        assertEquals("\\xC3\\xA4 \\0\\x20", Octets.show(Octets.parse("ä \\0 ")));
    }

    @Test
    void aMessageIsWrittenAsStuffedLinesAndATerminator() {
        assertEquals(
                "S| a\nS| .\nS| \nS| \\rb\\n.\nS: .\n",
                Transcript.message(Octets.parse("a\\r\\n.\\r\\n\\r\\n\\rb\\n.")));
        assertEquals("S: .\n", Transcript.message(new byte[0]));
    }

    private static List<String> steps(String transcript) {
        return Transcript.of(transcript).sessions().get(0).steps().stream()
                .map(Step::text)
                .toList();
    }
}
