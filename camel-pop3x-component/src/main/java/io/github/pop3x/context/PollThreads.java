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
package io.github.pop3x.context;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.SizedScheduledExecutorService;
import org.apache.camel.util.concurrent.ThreadType;

/**
 * The threads on which endpoints poll. Any number of polls can be scheduled, whatever Camel's default thread pool profile
 * says. Left alone the pool sizes itself: it has one thread more than are busy, between {@link #least} and {@link #most};
 * with a fixed number it has as many.
 *
 * <p>Any thread may call it.
 */
public final class PollThreads {

    /** The fewest, unless a number is set. */
    static final int FEWEST = 8;

    /** The most on platform threads: what a small container can afford. */
    static final int MOST = 32;

    /** The most on virtual threads, which cost nothing while they wait. */
    static final int MOST_VIRTUAL = 512;

    /** How often threads that nobody needed meanwhile are given up. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final ScheduledExecutorService executor;
    private final int least;
    private final int most;
    private final Duration look;
    private int busiest;
    private boolean looks;

    /**
     * Makes the pool.
     *
     * @param source who asks for it, for the threads' management
     * @param fixed how many threads it has; 0 if it sizes itself
     */
    public PollThreads(ExecutorServiceManager executors, Object source, int fixed) {
        this(scheduled(executors, source, least(fixed)), least(fixed), most(fixed), LOOK);
    }

    PollThreads(ScheduledExecutorService executor, int least, int most, Duration look) {
        this.executor = executor;
        this.least = least;
        this.most = most;
        this.look = look;
        ScheduledThreadPoolExecutor pool = pool();
        if (pool != null && pool.getCorePoolSize() < least) {
            // With virtual threads Camel asks for none, and such a pool has no more threads than its core.
            pool.setCorePoolSize(least);
        }
    }

    private static ScheduledExecutorService scheduled(ExecutorServiceManager executors, Object source, int threads) {
        ThreadPoolProfile profile = new ThreadPoolProfile("Pop3xPoll");
        profile.setPoolSize(threads);
        // Each endpoint has a place in the queue for as long as it runs: no limit is ever the right one.
        profile.setMaxPoolSize(-1);
        profile.setMaxQueueSize(-1);
        return executors.newScheduledThreadPool(source, "Pop3xPoll", profile);
    }

    private static int least(int fixed) {
        return fixed > 0 ? fixed : Math.max(FEWEST, 2 * Runtime.getRuntime().availableProcessors());
    }

    /**
     * The most threads that there can be.
     *
     * @param fixed as in the constructor
     */
    public static int most(int fixed) {
        if (fixed > 0) {
            return fixed;
        }
        return Math.max(ThreadType.current() == ThreadType.VIRTUAL ? MOST_VIRTUAL : MOST, least(fixed));
    }

    /** Schedules polls. */
    public ScheduledExecutorService executor() {
        return executor;
    }

    /** The pool whose size can be changed; null if Camel was given a factory that makes others. */
    private ScheduledThreadPoolExecutor pool() {
        if (executor instanceof SizedScheduledExecutorService sized) {
            return sized.getScheduledThreadPoolExecutor();
        }
        return executor instanceof ScheduledThreadPoolExecutor pool ? pool : null;
    }

    /** The calling thread is about to wait for a server: a thread more is there for the next poll. */
    public synchronized void mayWait() {
        ScheduledThreadPoolExecutor pool = least < most ? pool() : null;
        if (pool == null || pool.isShutdown()) {
            return;
        }
        int busy = pool.getActiveCount();
        busiest = Math.max(busiest, busy);
        int size = pool.getCorePoolSize();
        if (busy >= size && size < most) {
            pool.setCorePoolSize(size + 1);
            lookLater(pool);
        }
    }

    private void lookLater(ScheduledThreadPoolExecutor pool) {
        if (!looks && !pool.isShutdown()) {
            looks = true;
            pool.schedule(() -> look(pool), look.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void look(ScheduledThreadPoolExecutor pool) {
        looks = false;
        int wanted = Math.min(most, Math.max(least, busiest + 1));
        busiest = pool.getActiveCount();
        if (wanted < pool.getCorePoolSize()) {
            pool.setCorePoolSize(wanted);
        }
        if (pool.getCorePoolSize() > least) {
            lookLater(pool);
        }
    }
}
