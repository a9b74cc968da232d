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

import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.ResponseParser;
import org.junit.jupiter.api.Test;

import static io.github.pop3x.client.RememberedCapabilities.LONGEST;
import static io.github.pop3x.client.RememberedCapabilities.MOST_SERVERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** How many servers are remembered, how long, and what makes one forgotten. */
class RememberedCapabilitiesTest {

    private static final Capabilities BEFORE = announced("SASL PLAIN");

    private static Capabilities announced(String line) {
        ResponseParser<Capabilities> answer = Commands.capa().parser();
        try {
            answer.line(line.getBytes(StandardCharsets.US_ASCII), 0, line.length());
            return answer.value();
        } catch (ProtocolException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    /** Close to the end of its range: code must compare differences only. */
    private long now = Long.MAX_VALUE - 1;

    private final RememberedCapabilities remembered =
            new RememberedCapabilities(MOST_SERVERS, () -> now, ServerClaims.none());

    private void remember(int port, Capabilities announced) {
        remembered.put(new ServerAddress("mail.example.com", port), TlsMode.IMPLICIT, announced);
    }

    private Optional<Capabilities> known(int port) {
        return remembered.get(new ServerAddress("mail.example.com", port), TlsMode.IMPLICIT);
    }

    @Test
    void theLeastRecentlyUsedServerGoesFirst() {
        for (int port = 1; port <= MOST_SERVERS; port++) {
            remember(port, BEFORE);
        }
        assertEquals(Optional.of(BEFORE), known(1));
        remember(MOST_SERVERS + 1, BEFORE);
        assertEquals(Optional.of(BEFORE), known(1));
        assertEquals(Optional.empty(), known(2));
        assertEquals("RememberedCapabilities[256 servers]", remembered.toString());
    }

    @Test
    void aLongAnswerIsNotRemembered() {
        remember(995, announced("X-" + "Y".repeat(RememberedCapabilities.LONGEST_ANSWER)));
        assertEquals(Optional.empty(), known(995));
    }

    @Test
    void aServerIsAskedAgainAfterAnHour() {
        remember(995, BEFORE);
        now += LONGEST.toNanos();
        assertEquals(Optional.of(BEFORE), known(995));
        now++;
        assertEquals(Optional.empty(), known(995));
        remember(995, BEFORE);
        assertEquals(Optional.of(BEFORE), known(995));
    }

    @Test
    void onlyAnAnswerToCapaIsRemembered() {
        remember(995, Capabilities.NONE);
        remember(995, Capabilities.ofMechanisms(List.of("PLAIN")));
        assertEquals(Optional.empty(), known(995));
    }

    @Test
    void eachServerAndTlsModeIsForgottenByItself() {
        ServerAddress server = new ServerAddress("mail.example.com", 995);
        remember(110, BEFORE);
        remember(995, BEFORE);
        remembered.forget(server, TlsMode.NONE);
        assertEquals(Optional.of(BEFORE), known(995));
        remembered.forget(server, TlsMode.IMPLICIT);
        assertEquals(Optional.empty(), known(995));
        assertEquals(Optional.of(BEFORE), known(110));
    }

    @Test
    void clearForgetsEveryServer() {
        remember(110, BEFORE);
        remember(995, BEFORE);
        remembered.clear();
        assertEquals("RememberedCapabilities[0 servers]", remembered.toString());
    }

    @Test
    void noneRemembersNothing() {
        ServerAddress server = new ServerAddress("mail.example.com", 995);
        RememberedCapabilities.NONE.put(server, TlsMode.IMPLICIT, BEFORE);
        assertEquals(Optional.empty(), RememberedCapabilities.NONE.get(server, TlsMode.IMPLICIT));
    }
}
