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
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How a client that deviates from its transcript is told so. */
class DeviationTest {

    private static final String TWO_COMMANDS = """
            S: +OK ready
            C: NOOP
            S: +OK nothing done
            C: QUIT
            S: +OK bye
            """;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @Test
    void octetsBehindStlsAreADeviation() throws IOException {
        server.tls(TestCertificates.LOCALHOST.server()).plays("""
            C: STLS
            S: +OK begin
            S! starttls
            """);
        try (var client = new RawClient(server.port())) {
            client.send("STLS\\r\\nNOOP\\r\\n");
            assertThrows(IOException.class, () -> client.startTls(TestCertificates.trustingClient(), "localhost"));
        }
        String failure = assertThrows(AssertionError.class, server::verify).getMessage();
        assertTrue(failure.contains("the client spoke on behind STLS"), failure);
    }

    @Test
    void aDeviationDisconnectsAtOnceAndNamesLineExpectedAndCame() throws IOException {
        server.plays(TWO_COMMANDS);
        try (var client = new RawClient(server.port())) {
            client.readLine();
            client.send("NOOP\\x01\\r\\n");
            assertThrows(IOException.class, client::readLine);
        }
        String failure = assertThrows(AssertionError.class, server::verify).getMessage();
        assertTrue(
                failure.contains("transcript line 2: expected C: NOOP\\r\\n\n     but came C: NOOP\\x01\\r\\n"),
                failure);
    }

    @Test
    void aClientThatLeavesTooEarlyIsADeviation() throws IOException {
        server.plays(TWO_COMMANDS);
        try (var client = new RawClient(server.port())) {
            client.readLine();
            client.command("NOOP");
        }
        String failure = assertThrows(AssertionError.class, server::verify).getMessage();
        assertTrue(failure.contains("transcript line 4: expected C: QUIT\\r\\n\n     but the client left"), failure);
    }

    @Test
    void anUnopenedSessionIsADeviation() {
        server.plays(TWO_COMMANDS);
        String failure = assertThrows(AssertionError.class, server::verify).getMessage();
        assertEquals("transcript line 1: nobody connected for this session", failure);
    }

    @Test
    void aConnectionTooManyIsADeviation() throws IOException {
        try (var client = new RawClient(server.port())) {
            assertThrows(IOException.class, client::readLine);
        }
        server.awaitIdle();
        String failure = assertThrows(AssertionError.class, server::verify).getMessage();
        assertTrue(failure.contains("no transcript is left"), failure);
    }

    @Test
    void silenceOfTheClientIsBoundedByPatience() throws IOException {
        server.patience(Duration.ofMillis(50)).plays(TWO_COMMANDS);
        try (var client = new RawClient(server.port())) {
            client.readLine();
            assertThrows(IOException.class, client::readLine);
        }
        String failure = assertThrows(AssertionError.class, server::verify).getMessage();
        assertTrue(failure.contains("transcript line 2: expected C: NOOP\\r\\n\n     but nothing came"), failure);
    }

    @Test
    void aClientThatStaysWhereItShouldLeaveIsADeviation() throws IOException {
        server.patience(Duration.ofMillis(50)).plays("C! close");
        try (var client = new RawClient(server.port())) {
            assertThrows(IOException.class, client::readLine);
        }
        String failure = assertThrows(AssertionError.class, server::verify).getMessage();
        assertTrue(failure.contains("transcript line 1: expected C! close\n     but nothing came"), failure);
    }
}
