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

import java.util.Objects;
import java.util.function.Consumer;

/** A provider that always gives the same credentials, and so never blocks. Thread-safe if its listener is. */
public final class FixedCredentials implements CredentialsProvider {

    private final Credentials credentials;
    private final Consumer<Credentials> whenRefused;

    FixedCredentials(Credentials credentials) {
        this(Objects.requireNonNull(credentials, "credentials"), refused -> {});
    }

    private FixedCredentials(Credentials credentials, Consumer<Credentials> whenRefused) {
        this.credentials = credentials;
        this.whenRefused = whenRefused;
    }

    /**
     * A provider of the same credentials.
     *
     * @param listener called with them when a server has refused them; not null
     */
    public FixedCredentials notifying(Consumer<Credentials> listener) {
        return new FixedCredentials(credentials, whenRefused.andThen(listener));
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public void refused(Credentials refused) {
        whenRefused.accept(refused);
    }
}
