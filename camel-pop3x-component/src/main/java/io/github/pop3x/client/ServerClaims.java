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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What servers claim and have failed to do: a capability is a claim until it works. A claim that failed is not used with
 * that server for {@link #FIRST_PERIOD}, then it is tried again; if it fails again within {@link #LONGEST_PERIOD}, the
 * period doubles, up to {@link #LONGEST_PERIOD}. Shared by sessions through {@link RememberedCapabilities}.
 *
 * <p>A lost connection looks like a command that the server cannot do. A claim that is not refused but not kept counts as
 * failed when that has happened {@link Claim#patience} times in a row.
 *
 * <p>Servers are told apart by address and TLS mode. When there are more than {@link #MOST_SERVERS}, the least recently
 * used one is forgotten. Time is monotonic. It holds no secret. Any thread may use it.
 */
public final class ServerClaims {

    /** The least recently used server goes when there are more. */
    public static final int MOST_SERVERS = RememberedCapabilities.MOST_SERVERS;

    /** How long a claim is not used after it failed for the first time. */
    public static final Duration FIRST_PERIOD = Duration.ofHours(1);

    /** The longest time for which a claim is not used. */
    public static final Duration LONGEST_PERIOD = Duration.ofDays(1);

    private static final Experience NO_EXPERIENCE = new Experience();

    private final int mostServers;
    private final LongSupplier nanoTime;
    private final Consumer<StepDown> operator;
    private final Map<Key, Experience> servers;

    /** The kinds of what a server may claim, and what is done where it fails. */
    public enum Kind {
        /** An answer to the question what it can do (RFC 2449 §5); without it, what each server can do. */
        CAPA,
        /** Several commands in one flight (RFC 2449 §6.6); without it, one command at a time. */
        PIPELINING,
        /** More commands in one flight than a {@linkplain PipelineWindow window that grows} begins with; without it, so many. */
        WINDOW,
        /** The timestamp of a greeting (RFC 1939 §7); without it, another mechanism. */
        APOP,
        /** A SASL mechanism (RFC 5034 §3); without it, another mechanism. */
        SASL,
        /** Mail with UTF-8 in its header as it is (RFC 6856 §2); without it, what the server sends in its place. */
        UTF8,
        /** Headers alone (RFC 1939 §7); without it, whole messages. */
        TOP,
        /** Unique ids (RFC 1939 §7); without them, messages are told apart by their headers. */
        UIDL
    }

    /**
     * What a server may claim.
     *
     * @param kind which kind of claim
     * @param word the capability or the mechanism, in upper case
     */
    public record Claim(Kind kind, String word) {
        /** {@link Kind#CAPA}, before the login. */
        public static final Claim CAPA = new Claim(Kind.CAPA, "CAPA");
        /** {@link Kind#CAPA}, after the login, where what was announced before it stays. */
        public static final Claim CAPA_AFTER_LOGIN = new Claim(Kind.CAPA, "CAPA after the login");
        /** {@link Kind#PIPELINING}. */
        public static final Claim PIPELINING = new Claim(Kind.PIPELINING, "PIPELINING");
        /** {@link Kind#WINDOW}. */
        public static final Claim WINDOW = new Claim(Kind.WINDOW, "PIPELINING");
        /** {@link Kind#APOP}. */
        public static final Claim APOP = new Claim(Kind.APOP, "APOP");
        /** {@link Kind#UTF8}. */
        public static final Claim UTF8 = new Claim(Kind.UTF8, "UTF8");
        /** {@link Kind#TOP}. */
        public static final Claim TOP = new Claim(Kind.TOP, "TOP");
        /** {@link Kind#UIDL}. */
        public static final Claim UIDL = new Claim(Kind.UIDL, "UIDL");

        /** A SASL mechanism by the name that the server announces. */
        public static Claim sasl(String mechanism) {
            return new Claim(Kind.SASL, mechanism.toUpperCase(Locale.ROOT));
        }

        /** After how many attempts in a row that were not refused and did not work it counts as failed. */
        int patience() {
            // Other ids for the same messages would have them routed again; a server that is busy may end connections
            // early.
            return kind == Kind.UIDL || kind == Kind.CAPA ? 3 : 2;
        }
    }

    /**
     * A claim that is not used with a server.
     *
     * @param server where it failed
     * @param claim what failed
     * @param period for how long it is not used, from its last failure
     */
    public record StepDown(ServerAddress server, Claim claim, Duration period) {

        /** The claim, and what is done instead. */
        @Override
        public String toString() {
            return server + ": "
                    + switch (claim.kind()) {
                        case CAPA -> claim.word() + " fails; the server is not asked what it can do";
                        case PIPELINING -> "PIPELINING failed; one command at a time";
                        case WINDOW -> "PIPELINING failed with many commands; fewer at a time";
                        case APOP -> "APOP is refused; another mechanism";
                        case SASL -> claim.word() + " failed; another mechanism";
                        case UTF8 -> "UTF8 failed; the server may send a substitute for mail with UTF-8 in its header";
                        case TOP -> "no TOP; messages are retrieved whole for their headers";
                        case UIDL -> "UIDL failed; messages are told apart by their headers";
                    };
        }
    }

    private record Key(ServerAddress server, TlsMode tls) {}

    private record Failure(long since, Duration period) {
        boolean isCurrent(long now) {
            return now - since < period.toNanos();
        }

        Failure again(long now) {
            boolean isOld = now - since - period.toNanos() > LONGEST_PERIOD.toNanos();
            Duration doubled = period.multipliedBy(2);
            Duration bounded = doubled.compareTo(LONGEST_PERIOD) > 0 ? LONGEST_PERIOD : doubled;
            return new Failure(now, isOld ? FIRST_PERIOD : bounded);
        }
    }

    /** What was seen of one server; in the order in which claims failed. */
    private static final class Experience {
        private final Map<Claim, Failure> failures = new LinkedHashMap<>();
        private final Map<Claim, Integer> misses = new HashMap<>();
        private final Set<Claim> kept = new HashSet<>();
    }

    /**
     * Without any failure at first.
     *
     * @param operator gets a report of each step down, once; called on the session's thread without a lock, must not throw
     */
    public ServerClaims(Consumer<StepDown> operator) {
        this(MOST_SERVERS, System::nanoTime, operator);
    }

    ServerClaims(int mostServers, LongSupplier nanoTime, Consumer<StepDown> operator) {
        this.mostServers = mostServers;
        this.nanoTime = nanoTime;
        this.operator = Objects.requireNonNull(operator);
        this.servers = new LinkedHashMap<>(16, 0.75f, true);
    }

    /** Remembers nothing. */
    static ServerClaims none() {
        return new ServerClaims(0, System::nanoTime, any -> {});
    }

    /** Tells whether a claim of a server may be used. */
    synchronized boolean isBelieved(ServerAddress server, TlsMode tls, Claim claim) {
        Experience known = servers.get(new Key(server, tls));
        Failure failure = known == null ? null : known.failures.get(claim);
        return failure == null || !failure.isCurrent(nanoTime.getAsLong());
    }

    /** Notes that a claim failed. While it is not used anyway, that changes nothing. */
    void failed(ServerAddress server, TlsMode tls, Claim claim) {
        StepDown news = note(new Key(server, tls), claim);
        if (news != null) {
            operator.accept(news);
        }
    }

    /**
     * Notes that what a claim promises did not work, without a certain refusal: the session broke there.
     *
     * @return whether the claim counts as failed now
     */
    boolean missed(ServerAddress server, TlsMode tls, Claim claim) {
        boolean isFailure = isOneMissTooMany(new Key(server, tls), claim);
        if (isFailure) {
            failed(server, tls, claim);
        }
        return isFailure;
    }

    /** One that failed before is given one attempt when it is tried again. */
    private synchronized boolean isOneMissTooMany(Key key, Claim claim) {
        if (mostServers == 0) {
            return false;
        }
        Experience known = experience(key);
        known.kept.remove(claim);
        return known.misses.merge(claim, 1, Integer::sum) >= claim.patience() || known.failures.containsKey(claim);
    }

    /** Notes that a claim was kept. */
    synchronized void kept(ServerAddress server, TlsMode tls, Claim claim) {
        if (mostServers > 0) {
            Experience known = experience(new Key(server, tls));
            known.misses.remove(claim);
            known.kept.add(claim);
        }
    }

    /** Tells whether a claim was kept, and not missed since. */
    synchronized boolean isKept(ServerAddress server, TlsMode tls, Claim claim) {
        return servers.getOrDefault(new Key(server, tls), NO_EXPERIENCE).kept.contains(claim);
    }

    private Experience experience(Key key) {
        Experience known = servers.computeIfAbsent(key, any -> new Experience());
        if (servers.size() > mostServers) {
            servers.remove(servers.keySet().iterator().next());
        }
        return known;
    }

    private synchronized StepDown note(Key key, Claim claim) {
        if (mostServers == 0) {
            return null;
        }
        long now = nanoTime.getAsLong();
        Experience experience = experience(key);
        experience.misses.remove(claim);
        experience.kept.remove(claim);
        Failure known = experience.failures.get(claim);
        if (known != null && known.isCurrent(now)) {
            return null;
        }
        Failure failure = known == null ? new Failure(now, FIRST_PERIOD) : known.again(now);
        experience.failures.put(claim, failure);
        return new StepDown(key.server(), claim, failure.period());
    }

    /**
     * What is not used now with some servers.
     *
     * @param options name the servers and how they are reached
     * @return in the order of the servers; empty if each of their claims is used
     */
    public synchronized List<StepDown> stepDowns(Pop3ClientOptions options) {
        long now = nanoTime.getAsLong();
        List<StepDown> current = new ArrayList<>();
        for (ServerAddress server : options.servers()) {
            Experience known = servers.getOrDefault(new Key(server, options.tls()), NO_EXPERIENCE);
            known.failures.forEach((claim, failure) -> {
                if (failure.isCurrent(now)) {
                    current.add(new StepDown(server, claim, failure.period()));
                }
            });
        }
        return current;
    }

    /** Forgets every failure. */
    synchronized void clear() {
        servers.clear();
    }
}
