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
     * The credentials for one login to a mailbox. Endpoints ask this one. A provider that serves many mailboxes overrides it;
     * others need not.
     *
     * @return never null
     * @throws IOException if they are unavailable; the session is not opened
     */
    default Credentials credentialsFor(MailboxAccount account) throws IOException {
        return credentials();
    }

    /**
     * Told that a server refused what was given for a mailbox.
     *
     * @param refused what {@link #credentialsFor} returned
     */
    default void refused(MailboxAccount account, Credentials refused) {
        refused(refused);
    }

    /** A provider for one of the mailboxes that this one serves. */
    default CredentialsProvider forAccount(MailboxAccount account) {
        return new AccountCredentials(this, account);
    }

    /** Gives the credentials of each of many mailboxes. */
    @FunctionalInterface
    interface AccountLookup {
        /** As {@link CredentialsProvider#credentialsFor}. */
        Credentials credentials(MailboxAccount account) throws IOException;
    }

    /**
     * A provider that serves many mailboxes, for the option {@code credentialsProvider} of all of their endpoints.
     *
     * @param lookup asked at every login, on the thread that opens the session
     */
    static CredentialsProvider ofAccounts(AccountLookup lookup) {
        Objects.requireNonNull(lookup, "lookup");
        return new CredentialsProvider() {
            @Override
            public Credentials credentials() throws IOException {
                throw new IOException("the credentials depend on the mailbox, and none was named");
            }

            @Override
            public Credentials credentialsFor(MailboxAccount account) throws IOException {
                return lookup.credentials(account);
            }
        };
    }

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
        return new FixedCredentials(credentials);
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
