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

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.MailboxAccount;
import io.github.pop3x.client.auth.NetrcCredentials;

/** Makes the credentials provider of an endpoint from the options of its login. */
final class Pop3xCredentials {

    private Pop3xCredentials() {}

    /**
     * The provider that the options mean.
     *
     * @param scheme of the endpoint
     * @param port of the server
     * @param tokens has those that ask for access tokens
     * @throws IllegalArgumentException if they name no credentials, or more than one kind; the message says what to do
     */
    static CredentialsProvider of(
            Pop3xAddress.Scheme scheme, String host, int port, Pop3xConfiguration options, Pop3xTokens tokens) {
        List<String> kinds = kinds(options);
        if (kinds.size() > 1) {
            throw new IllegalArgumentException(
                    "credentials are given in more than one way: " + String.join(", ", kinds) + ". Use one of them");
        }
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("username and password are required, e.g. pop3xs:" + host
                    + "?username=alice&password=RAW(…); or, in place of the password, accessToken, the oauth2 options,"
                    + " credentialsProvider, netrc=true, or authMechanisms=EXTERNAL");
        }
        boolean namesTheUser = options.isNetrc() || options.getCredentialsProvider() != null;
        if (options.getUsername() == null && !namesTheUser) {
            throw new IllegalArgumentException(
                    "username is required, e.g. pop3xs:" + host + "?username=alice&password=RAW(…)");
        }
        return switch (kinds.get(0)) {
            case "password" -> CredentialsProvider.of(options.getUsername(), options.getPassword());
            case "accessToken" ->
                CredentialsProvider.of(Credentials.ofToken(options.getUsername(), options.getAccessToken()));
            case "oauth2TokenUri" ->
                tokens.provider(options.getUsername(), oauth2(options), Pop3xTokenPath.of(options));
            case "credentialsProvider" ->
                options.getCredentialsProvider()
                        .forAccount(new MailboxAccount(scheme.word(), host, port, options.getUsername()));
            case "netrc" ->
                new NetrcCredentials(
                        host,
                        Optional.ofNullable(options.getUsername()),
                        Optional.ofNullable(options.getNetrcFile()).map(Path::of));
            default -> CredentialsProvider.of(Credentials.ofCertificate(options.getUsername()));
        };
    }

    private static List<String> kinds(Pop3xConfiguration options) {
        List<String> kinds = new ArrayList<>();
        if (options.getPassword() != null) {
            kinds.add("password");
        }
        if (options.getAccessToken() != null) {
            kinds.add("accessToken");
        }
        if (options.getOauth2TokenUri() != null) {
            kinds.add("oauth2TokenUri");
        }
        if (options.getCredentialsProvider() != null) {
            kinds.add("credentialsProvider");
        }
        if (options.isNetrc()) {
            kinds.add("netrc");
        }
        if (kinds.isEmpty() && options.getAuthMechanisms().strip().equalsIgnoreCase("EXTERNAL")) {
            kinds.add("EXTERNAL");
        }
        return kinds;
    }

    /** The login name, which names the mailbox; without the option it is the one that netrc or the provider has. */
    static String username(CredentialsProvider provider, Pop3xConfiguration options) throws IOException {
        return options.getUsername() != null
                ? options.getUsername()
                : provider.credentials().username();
    }

    private static Pop3xOAuth2Settings oauth2(Pop3xConfiguration options) {
        return new Pop3xOAuth2Settings(
                uri(options.getOauth2TokenUri()),
                options.getOauth2ClientId(),
                options.getOauth2ClientSecret(),
                options.getOauth2Scope(),
                options.getOauth2RefreshToken());
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("oauth2TokenUri is not a URI: " + e.getReason()
                    + ". Use an address like https://login.example.com/token");
        }
    }
}
