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

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.pop3x.client.text.ServerText;

/** What a server offers for the login, and over what connection. Immutable. */
public final class OfferedMechanisms {

    private final Set<String> names;
    private final boolean encrypted;
    private final byte[] endPoint;

    /**
     * @param saslNames the names that the server announced for AUTH, in any letter case
     * @param apop whether the greeting has a stamp that APOP can use
     * @param user whether USER and PASS may be tried
     * @param encrypted whether the connection is under TLS
     * @param endPoint the data of {@link TlsServerEndPoint}; empty without TLS, or where the certificate has none
     */
    public OfferedMechanisms(
            Collection<String> saslNames, boolean apop, boolean user, boolean encrypted, Optional<byte[]> endPoint) {
        // A server that announces AUTH USER has not thereby announced the command USER, nor a stamp by AUTH APOP.
        names = saslNames.stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .filter(name -> Mechanism.named(name).map(Mechanism::isSasl).orElse(true))
                .collect(Collectors.toCollection(TreeSet::new));
        if (apop) {
            names.add(Mechanism.APOP.wireName());
        }
        if (user) {
            names.add(Mechanism.USER.wireName());
        }
        this.encrypted = encrypted;
        this.endPoint = endPoint.map(byte[]::clone).orElse(null);
    }

    /** Whether the connection is under TLS. */
    public boolean isEncrypted() {
        return encrypted;
    }

    /** Whether the server announced the mechanism. */
    public boolean has(Mechanism mechanism) {
        return names.contains(mechanism.wireName());
    }

    /** Whether this connection has what a -PLUS mechanism binds to. */
    public boolean isBindable() {
        return endPoint != null;
    }

    /**
     * What {@link ScramMechanism} is to know of the channel. Nothing for an unbound mechanism where a -PLUS was announced:
     * to claim that none was (RFC 5802 §6, flag {@code y}) would be untrue, and servers refuse it.
     */
    Optional<byte[]> bindingFor(Mechanism mechanism) {
        boolean plusAnnounced = has(Mechanism.SCRAM_SHA_256_PLUS) || has(Mechanism.SCRAM_SHA_1_PLUS);
        return mechanism.bindsChannel() || !plusAnnounced
                ? Optional.ofNullable(endPoint).map(byte[]::clone)
                : Optional.empty();
    }

    /** The names, for a sentence; bounded, whatever the server announced. */
    @Override
    public String toString() {
        List<String> offered = List.copyOf(names);
        return offered.isEmpty() ? "nothing" : ServerText.escape(String.join(", ", offered));
    }
}
