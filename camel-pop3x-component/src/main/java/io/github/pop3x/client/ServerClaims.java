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
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.pop3x.client.command.Capabilities;

/**
 * What servers claim and have failed to do: a capability is a claim until it works. A claim that failed is not used with
 * that server for {@link #FIRST_PERIOD}, then it is tried again; if it fails again within {@link #LONGEST_PERIOD}, the
 * period doubles, up to {@link #LONGEST_PERIOD}. Shared by sessions through {@link RememberedCapabilities}.
 *
 * <p>Servers are told apart by address and TLS mode. When more than {@link #MOST_SERVERS} have failed, the least recently
 * used one is forgotten. Time is monotonic. It holds no secret. Any thread may use it.
 */
public final class ServerClaims {

    /** The least recently used server goes when there are more. */
    public static final int MOST_SERVERS = RememberedCapabilities.MOST_SERVERS;

    /** How long a claim is not used after it failed for the first time. */
    public static final Duration FIRST_PERIOD = Duration.ofHours(1);

    /** The longest time for which a claim is not used. */
    public static final Duration LONGEST_PERIOD = Duration.ofDays(1);

    private final int mostServers;
    private final LongSupplier nanoTime;
    private final Consumer<StepDown> operator;
    private final Map<Key, Map<Claim, Failure>> servers;

    /** What a server may claim, and what is done where it fails. */
    public enum Claim {
        /** Several commands in one flight (RFC 2449 §6.6); without it, one command at a time. */
        PIPELINING,
        /** The timestamp of a greeting (RFC 1939 §7); without it, another mechanism. */
        APOP,
        /** Headers alone (RFC 1939 §7); without it, whole messages. */
        TOP
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
            return switch (claim) {
                case PIPELINING -> server + ": PIPELINING failed; one command at a time";
                case APOP -> server + ": APOP is refused; another mechanism";
                case TOP -> server + ": no TOP; messages are retrieved whole for their headers";
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
        Map<Claim, Failure> failures = servers.get(new Key(server, tls));
        Failure failure = failures == null ? null : failures.get(claim);
        return failure == null || !failure.isCurrent(nanoTime.getAsLong());
    }

    /** Octets of commands that may be outstanding; 0 if the server does not announce PIPELINING, or that failed. */
    int window(Pop3ClientOptions options, ServerAddress server, Capabilities announced) {
        boolean pipelines = announced.hasPipelining() && isBelieved(server, options.tls(), Claim.PIPELINING);
        return pipelines ? options.pipelineWindow() : 0;
    }

    /** Notes that a claim failed. While it is not used anyway, that changes nothing. */
    void failed(ServerAddress server, TlsMode tls, Claim claim) {
        StepDown news = note(new Key(server, tls), claim);
        if (news != null) {
            operator.accept(news);
        }
    }

    private synchronized StepDown note(Key key, Claim claim) {
        if (mostServers == 0) {
            return null;
        }
        long now = nanoTime.getAsLong();
        Map<Claim, Failure> failures = servers.computeIfAbsent(key, any -> new EnumMap<>(Claim.class));
        Failure known = failures.get(claim);
        if (known != null && known.isCurrent(now)) {
            return null;
        }
        Failure failure = known == null ? new Failure(now, FIRST_PERIOD) : known.again(now);
        failures.put(claim, failure);
        if (servers.size() > mostServers) {
            servers.remove(servers.keySet().iterator().next());
        }
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
            servers.getOrDefault(new Key(server, options.tls()), Map.of()).forEach((claim, failure) -> {
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
