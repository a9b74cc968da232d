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
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * EXTERNAL (RFC 4422 appendix A): the client only says whom it wants to act as.
 *
 * @param user whom the connection proves, as if by the client's certificate
 */
public record ExternalSasl(String user) implements ServerSasl {

    @Override
    public String name() {
        return "EXTERNAL";
    }

    @Override
    public Optional<String> authenticate(SaslExchange exchange, Function<String, Optional<String>> passwords)
            throws IOException {
        String actor = new String(exchange.first(), StandardCharsets.UTF_8);
        return Optional.of(user).filter(name -> actor.isEmpty() || actor.equals(name));
    }
}
