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
package io.github.pop3x.testing;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The server's half of a SASL mechanism (RFC 4422), written down as the straight line that it is: read a response, send a
 * challenge, decide. Stateless; used by many sessions.
 */
public interface ServerSasl {

    /** The mechanism's name, in upper case. */
    String name();

    /**
     * Authenticates a client.
     *
     * @param exchange  sends challenges and gets responses, without their base64
     * @param passwords gives a user's password, or nothing if there is no such user
     * @return the user, or nothing if the client has not proved to be one
     * @throws IOException when the session is over, or the client cancelled
     */
    Optional<String> authenticate(SaslExchange exchange, Function<String, Optional<String>> passwords)
            throws IOException;
}
