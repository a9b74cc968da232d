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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The mechanism to log in by.
 *
 * <p>There is no list to work through: a server that refuses the credentials has answered, and asking it again by
 * something weaker would hand the secret to the party that made it refuse. Only a server that says that it does not support the
 * mechanism after all leads to the next of {@link #inTurn()}, and one that refuses APOP, where {@code auto} chose it and the
 * user has allowed clear text: a greeting offers APOP to accounts that cannot use it, too.
 *
 * @param inTurn what to use, and after each what to use instead if the server says that it does not support it; not empty,
 *     immutable
 */
public record MechanismChoice(List<Mechanism> inTurn) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public MechanismChoice {
        inTurn = List.copyOf(inTurn);
        if (inTurn.isEmpty()) {
            throw new IllegalArgumentException("a choice has at least one mechanism");
        }
    }

    /**
     * The -PLUS forms come last: POP3 does not tell which types of channel binding a server supports, and a server with other
     * types refuses ours as if the password were wrong (Cyrus does). Name them explicitly if the server supports this one.
     */
    private static final List<Mechanism> SCRAM = List.of(
            Mechanism.SCRAM_SHA_256, Mechanism.SCRAM_SHA_1, Mechanism.SCRAM_SHA_256_PLUS, Mechanism.SCRAM_SHA_1_PLUS);

    private static final List<Mechanism> BEARER = List.of(Mechanism.OAUTHBEARER, Mechanism.XOAUTH2);
    private static final List<Mechanism> PASSWORD = List.of(Mechanism.PLAIN, Mechanism.LOGIN, Mechanism.USER);
    private static final List<Mechanism> DIGEST = List.of(Mechanism.CRAM_MD5, Mechanism.APOP);

    /**
     * Decides.
     *
     * @param wish what the user wants
     * @param offer what the server offers
     * @param credentials what there is to present
     * @return empty if nothing fits: nothing is to be sent, and {@link #whyNone} tells why
     */
    public static Optional<MechanismChoice> of(MechanismPolicy wish, OfferedMechanisms offer, Credentials credentials) {
        List<Mechanism> fitting = wanted(wish, offer, credentials).stream()
                .filter(mechanism ->
                        objection(mechanism, wish, offer, credentials).isEmpty())
                .toList();
        return fitting.isEmpty() ? Optional.empty() : Optional.of(new MechanismChoice(fitting));
    }

    /** The mechanism to use first. */
    public Mechanism mechanism() {
        return inTurn.get(0);
    }

    /** Tells why none of the wanted mechanisms fits, and what the server offers; in bounds, without a secret. */
    public static String whyNone(MechanismPolicy wish, OfferedMechanisms offer, Credentials credentials) {
        Map<String, List<Mechanism>> rejected = new LinkedHashMap<>();
        for (Mechanism mechanism : wanted(wish, offer, credentials)) {
            objection(mechanism, wish, offer, credentials)
                    .ifPresent(reason -> rejected.computeIfAbsent(reason, any -> new ArrayList<>())
                            .add(mechanism));
        }
        return "no way to log in as " + credentials.username() + ": " + sentence(rejected) + ". The server offers: "
                + offer;
    }

    private static List<Mechanism> wanted(MechanismPolicy wish, OfferedMechanisms offer, Credentials credentials) {
        return wish.isAuto() ? strongestFirst(credentials, offer.isEncrypted()) : wish.mechanisms();
    }

    /** A token is not a password, and what came with a certificate is neither. */
    private static List<Mechanism> strongestFirst(Credentials credentials, boolean encrypted) {
        return switch (credentials.kind()) {
            case ACCESS_TOKEN -> BEARER;
            case CERTIFICATE -> List.of(Mechanism.EXTERNAL);
            // Where TLS hides the password, a digest is worse: for it the server has to store the password readable.
            case PASSWORD -> encrypted ? concat(SCRAM, PASSWORD, DIGEST) : concat(SCRAM, DIGEST, PASSWORD);
        };
    }

    private static Optional<String> objection(
            Mechanism mechanism, MechanismPolicy wish, OfferedMechanisms offer, Credentials credentials) {
        if (!mechanism.suits(credentials)) {
            return Optional.of("not for what the credentials hold");
        }
        if (!offer.has(mechanism)) {
            return Optional.of("not offered");
        }
        if (mechanism.bindsChannel() && !offer.isBindable()) {
            return Optional.of("no TLS certificate to bind to");
        }
        if (!mechanism.isSafeInClear() && !offer.isEncrypted() && !wish.clearText()) {
            return Optional.of("not without TLS");
        }
        return Optional.empty();
    }

    private static String sentence(Map<String, List<Mechanism>> rejected) {
        return rejected.entrySet().stream()
                .map(entry -> entry.getValue().stream().map(Mechanism::wireName).collect(Collectors.joining(", "))
                        + " (" + entry.getKey() + ")")
                .collect(Collectors.joining("; "));
    }

    @SafeVarargs
    private static List<Mechanism> concat(List<Mechanism>... lists) {
        List<Mechanism> all = new ArrayList<>();
        for (List<Mechanism> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
