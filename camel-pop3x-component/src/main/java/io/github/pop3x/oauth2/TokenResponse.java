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
package io.github.pop3x.oauth2;

import java.math.BigDecimal;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An access token as its issuer gave it (RFC 6749 §5.1).
 *
 * @param accessToken visible ASCII, for bearers
 * @param lifetime from the time of the request on; zero if the server did not tell
 * @param refreshToken what to ask with from now on, if the server exchanged it
 */
public record TokenResponse(String accessToken, Duration lifetime, Optional<String> refreshToken) {

    /** Longer ones may be given and are believed so far only, which keeps instants computable. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * @param answer the JSON object of a successful response
     * @throws ProtocolException if it gives no token that a POP3 server could be shown; nothing of it is quoted
     */
    static TokenResponse of(Map<String, Object> answer) throws ProtocolException {
        if (!(answer.get("access_token") instanceof String token) || token.isEmpty()) {
            throw new ProtocolException("answered without an access_token");
        }
        // RFC 6750 §2.1 has still fewer characters; these are what SASL's messages can carry.
        if (!token.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new ProtocolException("gave an access_token that is not visible ASCII (RFC 6749 appendix A.12)");
        }
        // RFC 6749 §7.1: a token of an unknown type must not be used. Servers that forget the type mean this one.
        if (answer.get("token_type") instanceof String type && !type.equalsIgnoreCase("Bearer")) {
            throw new ProtocolException("gave a token of another type than Bearer (RFC 6750)");
        }
        return new TokenResponse(token, lifetime(answer.get("expires_in")), refreshToken(answer.get("refresh_token")));
    }

    /** Some servers write the number as a string. */
    private static Duration lifetime(Object expiresIn) {
        if (expiresIn == null || !expiresIn.toString().matches("[0-9]{1,18}(\\.[0-9]{1,9})?")) {
            return Duration.ZERO;
        }
        Duration told = Duration.ofSeconds(new BigDecimal(expiresIn.toString()).longValue());
        return told.compareTo(LONGEST) < 0 ? told : LONGEST;
    }

    private static Optional<String> refreshToken(Object token) {
        return token instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** The lifetime; never a token. */
    @Override
    public String toString() {
        return "TokenResponse[****, " + lifetime + "]";
    }
}
