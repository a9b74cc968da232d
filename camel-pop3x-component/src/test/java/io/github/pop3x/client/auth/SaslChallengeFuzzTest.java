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
package io.github.pop3x.client.auth;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever a server asks, a mechanism answers or refuses; it believes no server unproved, and shows nobody the secret. */
class SaslChallengeFuzzTest {

    private static final String SECRET = "s3cret-1939";
    private static final String SECRET_BASE64 = Base64.getEncoder().encodeToString(octets(SECRET));
    private static final Credentials TOKEN = Credentials.ofToken("alice", SECRET);
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final byte[] END_POINT = {1, 2, 3};
    private static final ScramIterations ITERATIONS = new ScramIterations(2, 16);

    /** A challenge for which the signature is put that proves the server: no fuzzer finds it by itself. */
    private static final String SIGNATURE = "v=*";

    private static final List<Mechanism> MECHANISMS =
            Arrays.stream(Mechanism.values()).filter(Mechanism::isSasl).toList();

    /** An octet for the mechanism, {@code a} for the first; then up to three challenges, parted by what no UTF-8 holds. */
    @FuzzTest
    void challenges(byte[] octets) throws GeneralSecurityException {
        if (octets.length > 0) {
            Mechanism mechanism = MECHANISMS.get(Math.floorMod(octets[0] - 'a', MECHANISMS.size()));
            String text = latin1(octets).substring(1);
            login(mechanism, text.isEmpty() ? List.of() : List.of(text.split("\u00ff", 3)));
        }
    }

    private static void login(Mechanism mechanism, List<String> challenges) throws GeneralSecurityException {
        SaslMechanism exchange = exchange(mechanism);
        // The client's first words, then each challenge with its answer behind it.
        List<String> said = new ArrayList<>();
        said.add(exchange.initialResponse().map(SaslChallengeFuzzTest::latin1).orElse(""));
        boolean done = false;
        try {
            for (String challenge : challenges) {
                boolean honest = challenge.equals(SIGNATURE) && said.size() == 3 && isProof(said.get(2));
                said.add(honest ? naive(mechanism, said).serverFinal() : challenge);
                said.add(latin1(exchange.respond(octets(said.get(said.size() - 1)))));
            }
            exchange.finish();
            done = true;
        } catch (ProtocolException refused) {
            for (Throwable thrown = refused; thrown != null; thrown = thrown.getCause()) {
                assertTellable(thrown.getMessage(), said);
            }
        }
        assertEquals(mayBeDone(mechanism, said), done);
        String error = exchange.serverError().orElse("");
        assertTellable(error, said);
        assertFalse(mechanism.suits(TOKEN) && error.contains(SECRET), "quotes a server that echoes the token");
        if (mechanism.isScram() && said.size() > 2 && isProof(said.get(2))) {
            assertEquals(naive(mechanism, said).clientFinal(), said.get(2));
            assertTrue(NaiveScram.iterations(said.get(1)) <= ITERATIONS.maximum(), "works longer than allowed");
        }
        if (mechanism.isSafeInClear() || mechanism == Mechanism.CRAM_MD5) {
            assertHidden(String.join("\n", said), said);
        }
    }

    private static SaslMechanism exchange(Mechanism mechanism) {
        Credentials credentials = mechanism.suits(TOKEN) ? TOKEN : Credentials.of("alice", SECRET);
        return mechanism.isScram()
                ? new ScramMechanism(mechanism, credentials, Optional.of(END_POINT), ITERATIONS, NONCE)
                : SaslMechanisms.of(
                        mechanism,
                        credentials,
                        new OfferedMechanisms(List.of(), false, false, true, Optional.empty()),
                        ITERATIONS,
                        "h",
                        995);
    }

    private static NaiveScram naive(Mechanism mechanism, List<String> said) throws GeneralSecurityException {
        return new NaiveScram(mechanism, SECRET, said.get(0), said.get(1), END_POINT);
    }

    private static boolean isProof(String answer) {
        return answer.startsWith("c=");
    }

    /** Whether {@code +OK} may be believed: all that the mechanism asks is answered, and no more than it can ask. */
    private static boolean mayBeDone(Mechanism mechanism, List<String> said) throws GeneralSecurityException {
        int challenges = said.size() / 2;
        boolean answered = said.size() % 2 == 1;
        return switch (mechanism) {
            case PLAIN, EXTERNAL, OAUTHBEARER, XOAUTH2 -> challenges == 0;
            case LOGIN -> answered && challenges <= 2;
            case CRAM_MD5 -> answered && challenges <= 1;
            default ->
                challenges == 2
                        && isProof(said.get(2))
                        && isSignature(said.get(3), naive(mechanism, said).serverFinal());
        };
    }

    /** Base64 can spell the same octets in more than one way. */
    private static boolean isSignature(String serverFinal, String expected) {
        try {
            byte[] signature = Base64.getDecoder().decode(serverFinal.substring("v=".length()));
            return serverFinal.startsWith("v=")
                    && Arrays.equals(signature, Base64.getDecoder().decode(expected.substring("v=".length())));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException other) {
            return false;
        }
    }

    /** Fit for a log: a bounded line without the secret. */
    private static void assertTellable(String text, List<String> said) {
        assertFalse(text.chars().anyMatch(Character::isISOControl), "a line can be forged");
        assertTrue(text.length() < 400, "unbounded");
        assertHidden(text, said);
    }

    /** Unless the server itself said it. */
    private static void assertHidden(String text, List<String> said) {
        for (String secret : List.of(SECRET, SECRET_BASE64)) {
            boolean told = IntStream.range(0, said.size())
                    .anyMatch(i -> i % 2 == 1 && said.get(i).contains(secret));
            assertFalse(!told && text.contains(secret), "shows the secret");
        }
    }

    private static String latin1(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
