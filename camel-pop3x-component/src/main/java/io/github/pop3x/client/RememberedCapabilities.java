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
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.pop3x.client.command.Capabilities;

/**
 * What servers announced lately, so that a login need not wait to hear it again: over a slow line the CAPA before it is a
 * flight of its own. Given to sessions by {@link Pop3ClientOptions.Builder#rememberedCapabilities}; several options may
 * share one. Nothing secret is in it.
 *
 * <ol>
 *   <li><b>Remembered</b> is what CAPA told on a connection whose login then succeeded, for each server and TLS mode;
 *       where there is TLS, what was told under it.
 *   <li><b>The next login</b> there leaves without asking. {@link Pop3Authorization#capabilities()} always asks.
 *   <li><b>Forgotten</b> it is when a login by it is refused, when what the server announces after the login is not what it
 *       was, when a session breaks, after {@link #LONGEST}, and when there are {@link #MOST_SERVERS} newer ones.
 * </ol>
 *
 * <p>By which mechanism a secret goes is then decided by what came earlier over a connection with the same protection:
 * whoever forges CAPA on this one is not listened to. Whether a mechanism is safe is decided anew for each connection, as
 * ever: no password in clear text where that is not allowed. Only if the login is refused is CAPA believed again, so
 * that nobody gains more than he would where nothing is remembered.
 *
 * <p>Any thread may use it.
 */
public final class RememberedCapabilities {

    /** The least recently used server goes when there are more. */
    public static final int MOST_SERVERS = 256;

    /** After this a server is asked again: a better mechanism may be announced before the login only. */
    public static final Duration LONGEST = Duration.ofHours(1);

    /** A server that announces more, in characters, is asked each time. */
    static final int LONGEST_ANSWER = 8 * 1024;

    /** Remembers nothing: each session asks. */
    public static final RememberedCapabilities NONE = new RememberedCapabilities(0, InstantSource.system());

    private final InstantSource clock;
    private final Map<Key, Announced> servers;

    /** Nothing so far. */
    public RememberedCapabilities() {
        this(MOST_SERVERS, InstantSource.system());
    }

    RememberedCapabilities(int mostServers, InstantSource clock) {
        this.clock = clock;
        this.servers = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Announced> eldest) {
                return size() > mostServers;
            }
        };
    }

    /** Forgets every server. */
    public synchronized void clear() {
        servers.clear();
    }

    /** How many servers are remembered. */
    @Override
    public synchronized String toString() {
        return "RememberedCapabilities[" + servers.size() + " servers]";
    }

    OfServer of(ServerAddress address, TlsMode tls) {
        return new OfServer(new Key(address, tls));
    }

    private synchronized Optional<Capabilities> beforeLogin(Key server) {
        Announced known = servers.get(server);
        if (known != null && clock.instant().isAfter(known.when().plus(LONGEST))) {
            servers.remove(server);
            return Optional.empty();
        }
        return Optional.ofNullable(known).map(Announced::beforeLogin);
    }

    private synchronized void loggedIn(Key server, Capabilities beforeLogin) {
        if (beforeLogin.source() == Capabilities.Source.CAPA && isShort(beforeLogin)) {
            servers.put(server, new Announced(beforeLogin, Optional.empty(), clock.instant()));
        }
    }

    private synchronized boolean afterLogin(Key server, Capabilities announced) {
        Announced known = servers.get(server);
        if (known == null) {
            return true;
        }
        boolean asBefore = known.afterLogin().orElse(announced).isLike(announced);
        if (asBefore && isShort(announced)) {
            servers.put(server, known.with(announced));
        } else {
            servers.remove(server);
        }
        return asBefore;
    }

    private static boolean isShort(Capabilities announced) {
        return announced.toString().length() <= LONGEST_ANSWER;
    }

    private synchronized void forget(Key server) {
        servers.remove(server);
    }

    private record Key(ServerAddress address, TlsMode tls) {}

    private record Announced(Capabilities beforeLogin, Optional<Capabilities> afterLogin, Instant when) {

        Announced with(Capabilities announcedAfterLogin) {
            return new Announced(beforeLogin, Optional.of(announcedAfterLogin), when);
        }
    }

    /** The memory of one server, for its sessions. */
    final class OfServer {

        private final Key server;

        private OfServer(Key server) {
            this.server = server;
        }

        /** What CAPA told before the last logins, without what a greeting adds; empty if it has to be asked for. */
        Optional<Capabilities> beforeLogin() {
            return RememberedCapabilities.this.beforeLogin(server);
        }

        /** After a login, what the server announced before it. */
        void loggedIn(Capabilities beforeLogin) {
            RememberedCapabilities.this.loggedIn(server, beforeLogin);
        }

        /**
         * What the server announced after a login: a server that has changed there may have changed before it.
         *
         * @return false if that is not what it announced after the login before, to any user
         */
        boolean afterLogin(Capabilities announced) {
            return RememberedCapabilities.this.afterLogin(server, announced);
        }

        /** Has the next session ask. */
        void forget() {
            RememberedCapabilities.this.forget(server);
        }
    }
}
