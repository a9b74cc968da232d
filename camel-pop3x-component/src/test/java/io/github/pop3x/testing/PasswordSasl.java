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

/** The SASL mechanisms that every server has. */
final class PasswordSasl {

    private PasswordSasl() {}

    /** RFC 4616: one response of authorization identity, user and password, with NUL between. */
    record Plain() implements ServerSasl {
        @Override
        public String name() {
            return "PLAIN";
        }

        @Override
        public Optional<String> authenticate(SaslExchange exchange, Function<String, Optional<String>> passwords)
                throws IOException {
            String[] parts = text(exchange.first()).split("\0", -1);
            if (parts.length != 3) {
                throw new Refusal("PLAIN wants two NULs");
            }
            boolean himself = parts[0].isEmpty() || parts[0].equals(parts[1]);
            return passwords
                    .apply(parts[1])
                    .filter(password -> himself && password.equals(parts[2]))
                    .map(password -> parts[1]);
        }
    }

    /** The unregistered LOGIN: user and password asked for one by one; some clients send the user at once. */
    record Login() implements ServerSasl {
        @Override
        public String name() {
            return "LOGIN";
        }

        @Override
        public Optional<String> authenticate(SaslExchange exchange, Function<String, Optional<String>> passwords)
                throws IOException {
            Optional<byte[]> initial = exchange.initial();
            String user = text(initial.isPresent() ? initial.get() : exchange.ask(octets("Username:")));
            String given = text(exchange.ask(octets("Password:")));
            return passwords.apply(user).filter(given::equals).map(password -> user);
        }
    }

    /** RFC 2195: a challenge, and its digest keyed by the password. */
    record CramMd5() implements ServerSasl {
        @Override
        public String name() {
            return "CRAM-MD5";
        }

        @Override
        public Optional<String> authenticate(SaslExchange exchange, Function<String, Optional<String>> passwords)
                throws IOException {
            String challenge = Stamp.next();
            String[] response = text(exchange.ask(octets(challenge))).split(" (?=[^ ]*$)");
            return passwords
                    .apply(response[0])
                    .filter(password ->
                            response.length == 2 && response[1].equals(Digests.hmacMd5(password, challenge)))
                    .map(password -> response[0]);
        }
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
