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
import java.net.URI;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;

/**
 * The authorization-code flow of a program on the user's machine (RFC 8252): the user consents in a browser, which comes back
 * to a loopback address. PKCE (RFC 7636) binds the code to this program: another one that learns it cannot use it.
 */
final class CodeFlow {

    private final Authority authority;
    private final Registration registration;

    CodeFlow(Authority authority, Registration registration) {
        this.authority = authority;
        this.registration = registration;
    }

    /**
     * Obtains a refresh token.
     *
     * @param browser gets the address that the user has to open
     * @param deadline for all of it, the user included
     * @throws AuthorityException if the user or the authority refuses
     * @throws TimeoutException if the deadline is over
     * @throws IOException if the authority cannot be reached or does not answer as it should
     */
    String refreshToken(Consumer<URI> browser, Deadline deadline)
            throws IOException, InterruptedException, TimeoutException {
        URI endpoint = authority
                .authorizationUri()
                .orElseThrow(() -> new IllegalArgumentException("The authority has no authorizationUri; use --device"));
        TokenClient tokens = new TokenClient(authority, registration);
        State state = new State();
        CodeVerifier verifier = new CodeVerifier();
        try (LoopbackRedirect redirect = new LoopbackRedirect(state.getValue())) {
            AuthorizationRequest.Builder request = new AuthorizationRequest.Builder(
                            ResponseType.CODE, registration.clientId())
                    .endpointURI(endpoint)
                    .redirectionURI(redirect.uri())
                    .scope(tokens.scope())
                    .state(state)
                    .codeChallenge(verifier, CodeChallengeMethod.S256);
            authority.parameters().forEach((name, value) -> request.customParameter(name, value));
            browser.accept(request.build().toURI());
            AuthorizationResponse response = AuthorizationResponse.parse(redirect.await(deadline));
            if (!response.indicatesSuccess()) {
                throw TokenClient.refused(response.toErrorResponse().getErrorObject());
            }
            return tokens.refreshToken(
                    new AuthorizationCodeGrant(
                            response.toSuccessResponse().getAuthorizationCode(), redirect.uri(), verifier),
                    deadline);
        } catch (ParseException e) {
            throw TokenClient.notUnderstood(e);
        }
    }
}
