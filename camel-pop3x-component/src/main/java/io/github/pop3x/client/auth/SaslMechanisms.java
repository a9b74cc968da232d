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

/** Makes the object that serves one exchange. */
public final class SaslMechanisms {

    private SaslMechanisms() {}

    /**
     * A new exchange by a chosen mechanism.
     *
     * @param mechanism any but USER and APOP, which are commands of their own
     * @param credentials what to present
     * @param offer what the mechanism was chosen from
     * @param iterations how many SCRAM may be asked for
     * @param host the server's name as configured
     * @param port the server's port
     * @throws IllegalArgumentException if the mechanism is no SASL mechanism, or cannot carry these credentials
     * @throws IllegalStateException if the credentials are of a kind that it does not present
     */
    public static SaslMechanism of(
            Mechanism mechanism,
            Credentials credentials,
            OfferedMechanisms offer,
            ScramIterations iterations,
            String host,
            int port) {
        return switch (mechanism) {
            case SCRAM_SHA_256_PLUS, SCRAM_SHA_256, SCRAM_SHA_1_PLUS, SCRAM_SHA_1 ->
                new ScramMechanism(mechanism, credentials, offer.bindingFor(mechanism), iterations);
            case OAUTHBEARER -> new OAuthBearerMechanism(credentials, host, port);
            case XOAUTH2 -> new XOAuth2Mechanism(credentials);
            case EXTERNAL -> new ExternalMechanism(credentials);
            case PLAIN -> new PlainMechanism(credentials);
            case LOGIN -> new LoginMechanism(credentials);
            case CRAM_MD5 -> new CramMd5Mechanism(credentials);
            case USER, APOP -> throw new IllegalArgumentException(mechanism + " is no SASL mechanism");
        };
    }
}
