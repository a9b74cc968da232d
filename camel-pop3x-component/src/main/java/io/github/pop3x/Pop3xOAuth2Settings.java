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
package io.github.pop3x;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.pop3x.client.text.DomainName;
import io.github.pop3x.client.text.HostPort;
import io.github.pop3x.oauth2.ClientRegistration;

/**
 * The settings of an OAuth 2.0 client. The grant is {@code refresh_token} if there is a refresh token (RFC 6749 §6),
 * else {@code client_credentials} (§4.4).
 *
 * <p>Immutable. {@link #toString()} shows neither the client's secret nor the refresh token.
 *
 * @param tokenUri the token endpoint: https, or http on this machine itself
 * @param clientId the client's identifier at the authorization server
 * @param clientSecret the client's secret; null or empty for a public client, which then needs a refresh token
 * @param scope the scopes to request, separated by blanks; null or empty for the server's default
 * @param refreshToken the refresh token to begin with; null or empty for the grant {@code client_credentials}
 */
public record Pop3xOAuth2Settings(
        URI tokenUri, String clientId, String clientSecret, String scope, String refreshToken) {

    private static final String LOOPBACK = "localhost|127(\\.[0-9]{1,3}){3}|\\[::1]";

    /**
     * Checks the settings without a request.
     *
     * @throws IllegalArgumentException if they cannot work or would send a secret in the clear; the message says what
     *     to do
     */
    public Pop3xOAuth2Settings {
        tokenUri = inAscii(Objects.requireNonNull(tokenUri, "tokenUri"));
        checkAddress(tokenUri);
        clientId = present(clientId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "oauth2ClientId is missing. Set it to the id that the authorization server knows"));
        clientSecret = present(clientSecret).orElse(null);
        scope = present(scope).orElse(null);
        refreshToken = present(refreshToken).orElse(null);
        if (clientSecret == null && refreshToken == null) {
            throw new IllegalArgumentException("a client of OAuth 2.0 needs oauth2ClientSecret or oauth2RefreshToken");
        }
    }

    /** The URI of the JDK knows no host in an internationalized name, but keeps the text. */
    private static URI inAscii(URI uri) {
        String authority = uri.getRawAuthority();
        if (uri.getHost() != null || authority == null || authority.indexOf('@') >= 0) {
            return uri;
        }
        HostPort place = HostPort.parse(authority);
        String ascii = new HostPort(DomainName.toAscii(place.host()), place.port()).toString();
        return URI.create(uri.toString().replaceFirst(Pattern.quote(authority), ascii));
    }

    /** Never quotes the address whole: people put secrets into it. */
    private static void checkAddress(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !scheme.matches("https?")) {
            throw new IllegalArgumentException(
                    "oauth2TokenUri must be an address like https://login.example.com/token");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("oauth2TokenUri must have neither a user nor a fragment (RFC 6749 §3.2)."
                    + " The client is named by oauth2ClientId and oauth2ClientSecret");
        }
        if (scheme.equals("http") && !uri.getHost().toLowerCase(Locale.ROOT).matches(LOOPBACK)) {
            throw new IllegalArgumentException("oauth2TokenUri names " + uri.getHost()
                    + " without encryption, where the client's secret could be read. Use https (RFC 6749 §3.2)");
        }
    }

    private static Optional<String> present(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    /** The client that these settings mean. */
    ClientRegistration client() {
        return new ClientRegistration(tokenUri, clientId, clientSecret, scope);
    }

    /** The token endpoint and the client id, without secrets. */
    @Override
    public String toString() {
        return "Pop3xOAuth2Settings[" + client().address() + ", " + clientId + (scope == null ? "" : ", " + scope)
                + (refreshToken == null ? "" : ", refresh token ****") + "]";
    }
}
