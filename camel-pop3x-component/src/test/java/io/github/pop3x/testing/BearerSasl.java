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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mechanism that takes an access token, which here is the user's password. A wrong one gets an error report in a
 * challenge, which the client must answer before it is refused (RFC 7628 §3.2.3); the report repeats the token, as no
 * server should.
 */
public final class BearerSasl implements ServerSasl {

    /** OAUTHBEARER (RFC 7628 §3.1). */
    public static final BearerSasl OAUTHBEARER =
            new BearerSasl("OAUTHBEARER", "n,a=([^,]*),\1host=[^\1]+\1port=[0-9]+\1auth=Bearer ([^\1]+)\1\1", "\1");

    /** XOAUTH2, which came before it. */
    public static final BearerSasl XOAUTH2 = new BearerSasl("XOAUTH2", "user=([^\1]*)\1auth=Bearer ([^\1]+)\1\1", "");

    private final String name;
    private final Pattern form;
    private final String acknowledgement;

    private BearerSasl(String name, String form, String acknowledgement) {
        this.name = name;
        this.form = Pattern.compile(form);
        this.acknowledgement = acknowledgement;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> authenticate(SaslExchange exchange, Function<String, Optional<String>> passwords)
            throws IOException {
        Matcher first = form.matcher(text(exchange.first()));
        if (!first.matches()) {
            throw new Refusal("not of the form of " + name);
        }
        String user = first.group(1);
        String token = first.group(2);
        if (passwords.apply(user).filter(token::equals).isPresent()) {
            return Optional.of(user);
        }
        String report = "{\"status\":\"invalid_token\",\"token\":\"" + token + "\"}";
        String answer = text(exchange.ask(report.getBytes(StandardCharsets.UTF_8)));
        if (!answer.equals(acknowledgement)) {
            throw new IllegalStateException(name + " acknowledges an error report by other octets than "
                    + Octets.show(answer.getBytes(StandardCharsets.UTF_8)));
        }
        return Optional.empty();
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
