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

import io.github.pop3x.client.text.ServerText;

/**
 * What OAUTHBEARER and XOAUTH2 share: the token in one message, and an error report that must be answered before the
 * server says {@code -ERR}.
 */
abstract class BearerMechanism implements SaslMechanism {

    private final byte[] message;
    private final String token;
    private final byte[] acknowledgement;
    private String error;

    BearerMechanism(String message, String token, String acknowledgement) {
        this.token = token;
        this.message = message.getBytes(StandardCharsets.UTF_8);
        this.acknowledgement = acknowledgement.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public final Optional<byte[]> initialResponse() {
        return Optional.of(message.clone());
    }

    @Override
    public final byte[] respond(byte[] challenge) throws ProtocolException {
        if (error != null) {
            throw new ProtocolException(name() + " ends with the server's error report, but the server asks on");
        }
        // Masked before it is cut: half a token is one too many.
        error = ServerText.escape(new String(challenge, StandardCharsets.UTF_8).replace(token, "****"));
        return acknowledgement.clone();
    }

    @Override
    public final void finish() throws ProtocolException {
        if (error != null) {
            throw new ProtocolException("the server reported an error, then +OK: " + error);
        }
    }

    /** The error report, as a rule JSON with a {@code status}. */
    @Override
    public final Optional<String> serverError() {
        return Optional.ofNullable(error);
    }
}
