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
import java.util.Optional;

/**
 * The credentials of one login: a user name, and a password, an access token, or the proof of the connection itself.
 *
 * <p>Immutable. Equal credentials lead to the same login, so that a new answer of a provider can be told from an old
 * one.
 */
public final class Credentials {

    /** What a login rests on. */
    public enum Kind {
        /** A password. */
        PASSWORD,
        /** An OAuth 2.0 bearer token (RFC 6750). */
        ACCESS_TOKEN,
        /** The client's certificate in the TLS handshake, used by EXTERNAL. */
        CERTIFICATE
    }

    private final Kind kind;
    private final String username;
    private final String secret;
    private final String authorizationId;

    private Credentials(Kind kind, String username, String secret, String authorizationId) {
        this.kind = kind;
        this.username = username;
        this.secret = secret;
        this.authorizationId = authorizationId;
    }

    /**
     * A login name and its password.
     *
     * @param username the name exactly as the server knows it
     * @param password the password
     * @throws IllegalArgumentException if either is empty or holds what no mechanism can carry: nothing is to be sent
     *     that a server would count as an attempt
     */
    public static Credentials of(String username, String password) {
        return new Credentials(Kind.PASSWORD, name("username", username), secret("password", password), null);
    }

    /**
     * A login name and an access token for it.
     *
     * @param username the name exactly as the server knows it
     * @param accessToken the token alone, without "Bearer"
     * @throws IllegalArgumentException if either is empty, or the token holds anything but visible ASCII (RFC 6750 §2.1)
     */
    public static Credentials ofToken(String username, String accessToken) {
        String token = secret("accessToken", accessToken);
        if (!token.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("accessToken must be visible ASCII (RFC 6750)");
        }
        return new Credentials(Kind.ACCESS_TOKEN, name("username", username), token, null);
    }

    /**
     * A login name whose proof is the client certificate of the connection.
     *
     * @param username the name that the server derives from the certificate; for messages and as the maildrop's name
     * @throws IllegalArgumentException if it is empty
     */
    public static Credentials ofCertificate(String username) {
        return new Credentials(Kind.CERTIFICATE, name("username", username), null, null);
    }

    /**
     * The same login on behalf of another user, as an administrator may do (RFC 4422 §3.4.1).
     *
     * @param authorizationId whose maildrop is to be opened
     * @throws IllegalArgumentException if it is empty
     */
    public Credentials actingAs(String authorizationId) {
        return new Credentials(kind, username, secret, name("authorization identity", authorizationId));
    }

    /** What the login rests on. */
    public Kind kind() {
        return kind;
    }

    /** The login name; never empty, without control characters. */
    public String username() {
        return username;
    }

    /**
     * The password.
     *
     * @throws IllegalStateException if these credentials hold none
     */
    public String password() {
        return secretOf(Kind.PASSWORD, "password");
    }

    /**
     * The access token.
     *
     * @throws IllegalStateException if these credentials hold none
     */
    public String accessToken() {
        return secretOf(Kind.ACCESS_TOKEN, "access token");
    }

    /** On whose behalf; empty for the usual case that the user acts as itself. */
    public Optional<String> authorizationId() {
        return Optional.ofNullable(authorizationId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials that
                && kind == that.kind
                && username.equals(that.username)
                && Objects.equals(secret, that.secret)
                && Objects.equals(authorizationId, that.authorizationId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, username, secret, authorizationId);
    }

    /** The name and the kind; never the secret. */
    @Override
    public String toString() {
        String actor = authorizationId == null ? username : username + " as " + authorizationId;
        return "Credentials[" + actor + ", " + kind + (secret == null ? "]" : " ****]");
    }

    private String secretOf(Kind wanted, String what) {
        if (kind != wanted) {
            throw new IllegalStateException("the credentials of " + username + " hold no " + what);
        }
        return secret;
    }

    /** Control characters separate the parts of several mechanisms' messages, and no account has one in its name. */
    private static String name(String what, String name) {
        notEmpty(what, name);
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " must not contain control characters");
        }
        return name;
    }

    private static String secret(String what, String secret) {
        notEmpty(what, secret);
        if (secret.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " must not contain NUL");
        }
        return secret;
    }

    private static void notEmpty(String what, String value) {
        Objects.requireNonNull(value, what);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
    }
}
