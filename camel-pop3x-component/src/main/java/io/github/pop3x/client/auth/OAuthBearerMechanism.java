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

/** OAUTHBEARER (RFC 7628): an OAuth 2.0 access token. For encrypted connections. */
public final class OAuthBearerMechanism extends BearerMechanism {

    /** The registered name. */
    public static final String NAME = "OAUTHBEARER";

    private static final String CTRL_A = "\1";

    /**
     * @param credentials with an access token
     * @param host the server's name as configured
     * @param port the server's port
     * @throws IllegalStateException if they hold none
     */
    public OAuthBearerMechanism(Credentials credentials, String host, int port) {
        super(
                "n,a=" + saslName(credentials.authorizationId().orElse(credentials.username())) + "," + CTRL_A
                        + "host=" + host + CTRL_A
                        + "port=" + port + CTRL_A
                        + "auth=Bearer " + credentials.accessToken() + CTRL_A + CTRL_A,
                credentials.accessToken(),
                CTRL_A);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** RFC 5801 §4: comma and equals sign have a meaning in the GS2 header. */
    private static String saslName(String name) {
        return name.replace("=", "=3D").replace(",", "=2C");
    }
}
