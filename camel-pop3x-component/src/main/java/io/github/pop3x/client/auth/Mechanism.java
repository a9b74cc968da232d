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

import java.util.Arrays;
import java.util.Optional;

/** The ways to log in: SASL mechanisms by their registered names, and the two of RFC 1939, USER (with PASS) and APOP. */
public enum Mechanism {
    /** SCRAM-SHA-256 bound to the TLS channel (RFC 7677). */
    SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS", Credentials.Kind.PASSWORD, true),
    /** Mutual proof of the password (RFC 7677). */
    SCRAM_SHA_256("SCRAM-SHA-256", Credentials.Kind.PASSWORD, true),
    /** SCRAM-SHA-1 bound to the TLS channel (RFC 5802). */
    SCRAM_SHA_1_PLUS("SCRAM-SHA-1-PLUS", Credentials.Kind.PASSWORD, true),
    /** Mutual proof of the password (RFC 5802). */
    SCRAM_SHA_1("SCRAM-SHA-1", Credentials.Kind.PASSWORD, true),
    /** An OAuth 2.0 token (RFC 7628). */
    OAUTHBEARER("OAUTHBEARER", Credentials.Kind.ACCESS_TOKEN, false),
    /** An OAuth 2.0 token in the form that Google and Microsoft made up. */
    XOAUTH2("XOAUTH2", Credentials.Kind.ACCESS_TOKEN, false),
    /** The client's certificate (RFC 4422 appendix A). */
    EXTERNAL("EXTERNAL", Credentials.Kind.CERTIFICATE, true),
    /** The password itself (RFC 4616). */
    PLAIN("PLAIN", Credentials.Kind.PASSWORD, false),
    /** The password itself, by prompts. */
    LOGIN("LOGIN", Credentials.Kind.PASSWORD, false),
    /** The password itself, by USER and PASS (RFC 1939 §7). */
    USER("USER", Credentials.Kind.PASSWORD, false),
    /** An MD5 digest, from which a weak password can be guessed (RFC 2195). */
    CRAM_MD5("CRAM-MD5", Credentials.Kind.PASSWORD, false),
    /** An MD5 digest, weaker still (RFC 1939 §7). */
    APOP("APOP", Credentials.Kind.PASSWORD, false);

    private final String wireName;
    private final Credentials.Kind kind;
    private final boolean safeInClear;

    Mechanism(String wireName, Credentials.Kind kind, boolean safeInClear) {
        this.wireName = wireName;
        this.kind = kind;
        this.safeInClear = safeInClear;
    }

    /**
     * The mechanism of that name.
     *
     * @param name in any letter case
     * @return empty if this client does not know it
     */
    public static Optional<Mechanism> named(String name) {
        return Arrays.stream(values())
                .filter(mechanism -> mechanism.wireName.equalsIgnoreCase(name))
                .findFirst();
    }

    /** The name on the wire and in options, e.g. {@code SCRAM-SHA-256}. */
    public String wireName() {
        return wireName;
    }

    /** Whether AUTH is the command for it. */
    public boolean isSasl() {
        return this != USER && this != APOP;
    }

    /** Whether it is one of the SCRAM family. */
    public boolean isScram() {
        return wireName.startsWith("SCRAM-");
    }

    /** Whether it proves that both ends see the same TLS connection. */
    public boolean bindsChannel() {
        return wireName.endsWith("-PLUS");
    }

    /** Whether an eavesdropper learns nothing from which the secret follows, or can be guessed in a practical time. */
    public boolean isSafeInClear() {
        return safeInClear;
    }

    /** Whether such credentials are what it presents. EXTERNAL presents the connection's certificate, whatever they hold. */
    public boolean suits(Credentials credentials) {
        return this == EXTERNAL || kind == credentials.kind();
    }

    @Override
    public String toString() {
        return wireName;
    }
}
