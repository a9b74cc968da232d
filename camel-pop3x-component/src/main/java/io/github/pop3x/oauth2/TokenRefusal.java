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

import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.pop3x.client.text.ServerText;

/** Why an authorization server gives no token (RFC 6749 §5.2), as a sentence that says what to do. */
final class TokenRefusal {

    private TokenRefusal() {}

    /**
     * @param place who refused
     * @param status of HTTP; some servers refuse with 200
     * @param answer the JSON object of the answer, empty if it was none
     * @param mask takes secrets out of the server's words, in which some repeat what they were sent
     */
    static IOException of(String place, int status, Map<String, Object> answer, UnaryOperator<String> mask) {
        if (!(answer.get("error") instanceof String error)) {
            return new IOException(place + " answered with HTTP status " + status + " and no error of OAuth 2.0. "
                    + adviceFor(status));
        }
        String said = quote(mask.apply(error));
        if (answer.get("error_description") instanceof String description && !description.isBlank()) {
            said += ", " + quote(mask.apply(description));
        }
        return new IOException(place + " refused with HTTP status " + status + ": " + said + ". "
                + (status >= 500 ? adviceFor(status) : adviceFor(error)));
    }

    private static String adviceFor(int status) {
        return status >= 500 || status == 429
                ? "It will be asked again at the next login"
                : "Check that oauth2TokenUri is the token endpoint";
    }

    private static String adviceFor(String error) {
        return switch (error) {
            case "invalid_client" -> "Check oauth2ClientId and oauth2ClientSecret, and whether the secret has expired";
            case "invalid_grant" ->
                "The refresh token has expired, was revoked, or is another client's: obtain a new one"
                        + " and set oauth2RefreshToken";
            case "invalid_scope" -> "Check oauth2Scope";
            case "unauthorized_client", "unsupported_grant_type" ->
                "Allow this grant for the client at the"
                        + " authorization server, or use the other one: with oauth2RefreshToken it is refresh_token,"
                        + " without it client_credentials";
            default -> "Check the oauth2 options against what the authorization server expects";
        };
    }

    /** The words as people may read them: in quotes, control characters escaped, cut to a bound. */
    static String quote(String text) {
        return '"' + ServerText.escape(text) + '"';
    }
}
