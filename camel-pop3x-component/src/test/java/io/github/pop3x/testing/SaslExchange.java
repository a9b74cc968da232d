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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The challenges and responses of one AUTH command (RFC 5034 §4), without their base64. */
public final class SaslExchange {

    private final ServerWire wire;
    private final String initial;
    private final List<String> responses = new ArrayList<>();
    private final List<String> challenges = new ArrayList<>();

    /** The initial response as it came, {@code =} for an empty one; null if there was none. */
    SaslExchange(ServerWire wire, String initial) {
        this.wire = wire;
        this.initial = initial;
        if (initial != null) {
            responses.add(initial);
        }
    }

    /** The same exchange, its initial response overlooked. */
    SaslExchange withoutInitial() {
        return new SaslExchange(wire, null);
    }

    /** All responses so far, in base64. */
    List<String> responses() {
        return List.copyOf(responses);
    }

    /** All challenges and responses so far, in base64 and decoded, on one line. */
    String history() {
        return Stream.concat(challenges.stream(), responses.stream())
                .map(encoded -> encoded + " that is " + printable(encoded))
                .collect(Collectors.joining(" "));
    }

    private static String printable(String encoded) {
        byte[] octets = encoded.equals("=") ? new byte[0] : Base64.getDecoder().decode(encoded);
        return new String(octets, StandardCharsets.UTF_8).replace('\0', ' ').replace('\1', ' ');
    }

    /** The initial response: empty if it was absent, which differs from a response of no octets. */
    public Optional<byte[]> initial() throws IOException {
        return initial == null ? Optional.empty() : Optional.of(initial.equals("=") ? new byte[0] : decode(initial));
    }

    /**
     * The first response of a mechanism in which the client speaks first: the initial one, or one that is asked for.
     *
     * @throws IOException when the session is over, or the client cancelled
     */
    public byte[] first() throws IOException {
        Optional<byte[]> response = initial();
        return response.isPresent() ? response.get() : ask(new byte[0]);
    }

    /**
     * Sends a challenge.
     *
     * @param challenge what to ask
     * @return what the client responds
     * @throws IOException when the session is over, or the client cancelled
     */
    public byte[] ask(byte[] challenge) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(challenge);
        challenges.add(encoded);
        wire.say("+ " + encoded);
        byte[] heard = wire.hear();
        if (heard == null) {
            throw new SessionOver(SessionOver.Ending.CLIENT_GONE);
        }
        String response = new String(heard, StandardCharsets.US_ASCII).stripTrailing();
        if (response.equals("*")) {
            throw new Refusal("AUTH cancelled");
        }
        responses.add(response);
        return decode(response);
    }

    private static byte[] decode(String base64) throws IOException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Refusal("not base64");
        }
    }
}
