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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.ResponseParser;
import org.junit.jupiter.api.Test;

import static io.github.pop3x.client.RememberedCapabilities.LONGEST;
import static io.github.pop3x.client.RememberedCapabilities.MOST_SERVERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How many servers are remembered, how long, and what makes one forgotten. */
class RememberedCapabilitiesTest {

    private static final Capabilities BEFORE = announced("SASL PLAIN");
    private static final Capabilities AFTER = announced("UIDL");

    private static Capabilities announced(String line) {
        ResponseParser<Capabilities> answer = Commands.capa().parser();
        try {
            answer.line(line.getBytes(StandardCharsets.US_ASCII), 0, line.length());
            return answer.value();
        } catch (ProtocolException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    private Instant now = Instant.EPOCH;
    private final RememberedCapabilities remembered = new RememberedCapabilities(MOST_SERVERS, () -> now);

    private RememberedCapabilities.OfServer server(int port) {
        return remembered.of(new ServerAddress("mail.example.com", port), TlsMode.IMPLICIT);
    }

    @Test
    void theLeastRecentlyUsedServerGoesFirst() {
        for (int port = 1; port <= MOST_SERVERS; port++) {
            server(port).loggedIn(BEFORE);
        }
        assertEquals(Optional.of(BEFORE), server(1).beforeLogin());
        server(MOST_SERVERS + 1).loggedIn(BEFORE);
        assertEquals(Optional.of(BEFORE), server(1).beforeLogin());
        assertEquals(Optional.empty(), server(2).beforeLogin());
        assertEquals("RememberedCapabilities[256 servers]", remembered.toString());
    }

    @Test
    void aServerThatTellsTooMuchIsNotRemembered() {
        Capabilities chatter = announced("X-" + "Y".repeat(RememberedCapabilities.LONGEST_ANSWER));
        server(995).loggedIn(chatter);
        assertEquals(Optional.empty(), server(995).beforeLogin());
        server(995).loggedIn(BEFORE);
        assertTrue(server(995).afterLogin(chatter));
        assertEquals(Optional.empty(), server(995).beforeLogin());
    }

    @Test
    void aServerIsAskedAgainAfterAWhile() {
        server(995).loggedIn(BEFORE);
        now = now.plus(LONGEST);
        server(995).afterLogin(AFTER);
        assertEquals(Optional.of(BEFORE), server(995).beforeLogin());
        now = now.plus(Duration.ofMillis(1));
        assertEquals(Optional.empty(), server(995).beforeLogin());
        server(995).loggedIn(BEFORE);
        assertEquals(Optional.of(BEFORE), server(995).beforeLogin());
    }

    @Test
    void equalCapabilitiesAfterTheLoginAreKept() {
        server(995).loggedIn(BEFORE);
        server(995).afterLogin(AFTER);
        server(995).afterLogin(announced("uidl"));
        assertEquals(Optional.of(BEFORE), server(995).beforeLogin());
        server(995).afterLogin(Capabilities.NONE);
        assertEquals(Optional.empty(), server(995).beforeLogin());
        server(995).afterLogin(AFTER);
        assertEquals(Optional.empty(), server(995).beforeLogin(), "nobody has asked before a login since");
    }

    @Test
    void onlyWhatCapaToldIsRemembered() {
        server(995).loggedIn(Capabilities.NONE);
        server(995).loggedIn(Capabilities.ofMechanisms(List.of("PLAIN")));
        assertEquals(Optional.empty(), server(995).beforeLogin());
    }

    @Test
    void allIsForgottenAtOnce() {
        server(110).loggedIn(BEFORE);
        server(995).loggedIn(BEFORE);
        remembered.clear();
        assertEquals("RememberedCapabilities[0 servers]", remembered.toString());
    }

    @Test
    void noneRemembersNothing() {
        RememberedCapabilities.OfServer server =
                RememberedCapabilities.NONE.of(new ServerAddress("mail.example.com", 995), TlsMode.IMPLICIT);
        server.loggedIn(BEFORE);
        assertEquals(Optional.empty(), server.beforeLogin());
    }
}
