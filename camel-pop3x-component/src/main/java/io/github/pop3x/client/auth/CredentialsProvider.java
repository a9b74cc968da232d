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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Asked for credentials at every login, so that a changed password or a fresh token is used at once.
 *
 * <p>Called on the thread that opens the session; a provider that serves several clients must bear several threads.
 */
@FunctionalInterface
public interface CredentialsProvider {

    /**
     * The credentials for one login.
     *
     * @return never null
     * @throws IOException if they are unavailable; the session is not opened
     */
    Credentials credentials() throws IOException;

    /**
     * Notifies the provider that a server refused its credentials, so that a provider that caches them drops them.
     *
     * @param refused what {@link #credentials()} returned
     */
    default void refused(Credentials refused) {}

    /**
     * A provider that always gives the same name and password.
     *
     * @throws IllegalArgumentException if either is empty
     */
    static CredentialsProvider of(String username, String password) {
        return of(Credentials.of(username, password));
    }

    /** A provider that always gives the same answer. */
    static CredentialsProvider of(Credentials credentials) {
        Objects.requireNonNull(credentials, "credentials");
        return () -> credentials;
    }

    /**
     * A provider that fetches the access token anew at each login; whatever it caches is the supplier's own matter.
     *
     * @param username the name exactly as the server knows it, not empty
     * @param accessToken gives the token alone, without "Bearer"; may throw {@link UncheckedIOException}
     */
    static CredentialsProvider ofToken(String username, Supplier<String> accessToken) {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(accessToken, "accessToken");
        return () -> {
            try {
                return Credentials.ofToken(username, accessToken.get());
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        };
    }
}
