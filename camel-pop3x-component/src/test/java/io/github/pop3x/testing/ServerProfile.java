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
package io.github.pop3x.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a {@link DefaultAnswerer} knows and offers: users with their maildrops, capabilities, SASL mechanisms. Without
 * further words it offers everything that the answerer can do. Set up by one thread before sessions begin.
 */
public final class ServerProfile {

    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, ServerSasl> mechanisms = new LinkedHashMap<>();
    private final Set<String> withheld = new LinkedHashSet<>();
    private final Set<String> unannounced = new LinkedHashSet<>();
    private final List<String> extra = new ArrayList<>();

    /** A profile without users, with PLAIN, LOGIN and CRAM-MD5. */
    public ServerProfile() {
        sasl(new PasswordSasl.Plain());
        sasl(new PasswordSasl.Login());
        sasl(new PasswordSasl.CramMd5());
    }

    /**
     * Adds a user.
     *
     * @param user     the login name
     * @param password the shared secret
     * @param maildrop what the user sees; several users may see the same
     * @return this
     */
    public ServerProfile mailbox(String user, String password, Maildrop maildrop) {
        accounts.put(user, new Account(password, maildrop));
        return this;
    }

    /**
     * Adds a SASL mechanism, or replaces the one of its name.
     *
     * @param mechanism the server's half of it
     * @return this
     */
    public ServerProfile sasl(ServerSasl mechanism) {
        mechanisms.put(mechanism.name(), mechanism);
        return this;
    }

    /**
     * Lets each mechanism that there is now be done otherwise.
     *
     * @param otherwise makes it anew, under the same name
     * @return this
     */
    public ServerProfile eachSasl(UnaryOperator<ServerSasl> otherwise) {
        mechanisms.replaceAll((name, mechanism) -> otherwise.apply(mechanism));
        return this;
    }

    /**
     * Takes things away: neither announced nor obeyed.
     *
     * @param names keywords ({@code CAPA}, {@code UIDL}, {@code TOP}, {@code APOP}, …), capabilities ({@code PIPELINING},
     *              {@code RESP-CODES}, …) or SASL mechanisms
     * @return this
     */
    public ServerProfile without(String... names) {
        withheld.addAll(List.of(names));
        return this;
    }

    /**
     * Leaves capabilities out of CAPA that work all the same.
     *
     * @param names the first words of their lines
     * @return this
     */
    public ServerProfile unannounced(String... names) {
        unannounced.addAll(List.of(names));
        return this;
    }

    /**
     * Adds lines to CAPA as they are, {@code LOGIN-DELAY 10} for instance; nothing else follows from them.
     *
     * @param capabilities the lines
     * @return this
     */
    public ServerProfile announcing(String... capabilities) {
        extra.addAll(List.of(capabilities));
        return this;
    }

    boolean has(String name) {
        return !withheld.contains(name);
    }

    /** The lines of CAPA for a session in its present state (RFC 2449 §5). */
    List<String> capabilities(boolean offersTls, boolean loggedIn) {
        var lines = new ArrayList<>(
                List.of("TOP", "UIDL", "USER", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING", "UTF8", "LANG"));
        if (offersTls && !loggedIn) {
            lines.add("STLS");
        }
        lines.add("SASL " + String.join(" ", mechanismNames()));
        lines.removeIf(line -> unannounced.contains(line.split(" ")[0]) || !has(line.split(" ")[0]));
        lines.addAll(extra);
        return lines;
    }

    List<String> mechanismNames() {
        return mechanisms.keySet().stream().filter(this::has).toList();
    }

    Optional<ServerSasl> mechanism(String name) {
        return Optional.of(name.toUpperCase(Locale.ROOT)).filter(this::has).map(mechanisms::get);
    }

    Optional<String> password(String user) {
        return Optional.ofNullable(accounts.get(user)).map(Account::password);
    }

    Optional<Maildrop> maildrop(String user) {
        return Optional.ofNullable(accounts.get(user)).map(Account::maildrop);
    }

    /** The user that a script has logged in: the first one. */
    String firstUser() {
        return accounts.keySet().iterator().next();
    }

    private record Account(String password, Maildrop maildrop) {
        @Override
        public String toString() {
            return "Account";
        }
    }
}
