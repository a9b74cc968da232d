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
package io.github.pop3x.examples.oauth2;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Where an authorization server has its endpoints, and what is asked for there. Immutable.
 *
 * @param authorizationUri where a user consents in a browser (RFC 6749 §3.1); empty if not known
 * @param tokenUri where tokens are issued (RFC 6749 §3.2)
 * @param deviceUri where a device asks for a code (RFC 8628 §3.1); empty if the authority has no such flow
 * @param scope what the token shall allow, separated by blanks
 * @param parameters what else the authorization endpoint needs to hear
 */
record Authority(
        Optional<URI> authorizationUri,
        URI tokenUri,
        Optional<URI> deviceUri,
        String scope,
        Map<String, String> parameters) {

    private static final String PARAMETER = "parameter.";

    Authority {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads an authority.
     *
     * @param name {@code google} or {@code microsoft}, or else a file of properties
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a property that is needed is missing or no address
     */
    static Authority of(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream known = Authority.class.getResourceAsStream("/authorities/" + name + ".properties")) {
            if (known != null) {
                properties.load(known);
                return of(properties);
            }
        }
        try (Reader file = Files.newBufferedReader(Path.of(name), UTF_8)) {
            properties.load(file);
        }
        return of(properties);
    }

    static Authority of(Properties properties) {
        Map<String, String> parameters = new TreeMap<>();
        for (String property : properties.stringPropertyNames()) {
            if (property.startsWith(PARAMETER)) {
                parameters.put(property.substring(PARAMETER.length()), properties.getProperty(property));
            }
        }
        return new Authority(
                address(properties, "authorizationUri"),
                address(properties, "tokenUri")
                        .orElseThrow(() -> new IllegalArgumentException("The authority has no tokenUri")),
                address(properties, "deviceUri"),
                Optional.ofNullable(properties.getProperty("scope"))
                        .orElseThrow(() -> new IllegalArgumentException("The authority has no scope")),
                parameters);
    }

    /** The same authority, asked for something else. */
    Authority withScope(String other) {
        return new Authority(authorizationUri, tokenUri, deviceUri, other, parameters);
    }

    private static Optional<URI> address(Properties properties, String name) {
        return Optional.ofNullable(properties.getProperty(name)).map(URI::create);
    }
}
