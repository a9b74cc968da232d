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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The user's requirements for a login.
 *
 * @param mechanisms the mechanisms allowed, best first; empty for {@code auto}
 * @param clearText whether the user has explicitly requested a connection without TLS, so that the secret may cross an
 *     unencrypted connection
 */
public record MechanismPolicy(List<Mechanism> mechanisms, boolean clearText) {

    private static final String AUTO = "auto";

    /** The strongest mechanism that the server offers, under TLS. */
    public static final MechanismPolicy STRONGEST = new MechanismPolicy(List.of(), false);

    /** Keeps a copy. */
    public MechanismPolicy {
        mechanisms = List.copyOf(mechanisms);
    }

    /**
     * Reads an option's value.
     *
     * @param text {@code auto}, or names separated by commas, best first, in any letter case
     * @throws IllegalArgumentException if a name is not known, with those that are
     */
    public static MechanismPolicy parse(String text) {
        List<String> names = Arrays.stream(text.split(",")).map(String::strip).toList();
        if (names.size() == 1 && names.get(0).equalsIgnoreCase(AUTO)) {
            return STRONGEST;
        }
        return new MechanismPolicy(names.stream().map(MechanismPolicy::known).toList(), false);
    }

    /** The same wish, on any connection. */
    public MechanismPolicy inClearText() {
        return new MechanismPolicy(mechanisms, true);
    }

    /** Whether the choice is left to {@link MechanismChoice}. */
    public boolean isAuto() {
        return mechanisms.isEmpty();
    }

    private static Mechanism known(String name) {
        return Mechanism.named(name)
                .orElseThrow(() -> new IllegalArgumentException("authMechanisms has the unknown mechanism \"" + name
                        + "\"; known are "
                        + Stream.concat(
                                        Stream.of(AUTO),
                                        Arrays.stream(Mechanism.values()).map(Mechanism::wireName))
                                .collect(Collectors.joining(", "))));
    }
}
