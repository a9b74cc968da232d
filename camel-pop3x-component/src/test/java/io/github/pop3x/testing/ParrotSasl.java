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
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * Refuses everybody, and repeats all that they said: as it came, and decoded.
 *
 * @param mechanism leads the exchange
 */
public record ParrotSasl(ServerSasl mechanism) implements ServerSasl {

    @Override
    public String name() {
        return mechanism.name();
    }

    @Override
    public Optional<String> authenticate(SaslExchange exchange, Function<String, Optional<String>> passwords)
            throws IOException {
        mechanism.authenticate(exchange, passwords);
        var words = new StringBuilder("[AUTH] you said");
        for (String response : exchange.responses()) {
            String decoded = response.equals("=")
                    ? ""
                    : new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
            words.append(' ')
                    .append(response)
                    .append(" that is ")
                    .append(decoded.replace('\0', ' ').replace('\1', ' '));
        }
        throw new Refusal(words.toString());
    }
}
