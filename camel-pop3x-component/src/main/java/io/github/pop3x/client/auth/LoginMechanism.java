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

/**
 * LOGIN: name and password in answer to two prompts. Never a standard, but the only SASL mechanism of some servers.
 * For encrypted connections.
 */
public final class LoginMechanism implements SaslMechanism {

    /** The registered name. */
    public static final String NAME = "LOGIN";

    private final byte[][] answers;
    private int prompts;

    /**
     * @param credentials with a password
     * @throws IllegalStateException if they hold none
     */
    public LoginMechanism(Credentials credentials) {
        answers = new byte[][] {
            credentials.username().getBytes(StandardCharsets.UTF_8),
            credentials.password().getBytes(StandardCharsets.UTF_8)
        };
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<byte[]> initialResponse() {
        return Optional.empty();
    }

    /** Servers word their prompts as they like, and some leave them empty: only their order counts. */
    @Override
    public byte[] respond(byte[] challenge) throws ProtocolException {
        if (prompts == answers.length) {
            throw new ProtocolException("LOGIN has two prompts, but the server sends a third");
        }
        return answers[prompts++].clone();
    }
}
