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
package io.github.pop3x.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.github.pop3x.client.command.Capabilities;

/**
 * The capabilities that servers announced before earlier logins, so that the next login need not ask: over a slow line the
 * CAPA before a login costs a round trip of its own. Given to sessions by {@link
 * Pop3ClientOptions.Builder#rememberedCapabilities}; several options may share one. It holds no secret.
 *
 * <ol>
 *   <li>An answer to CAPA is remembered once the login on that connection succeeded, by server and TLS mode; where there
 *       is TLS, the answer under TLS.
 *   <li>The next {@link Pop3Authorization#login()} there goes by it. {@link Pop3Authorization#capabilities()} always asks.
 *   <li>It is forgotten when a connection ends without a login, when a session breaks, after {@link #LONGEST}, and when
 *       {@link #MOST_SERVERS} other servers were used since. The login after that asks.
 * </ol>
 *
 * <p>Whether a mechanism is safe is decided anew for each connection: no password goes over clear text where that is not
 * allowed. A forged answer to CAPA on a connection whose server is remembered is never read.
 *
 * <p>Any thread may use it.
 */
public final class RememberedCapabilities {

    /** The least recently used server goes when there are more. */
    public static final int MOST_SERVERS = 256;

    /** After this a server is asked again: it may announce a better mechanism, and only before the login. */
    public static final Duration LONGEST = Duration.ofHours(1);

    /** A server that announces more, in characters, is asked each time. */
    static final int LONGEST_ANSWER = 8 * 1024;

    /** Remembers nothing: each session asks. */
    public static final RememberedCapabilities NONE =
            new RememberedCapabilities(0, System::nanoTime, ServerClaims.none());

    private final LongSupplier nanoTime;
    private final ServerClaims claims;
    private final Map<Key, Announced> servers;

    private record Key(ServerAddress address, TlsMode tls) {}

    private record Announced(Capabilities beforeLogin, long when) {}

    /** Without any server at first; remembers also which claims failed, and reports that to nobody. */
    public RememberedCapabilities() {
        this(new ServerClaims(stepDown -> {}));
    }

    /**
     * Without any server at first.
     *
     * @param claims what servers announced and failed to do
     */
    public RememberedCapabilities(ServerClaims claims) {
        this(MOST_SERVERS, System::nanoTime, claims);
    }

    /**
     * Remembers no capabilities, so that each session asks, and which claims failed.
     *
     * @param claims what servers announced and failed to do
     */
    public static RememberedCapabilities ofNothingBut(ServerClaims claims) {
        return new RememberedCapabilities(0, System::nanoTime, claims);
    }

    RememberedCapabilities(int mostServers, LongSupplier nanoTime, ServerClaims claims) {
        this.nanoTime = nanoTime;
        this.claims = Objects.requireNonNull(claims);
        this.servers = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Announced> eldest) {
                return size() > mostServers;
            }
        };
    }

    /** What the server announced before an earlier login, without what a greeting adds; empty if it has to be asked. */
    synchronized Optional<Capabilities> get(ServerAddress address, TlsMode tls) {
        Announced known = servers.get(new Key(address, tls));
        return known == null || nanoTime.getAsLong() - known.when() > LONGEST.toNanos()
                ? Optional.empty()
                : Optional.of(known.beforeLogin());
    }

    /** Remembers what a server announced before a login that succeeded. */
    synchronized void put(ServerAddress address, TlsMode tls, Capabilities beforeLogin) {
        boolean isShort = beforeLogin.toString().length() <= LONGEST_ANSWER;
        if (beforeLogin.source() == Capabilities.Source.CAPA && isShort) {
            servers.put(new Key(address, tls), new Announced(beforeLogin, nanoTime.getAsLong()));
        }
    }

    /** Has the next login at this server ask. */
    synchronized void forget(ServerAddress address, TlsMode tls) {
        servers.remove(new Key(address, tls));
    }

    /** What servers announced and failed to do. */
    public ServerClaims claims() {
        return claims;
    }

    /** Forgets every server, and what failed there. */
    public synchronized void clear() {
        servers.clear();
        claims.clear();
    }

    /** How many servers are remembered. */
    @Override
    public synchronized String toString() {
        return "RememberedCapabilities[" + servers.size() + " servers]";
    }
}
