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
 * Refuses everybody, and repeats all of the exchange, in both directions: in base64 and decoded.
 *
 * @param mechanism leads the exchange
 */
public record GabbySasl(ServerSasl mechanism) implements ServerSasl {

    @Override
    public String name() {
        return mechanism.name();
    }

    @Override
    public Optional<String> authenticate(SaslExchange exchange, Function<String, Optional<String>> passwords)
            throws IOException {
        mechanism.authenticate(exchange, passwords);
        throw new Refusal("[AUTH] the exchange was " + exchange.history());
    }
}
