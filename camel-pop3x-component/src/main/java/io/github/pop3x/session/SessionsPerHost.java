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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.pop3x.client.wire.Cancellation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions that are open with each host, of all endpoints of a Camel context. Callers that find no place wait in a
 * queue, polls without a thread, and others on their own: the one that waits longest is invited when a place is free, and
 * the place is kept for it.
 *
 * <p>Any thread may call it. Invitations are sent without a lock.
 */
public final class SessionsPerHost {

    private static final Logger LOG = LoggerFactory.getLogger(SessionsPerHost.class);

    /** How long a place is kept for a poll that was invited: enough for a poll thread to become free. */
    static final Duration INVITATION = Duration.ofSeconds(10);

    private final int most;
    private final LongSupplier nanoTime;
    private final Map<String, Host> hosts = new HashMap<>();

    private static final class Host {
        private int open;
        private final Set<Runnable> waiting = new LinkedHashSet<>();

        /** With the time at which a place is no longer kept. */
        private final Map<Runnable, Long> invited = new LinkedHashMap<>();

        private boolean isUnused() {
            return open == 0 && waiting.isEmpty() && invited.isEmpty();
        }
    }

    /** @param most sessions with one host, 0 for any number */
    public SessionsPerHost(int most) {
        this(most, System::nanoTime);
    }

    SessionsPerHost(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a place for a caller that does not wait for one; to be {@linkplain #giveBack given back}.
     *
     * @return false if none is free
     */
    public boolean take(String host) {
        return take(host, null);
    }

    /**
     * Takes a place; to be {@linkplain #giveBack given back}.
     *
     * @param whenFree called once when the caller should try again, on the thread that gives a place back; it must not
     *     block. The same object each time keeps the caller's position in the queue. Null for callers that do not wait
     * @return false if none is free; the caller is queued then
     */
    public boolean take(String host, Runnable whenFree) {
        if (most <= 0) {
            return true;
        }
        List<Runnable> invitations;
        boolean taken;
        synchronized (this) {
            Host places = hosts.computeIfAbsent(key(host), name -> new Host());
            withdrawOldInvitations(places);
            boolean isInvited = whenFree != null && places.invited.remove(whenFree) != null;
            boolean isNext =
                    places.waiting.isEmpty() || places.waiting.iterator().next() == whenFree;
            taken = isInvited || isNext && places.open + places.invited.size() < most;
            if (taken) {
                places.open++;
                places.waiting.remove(whenFree);
            } else if (whenFree != null) {
                places.waiting.add(whenFree);
            }
            invitations = invite(places);
        }
        send(invitations);
        return taken;
    }

    /**
     * Waits for a place in the same queue, and takes it; to be {@linkplain #giveBack given back}.
     *
     * @param atMost how long the calling thread waits; zero for a caller that does not wait
     * @param cancellation ends the wait earlier
     * @return false if none was free in time, or the caller has given up
     */
    boolean await(String host, Duration atMost, Cancellation cancellation) throws InterruptedException {
        if (atMost.isNegative() || atMost.isZero()) {
            return take(host, null);
        }
        Semaphore invitation = new Semaphore(0);
        Runnable whenFree = invitation::release;
        Cancellation.Wait wait;
        try {
            wait = cancellation.begin(whenFree);
        } catch (Cancellation.Cancelled givenUp) {
            return false;
        }
        boolean taken = false;
        try {
            long begun = System.nanoTime();
            for (long left = atMost.toMillis(); !taken && left > 0 && !cancellation.isCancelled(); ) {
                taken = take(host, whenFree);
                if (!taken) {
                    invitation.tryAcquire(left, TimeUnit.MILLISECONDS);
                    left = atMost.minusNanos(System.nanoTime() - begun).toMillis();
                }
            }
            return taken;
        } finally {
            wait.close();
            if (!taken) {
                leave(host, whenFree);
            }
        }
    }

    /** Tells whether callers wait for a place. */
    synchronized boolean isAwaited(String host) {
        Host places = hosts.get(key(host));
        return places != null && !places.waiting.isEmpty();
    }

    /** Gives a place back, and invites the poll that waits longest. */
    public void giveBack(String host) {
        if (most <= 0) {
            return;
        }
        List<Runnable> invitations;
        synchronized (this) {
            Host places = hosts.get(key(host));
            places.open--;
            withdrawOldInvitations(places);
            invitations = invite(places);
            removeIfUnused(host, places);
        }
        send(invitations);
    }

    /** Takes a caller out of the queue that does not come any more. */
    public void leave(String host, Runnable whenFree) {
        List<Runnable> invitations;
        synchronized (this) {
            Host places = hosts.get(key(host));
            if (places == null) {
                return;
            }
            places.waiting.remove(whenFree);
            places.invited.remove(whenFree);
            invitations = invite(places);
            removeIfUnused(host, places);
        }
        send(invitations);
    }

    /** Bookkeeping goes on whatever one of them throws; the place that it is kept for is free again after a while. */
    private static void send(List<Runnable> invitations) {
        for (Runnable invitation : invitations) {
            try {
                invitation.run();
            } catch (RuntimeException | Error e) {
                LOG.error("Cannot wake a poll that waits for a free session; it polls after its next delay", e);
            }
        }
    }

    private List<Runnable> invite(Host places) {
        List<Runnable> invitations = new ArrayList<>();
        Iterator<Runnable> waiting = places.waiting.iterator();
        while (waiting.hasNext() && places.open + places.invited.size() < most) {
            Runnable next = waiting.next();
            waiting.remove();
            places.invited.put(next, nanoTime.getAsLong() + INVITATION.toNanos());
            invitations.add(next);
        }
        return invitations;
    }

    /** A consumer that was suspended or is busy with another session does not come. */
    private void withdrawOldInvitations(Host places) {
        long now = nanoTime.getAsLong();
        places.invited.values().removeIf(until -> now - until > 0);
    }

    private void removeIfUnused(String host, Host places) {
        if (places.isUnused()) {
            hosts.remove(key(host));
        }
    }

    private static String key(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
