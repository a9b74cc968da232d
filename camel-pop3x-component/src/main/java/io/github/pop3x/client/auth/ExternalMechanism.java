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
import java.util.Optional;

/** EXTERNAL (RFC 4422 appendix A): the server takes the identity from the client's TLS certificate. */
public final class ExternalMechanism implements SaslMechanism {

    /** The registered name. */
    public static final String NAME = "EXTERNAL";

    private final byte[] authorizationId;

    /**
     * @param credentials of any kind; only an authorization identity is sent, and nothing where there is none
     */
    public ExternalMechanism(Credentials credentials) {
        authorizationId = credentials.authorizationId().orElse("").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<byte[]> initialResponse() {
        return Optional.of(authorizationId.clone());
    }

    @Override
    public byte[] respond(byte[] challenge) throws ProtocolException {
        throw new ProtocolException("EXTERNAL has no second step, but the server asks for one");
    }
}
