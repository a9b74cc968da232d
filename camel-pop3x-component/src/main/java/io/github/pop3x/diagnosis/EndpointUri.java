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
package io.github.pop3x.diagnosis;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.pop3x.client.Pop3Authorization;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.ServerAddress;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.text.HostPort;

/** The endpoint URI that a diagnosis recommends. It never holds a password. */
final class EndpointUri {

    /** How often an endpoint polls unless told otherwise. */
    private static final Duration CUSTOMARY_DELAY = Duration.ofSeconds(60);

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~:,/@-]*");

    private final Pop3ClientOptions options;
    private final Map<String, String> given;

    /**
     * @param given options that the user named and that the endpoint needs as well
     */
    EndpointUri(Pop3ClientOptions options, Map<String, String> given) {
        this.options = options;
        this.given = given;
    }

    String of(String username, Pop3Authorization authorization, DiagnosisNotes notes) throws IOException {
        ServerAddress server = authorization.server();
        Capabilities capabilities = authorization.capabilities();
        boolean stls = capabilities.has(Keyword.STLS.name());
        Map<String, String> query = new LinkedHashMap<>();
        query.put("username", username);
        query.putAll(given);
        query.remove("tls");
        if (options.tls() == TlsMode.NONE && !stls) {
            query.put("tls", "none");
        }
        if (notes.has(FindingKind.PIPELINING_FAILS)) {
            query.put("pipelining", "off");
        }
        capabilities
                .loginDelay()
                .filter(delay -> delay.compareTo(CUSTOMARY_DELAY) > 0)
                .ifPresent(delay -> query.put("delay", Long.toString(delay.toMillis())));
        boolean defaultPort = server.port() == options.tls().defaultPort();
        OptionalInt port = defaultPort ? OptionalInt.empty() : OptionalInt.of(server.port());
        return (options.tls() == TlsMode.IMPLICIT ? "pop3xs:" : "pop3x:")
                + new HostPort(server.host(), port)
                + query.entrySet().stream()
                        .map(option -> option.getKey() + "=" + encoded(option.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** Camel decodes a value twice unless it is wrapped in RAW(); the other brackets are for a value with ) in it. */
    private static String encoded(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        return value.indexOf(')') < 0 ? "RAW(" + value + ")" : "RAW{" + value + "}";
    }
}
