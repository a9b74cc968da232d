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

/** PLAIN (RFC 4616): name and password in one message. For encrypted connections. */
public final class PlainMechanism implements SaslMechanism {

    /** The registered name. */
    public static final String NAME = "PLAIN";

    private final byte[] message;

    /**
     * @param credentials with a password
     * @throws IllegalStateException if they hold none
     */
    public PlainMechanism(Credentials credentials) {
        // NUL separates the parts; Credentials lets none in.
        String text = credentials.authorizationId().orElse("") + "\0" + credentials.username() + "\0"
                + credentials.password();
        message = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<byte[]> initialResponse() {
        return Optional.of(message.clone());
    }

    @Override
    public byte[] respond(byte[] challenge) throws ProtocolException {
        throw new ProtocolException("PLAIN has no second step, but the server asks for one");
    }
}
