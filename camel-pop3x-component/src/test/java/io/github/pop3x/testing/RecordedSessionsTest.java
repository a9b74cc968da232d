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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.client.TlsMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The client reads out of real servers' answers exactly what they put in, however those are cut into segments. */
class RecordedSessionsTest {

    /** How one of the messages ends that each of these servers was given. */
    private static final String DOTS =
            "\r\n\r\n.\r\n..\r\n...\r\n.leading\r\n..two\r\n.\r\n\r\n.\r\nlast line is a lone dot\r\n.\r\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    static Stream<Arguments> everyServerInEveryMode() {
        return Stream.of("dovecot", "courier", "cyrus", "greenmail")
                .flatMap(name -> Stream.of(Mode.values()).map(mode -> Arguments.of(name, mode)));
    }

    @ParameterizedTest
    @MethodSource("everyServerInEveryMode")
    void aRecordedSessionIsReadInClearText(String name, Mode mode) throws IOException {
        Transcript transcript = Transcript.resource(getClass(), name + ".pop3");
        server.mode(mode).plays(transcript);
        assertIsReadAsSaid(
                transcript,
                RecordedSession.options(server.host()).toBuilder()
                        .tls(TlsMode.NONE)
                        .port(server.port())
                        .build());
    }

    @ParameterizedTest
    @MethodSource("everyServerInEveryMode")
    void aRecordedSessionIsReadOverTls(String name, Mode mode) throws IOException {
        Transcript transcript = Transcript.resource(getClass(), name + ".pop3");
        server.implicitTls(TestCertificates.LOCALHOST.server());
        server.mode(mode).plays(transcript);
        Pop3ClientOptions options = RecordedSession.options("localhost").toBuilder()
                .tls(TlsMode.IMPLICIT)
                .port(server.port())
                .tlsFactory(TestCertificates.trustingClient().getSocketFactory())
                .tlsServerName(null)
                .build();
        assertIsReadAsSaid(transcript, options);
    }

    private void assertIsReadAsSaid(Transcript transcript, Pop3ClientOptions options) throws IOException {
        RecordedSession read = RecordedSession.hold(options);
        server.verify();

        // GreenMail lists a message without a body as one octet less than nothing.
        String sizes = body("LIST", transcript).replace(" -1\r\n", " 0\r\n");
        assertEquals(sizes, lines(read, message -> message.number() + " " + message.size()));
        assertEquals(body("UIDL", transcript), lines(read, message -> message.number() + " " + message.uid()));
        assertEquals(read.messages().size(), read.stat().count());
        assertFalse(read.octets().isEmpty());
        read.octets().forEach((number, octets) -> assertEquals(body("RETR " + number, transcript), text(octets)));
        read.tops().forEach((number, octets) -> assertEquals(body("TOP " + number + " 1", transcript), text(octets)));
        assertTrue(
                read.octets().values().stream().anyMatch(octets -> text(octets).endsWith(DOTS)));
        assertTrue(read.quit().isOk());
    }

    private static String lines(RecordedSession read, Function<Pop3Message, String> line) {
        return read.messages().stream()
                .map(message -> line.apply(message) + "\r\n")
                .collect(Collectors.joining());
    }

    /** An octet is a character, so that a failure is readable. */
    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** What the server said behind the status line, unstuffed in the simplest way that can be right (RFC 1939 §3). */
    private static String body(String command, Transcript transcript) {
        var said = new StringBuilder();
        boolean answering = false;
        for (Step step : transcript.sessions().get(0).steps()) {
            if (step instanceof Step.Expect expected) {
                answering = text(expected.octets()).equals(command + "\r\n");
            } else if (answering && step instanceof Step.Say say) {
                said.append(text(say.octets()));
            }
        }
        String lines = said.substring(said.indexOf("\r\n"), said.lastIndexOf("\r\n.\r\n") + 2);
        return lines.replace("\r\n.", "\r\n").substring(2);
    }
}
