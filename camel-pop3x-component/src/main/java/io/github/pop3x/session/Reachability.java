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
package io.github.pop3x.session;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3ConnectionException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.Pop3TimeoutException;
import io.github.pop3x.client.wire.Cancellation;

/**
 * Which servers could be reached, so that silent ones do not hold the threads that polls of other mailboxes need.
 *
 * <ol>
 *   <li>After the second failure in a row polls leave a server alone for {@link #FIRST_WAIT}, then for twice the time, at
 *       last for {@link #LONGEST_WAIT}. The first success ends that.
 *   <li>A poll needs a permit to connect to a server that has not answered in this process, did not answer last time, or
 *       has not answered for {@link #SILENCE} while others connect to it. There are fewer permits than poll threads; a
 *       poll that gets none waits in a queue, without a thread.
 *   <li>While polls wait in that queue, a server is given {@link #FIRST_PATIENCE} to answer, then twice the time, and at
 *       last all of {@code connectionTimeout}.
 * </ol>
 *
 * <p>Shared by all endpoints of a Camel context. Any thread may use it.
 */
public final class Reachability {

    static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    static final Duration SILENCE = Duration.ofMillis(500);
    static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);

    /** The least recently used server goes when there are more; it needs a permit then. */
    static final int MOST_SERVERS = 16_384;

    private static final String ALL = "";
    private static final int MOST_DOUBLINGS = 10;

    private final SessionsPerHost permits;
    private final LongSupplier nanoTime;
    private final Runnable whenConnecting;
    private final Map<String, Connecting> connecting = new HashMap<>();
    private final Map<String, Server> servers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Server> eldest) {
            return size() > MOST_SERVERS;
        }
    };

    /**
     * What is known of a server.
     *
     * @param failures in a row; 0 if it answered last time
     * @param since of the last failure, by {@link System#nanoTime()}
     * @param words of the last failure
     */
    private record Server(int failures, long since, String words, Wait pause) {
        static final Server REACHED = new Server(0, 0, "", Wait.NONE);
    }

    /**
     * Those that connect to a server now.
     *
     * @param since when the first of them began, or the server answered one of them, by {@link System#nanoTime()}
     */
    private record Connecting(int count, long since) {}

    /** Leave to connect, to be closed once the server has answered, or has not; closing it again does nothing. */
    interface Permit extends AutoCloseable {
        @Override
        void close();

        /** The options, with less time to connect where others wait for this permit. */
        default Pop3ClientOptions limit(Pop3ClientOptions options) {
            return options;
        }
    }

    /**
     * @param most how many polls may wait for servers that have not answered, at the same time
     * @param nanoTime tells the time within this process
     * @param whenConnecting called by a thread that is about to wait for a server; it must not block
     */
    public Reachability(int most, LongSupplier nanoTime, Runnable whenConnecting) {
        this.permits = new SessionsPerHost(most, nanoTime);
        this.nanoTime = nanoTime;
        this.whenConnecting = whenConnecting;
    }

    /** How long polls leave the server alone; zero if they do not. */
    synchronized Duration left(String server) {
        Server known = servers.get(key(server));
        return known == null ? Duration.ZERO : known.pause().left(nanoTime.getAsLong());
    }

    /** What was said when the server could not be reached last; empty if it could. */
    synchronized String words(String server) {
        Server known = servers.get(key(server));
        return known == null ? "" : known.words();
    }

    /**
     * Asks for leave to connect.
     *
     * @param whenFree called once when the caller should try again; see {@link SessionsPerHost#take(String, Runnable)}
     * @return empty if as many polls wait for servers as may; the caller is queued then
     */
    Optional<Permit> permit(String server, Runnable whenFree) {
        if (answers(server)) {
            leave(whenFree);
            return Optional.of(() -> {});
        }
        if (!permits.take(ALL, whenFree)) {
            return Optional.empty();
        }
        AtomicBoolean isClosed = new AtomicBoolean();
        return Optional.of(new Permit() {
            @Override
            public void close() {
                if (!isClosed.getAndSet(true)) {
                    permits.giveBack(ALL);
                }
            }

            @Override
            public Pop3ClientOptions limit(Pop3ClientOptions options) {
                return permits.isAwaited(ALL) ? limited(server, options) : options;
            }
        });
    }

    private Pop3ClientOptions limited(String server, Pop3ClientOptions options) {
        Duration patience = patience(server);
        return patience.compareTo(options.connectionTimeout()) < 0
                ? options.toBuilder().connectionTimeout(patience).build()
                : options;
    }

    private synchronized Duration patience(String server) {
        Server known = servers.getOrDefault(key(server), Server.REACHED);
        return FIRST_PATIENCE.multipliedBy(1L << Math.min(known.failures(), MOST_DOUBLINGS));
    }

    /** Takes a caller out of the queue of {@link #permit} that does not come any more. */
    void leave(Runnable whenFree) {
        permits.leave(ALL, whenFree);
    }

    /**
     * Opens a session, and takes note of whether the server could be reached. A refusal is an answer, too.
     *
     * @throws IOException as {@link Pop3Client#open}
     */
    Pop3Session open(String server, Pop3ClientOptions options, Cancellation cancellation) throws IOException {
        long begun = nanoTime.getAsLong();
        whenConnecting.run();
        begins(server, begun);
        try {
            Pop3Session session = Pop3Client.open(options, cancellation);
            reached(server);
            return session;
        } catch (Pop3CommandException refused) {
            reached(server);
            throw refused;
        } catch (Pop3ConnectionException failed) {
            if (failed.getCause() instanceof Pop3CommandException) {
                reached(server);
            } else {
                unreached(server, begun, failed.getMessage());
            }
            throw failed;
        } catch (Pop3TimeoutException silent) {
            unreached(server, begun, silent.getMessage());
            throw silent;
        } finally {
            ends(server);
        }
    }

    /** One more connects to the server. */
    synchronized void begins(String server, long now) {
        connecting.merge(
                key(server), new Connecting(1, now), (old, one) -> new Connecting(old.count() + 1, old.since()));
    }

    /** One less connects to it. */
    synchronized void ends(String server) {
        connecting.computeIfPresent(
                key(server), (name, old) -> old.count() > 1 ? new Connecting(old.count() - 1, old.since()) : null);
    }

    /** Tells whether the server answered last time, and is not silent now. */
    private synchronized boolean answers(String server) {
        Server known = servers.get(key(server));
        Connecting now = connecting.get(key(server));
        boolean isSilent = now != null && nanoTime.getAsLong() - now.since() > SILENCE.toNanos();
        return known != null && known.failures() == 0 && !isSilent;
    }

    synchronized void reached(String server) {
        servers.put(key(server), Server.REACHED);
        long now = nanoTime.getAsLong();
        connecting.computeIfPresent(key(server), (name, old) -> new Connecting(old.count(), now));
    }

    /**
     * Takes note of a failure. Attempts that ran side by side count once.
     *
     * @param begun when the attempt began, by {@link System#nanoTime()}
     */
    synchronized void unreached(String server, long begun, String words) {
        long now = nanoTime.getAsLong();
        Server known = servers.getOrDefault(key(server), Server.REACHED);
        if (known.failures() > 0 && begun - known.since() < 0) {
            return;
        }
        int failures = known.failures() < Integer.MAX_VALUE ? known.failures() + 1 : known.failures();
        servers.put(key(server), new Server(failures, now, words, new Wait(now, wait(failures))));
    }

    private static Duration wait(int failures) {
        if (failures < 2) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 2, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Somebody may have put it right: it is tried at the next poll. */
    synchronized void forget(String server) {
        servers.remove(key(server));
    }

    private static String key(String server) {
        return server.toLowerCase(Locale.ROOT);
    }
}
