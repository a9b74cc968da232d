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
package io.github.pop3x.examples.oauth2;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;

/** Asks an authority for tokens. No request outlasts its deadline, and no redirect is followed. Thread-safe. */
final class TokenClient {

    /** The longest silence of a server. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final Authority authority;
    private final Registration registration;

    TokenClient(Authority authority, Registration registration) {
        this.authority = authority;
        this.registration = registration;
    }

    /**
     * Exchanges a grant for a refresh token.
     *
     * @throws AuthorityException if the authority refuses; the code says why
     * @throws TimeoutException if the deadline is over
     * @throws IOException if the authority cannot be reached or does not answer as it should
     */
    String refreshToken(AuthorizationGrant grant, Deadline deadline)
            throws IOException, InterruptedException, TimeoutException {
        Optional<ClientAuthentication> authentication = registration.authentication();
        TokenRequest request = authentication
                .map(secret -> new TokenRequest.Builder(authority.tokenUri(), secret, grant))
                .orElseGet(() -> new TokenRequest.Builder(authority.tokenUri(), registration.clientId(), grant))
                .build();
        try {
            TokenResponse response = TokenResponse.parse(send(request.toHTTPRequest(), deadline));
            if (!response.indicatesSuccess()) {
                throw refused(response.toErrorResponse().getErrorObject());
            }
            return Optional.ofNullable(response.toSuccessResponse().getTokens().getRefreshToken())
                    .orElseThrow(() -> new IOException("The authority gave an access token and no refresh token."
                            + " Ask for offline access: a scope or parameter of the authority"))
                    .getValue();
        } catch (ParseException e) {
            throw notUnderstood(e);
        }
    }

    /** Sends a request, and waits for the whole answer until the deadline. */
    static HTTPResponse send(HTTPRequest request, Deadline deadline)
            throws IOException, InterruptedException, TimeoutException {
        int silence = Math.toIntExact(SILENCE.toMillis());
        request.setConnectTimeout(silence);
        request.setReadTimeout(silence);
        request.setFollowRedirects(false);
        return deadline.call(request::send);
    }

    /** @param error null if the authority gave no reason */
    static AuthorityException refused(ErrorObject error) {
        return error == null || error.getCode() == null
                ? new AuthorityException("no reason given", null)
                : new AuthorityException(error.getCode(), error.getDescription());
    }

    /** The parser's own message may quote the answer, which may hold a token. */
    static IOException notUnderstood(ParseException e) {
        return new IOException("The authority's answer is not what OAuth 2.0 requires ("
                + e.getClass().getSimpleName() + ")");
    }

    Scope scope() {
        return Scope.parse(authority.scope());
    }
}
