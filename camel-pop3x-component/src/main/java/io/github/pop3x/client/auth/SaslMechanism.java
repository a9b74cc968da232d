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
import java.util.Optional;

/**
 * One login by a SASL mechanism (RFC 4422, RFC 5034). Stateful: an object serves one exchange, on one thread.
 *
 * <ol>
 *   <li>{@link #initialResponse()} is asked once.
 *   <li>{@link #respond} answers each challenge.
 *   <li>{@link #finish()} is asked when the server says {@code +OK}, before the login counts as done.
 * </ol>
 *
 * <p>The service name is {@code pop}. No security layer is ever negotiated: that is what TLS is for.
 */
public interface SaslMechanism {

    /** The registered name, e.g. {@code PLAIN}. */
    String name();

    /**
     * What the client says first.
     *
     * @return empty if the server speaks first, which differs from a response of no octets
     */
    Optional<byte[]> initialResponse();

    /**
     * Answers a challenge.
     *
     * @param challenge the decoded octets, perhaps none
     * @return the octets to send, perhaps none
     * @throws ProtocolException if the server's challenge makes no sense, or proves that it is not the server meant
     */
    byte[] respond(byte[] challenge) throws ProtocolException;

    /**
     * Decides whether the server's {@code +OK} may be believed.
     *
     * @throws ProtocolException if the server has not proved what this mechanism demands of it, or has reported an
     *     error before; the session must not be used
     */
    default void finish() throws ProtocolException {}

    /**
     * What the server said of its refusal inside the exchange, for the sentence of an exception.
     *
     * @return bounded text without control characters; empty if it said nothing there
     */
    default Optional<String> serverError() {
        return Optional.empty();
    }
}
