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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CapabilitiesTest {

    private static Capabilities parse(String... lines) throws ProtocolException {
        return Answers.parse(Commands.capa(), lines);
    }

    @Test
    void namesAreComparedWithoutRegardToCase() throws ProtocolException {
        Capabilities capabilities = parse("Top", "uidl");
        assertTrue(capabilities.has("TOP"));
        assertTrue(capabilities.has("Uidl"));
        assertFalse(capabilities.has("STLS"));
        assertEquals(Set.of("TOP", "UIDL"), capabilities.names());
    }

    @Test
    void argumentsAreKeptAsTheServerWroteThem() throws ProtocolException {
        Capabilities capabilities = parse("IMPLEMENTATION  Shlemazle-Plotz\tv302", "EXPIRE 60");
        assertEquals(List.of("Shlemazle-Plotz", "v302"), capabilities.arguments("implementation"));
        assertEquals(List.of("60"), capabilities.arguments("EXPIRE"));
        assertEquals(List.of(), capabilities.arguments("TOP"));
    }

    @Test
    void equalityIgnoresTheOrderOfAnnouncement() throws ProtocolException {
        assertEquals(parse("TOP", "SASL PLAIN"), parse("SASL PLAIN", "top"));
        assertEquals(
                parse("TOP", "SASL PLAIN").hashCode(),
                parse("SASL PLAIN", "top").hashCode());
        assertNotEquals(parse("SASL PLAIN"), parse("SASL PLAIN LOGIN"));
        assertNotEquals(parse("TOP"), parse("TOP", "UIDL"));
        assertNotEquals(parse("SASL PLAIN"), Capabilities.ofMechanisms(List.of("PLAIN")), "less is known");
        assertNotEquals(parse(), Capabilities.NONE);
    }

    @Test
    void saslMechanismsAreUpperCase() throws ProtocolException {
        assertEquals(
                Set.of("PLAIN", "SCRAM-SHA-256"),
                parse("SASL plain Scram-SHA-256").saslMechanisms());
        assertEquals(Set.of(), parse("SASL").saslMechanisms());
        assertEquals(Set.of(), parse("TOP").saslMechanisms());
    }

    @Test
    void unknownCapabilitiesAreKeptAndBlankLinesIgnored() throws ProtocolException {
        assertEquals(Set.of("X-ODD"), parse("", "  ", " X-Odd ").names());
    }

    @Test
    void linesWithOneNameAreOneCapability() throws ProtocolException {
        assertEquals(
                Set.of("LOGIN", "PLAIN"),
                parse("SASL PLAIN", "TOP", "sasl LOGIN").saslMechanisms());
        assertEquals(
                Optional.of(Duration.ofDays(1)), parse("EXPIRE 1", "expire 2").expiry());
    }

    @Test
    void policiesAreTyped() throws ProtocolException {
        Capabilities capabilities = parse(
                "LOGIN-DELAY 10",
                "EXPIRE NEVER",
                "IMPLEMENTATION Some Server 1.0",
                "PIPELINING",
                "RESP-CODES",
                "AUTH-RESP-CODE");
        assertEquals(Optional.of(Duration.ofSeconds(10)), capabilities.loginDelay());
        assertEquals(Optional.empty(), capabilities.expiry());
        assertEquals(Optional.of("Some Server 1.0"), capabilities.implementation());
        assertTrue(
                capabilities.hasPipelining() && capabilities.hasResponseCodes() && capabilities.hasAuthResponseCode());
        assertEquals(Optional.empty(), parse("LOGIN-DELAY soon").loginDelay());
        assertEquals(Optional.empty(), parse("LOGIN-DELAY -1").loginDelay());
        for (String large : List.of("999999999", "9999999999", "9".repeat(40))) {
            Duration most = Duration.ofSeconds(999_999_999);
            assertEquals(Optional.of(most), parse("LOGIN-DELAY " + large).loginDelay());
            assertEquals(
                    Optional.of(Duration.ofDays(999_999_999)),
                    parse("EXPIRE " + large).expiry());
        }
        assertEquals(
                Optional.of(Duration.ofSeconds(60)),
                parse("LOGIN-DELAY 00000000060").loginDelay());
        assertTrue(capabilities.withApop().has("APOP"));
        assertEquals(
                Capabilities.Source.AUTH,
                Capabilities.ofMechanisms(List.of("PLAIN")).source());
    }

    @Test
    void noneHasNoCapabilities() {
        assertEquals(Set.of(), Capabilities.NONE.names());
        assertFalse(Capabilities.NONE.has("TOP"));
    }

    @Test
    void theirNumberIsBounded() throws ProtocolException {
        String[] thousand = IntStream.range(0, 1000).mapToObj(i -> "X" + i).toArray(String[]::new);
        assertEquals(1000, parse(thousand).names().size());
        String[] more = IntStream.range(0, 1001).mapToObj(i -> "X").toArray(String[]::new);
        assertThrows(ProtocolException.class, () -> parse(more));
    }

    @Test
    void capabilitiesAreImmutable() throws ProtocolException {
        Set<String> names = parse("TOP").names();
        assertThrows(UnsupportedOperationException.class, names::clear);
    }
}
