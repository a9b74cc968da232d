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
package io.github.pop3x;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.pop3x.client.RememberedCapabilities;
import io.github.pop3x.client.ServerClaims;
import io.github.pop3x.context.ContextClocks;
import io.github.pop3x.context.ContextLimits;
import io.github.pop3x.context.FirstPolls;
import io.github.pop3x.context.PollThreads;
import io.github.pop3x.delivery.WorkerPool;
import io.github.pop3x.ledger.store.Ledgers;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.option.Transcript;
import io.github.pop3x.session.Accounts;
import io.github.pop3x.session.MailboxTurns;
import io.github.pop3x.session.Reachability;
import io.github.pop3x.session.SessionGate;
import io.github.pop3x.session.SessionsPerHost;
import io.github.pop3x.session.StepDowns;
import io.github.pop3x.spool.Spools;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.CamelContextHelper;

/**
 * The state that the components of a Camel context share, whatever their schemes: both lead to the same mailboxes,
 * which have one ledger and one waiting time, and to the same hosts. It is closed when the last component stops, and
 * can be used again. Any thread may call it.
 */
final class Pop3xShared {

    /** How long a worker waits for the next route before its thread ends. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    /** Held while the one of a context is looked up, or made. */
    private static final Object LOOKING_UP = new Object();

    private final ContextLimits limits = new ContextLimits();
    private final Ledgers ledgers;
    private final MailboxTurns turns = new MailboxTurns();
    private final Pop3xTokens tokens;
    private final ContextClocks clocks = new ContextClocks();
    private final Accounts accounts = new Accounts(clocks, clocks::nanoTime);
    private final RememberedCapabilities rememberedCapabilities =
            new RememberedCapabilities(new ServerClaims(StepDowns::tell));
    private final AtomicReference<PollThreads> pollThreads = new AtomicReference<>();
    private final AtomicReference<Workers> workers = new AtomicReference<>();
    private final FirstPolls firstPolls =
            new FirstPolls(clocks::nanoTime, () -> ThreadLocalRandom.current().nextDouble());

    private final Set<Object> users = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> running = Collections.newSetFromMap(new IdentityHashMap<>());
    private SessionsPerHost sessionsPerHost;
    private Reachability reachability;
    private Spools spools;

    /** For components of a context. */
    Pop3xShared(CamelContext context) {
        tokens = new Pop3xTokens(context);
        ledgers = new Ledgers(name -> CamelContextHelper.lookup(context, name, DataSource.class), clocks);
    }

    /** The one of a context. */
    static Pop3xShared of(CamelContext context) {
        var plugins = context.getCamelContextExtension();
        synchronized (LOOKING_UP) {
            if (!plugins.isContextPluginInUse(Pop3xShared.class)) {
                plugins.addContextPlugin(Pop3xShared.class, new Pop3xShared(context));
            }
            return plugins.getContextPlugin(Pop3xShared.class);
        }
    }

    /** The limits that all components together have. */
    ContextLimits limits() {
        return limits;
    }

    /** The ledgers of all mailboxes; endpoints on one mailbox share one. */
    Ledgers ledgers() {
        return ledgers;
    }

    /** The access tokens of all accounts. */
    Pop3xTokens tokens() {
        return tokens;
    }

    /** The turns of those that want a session on demand. */
    MailboxTurns turns() {
        return turns;
    }

    /** What servers announced to the sessions of all endpoints, so that not every one of them asks. */
    RememberedCapabilities rememberedCapabilities() {
        return rememberedCapabilities;
    }

    /** The way to a mailbox. What the server asked for is remembered of the account. */
    SessionGate gate(
            Mailbox mailbox,
            Transcript transcript,
            LongSupplier mostSessions,
            LongSupplier mostPollThreads,
            MailboxListener listener) {
        SessionsPerHost places = sessionsPerHost(mostSessions);
        Reachability reachable = reachability(mostPollThreads);
        return accounts.gate(
                mailbox.account(),
                backOff -> new SessionGate(mailbox, transcript, backOff, places, reachable, listener, clocks));
    }

    private SessionsPerHost sessionsPerHost(LongSupplier most) {
        int limit = (int) most.getAsLong();
        synchronized (this) {
            if (sessionsPerHost == null) {
                sessionsPerHost = new SessionsPerHost(limit);
            }
            return sessionsPerHost;
        }
    }

    /** Half of the poll threads are never held by servers that have not answered. */
    private Reachability reachability(LongSupplier mostPollThreads) {
        int most = Math.max(1, PollThreads.most((int) mostPollThreads.getAsLong()) / 2);
        synchronized (this) {
            if (reachability == null) {
                reachability = new Reachability(most, clocks::nanoTime, this::threadMayWait);
            }
            return reachability;
        }
    }

    private void threadMayWait() {
        PollThreads threads = pollThreads.get();
        if (threads != null) {
            threads.mayWait();
        }
    }

    /** When mailboxes are polled for the first time. */
    FirstPolls firstPolls() {
        return firstPolls;
    }

    /** Where endpoints store messages. */
    Spools spools(LongSupplier memory) {
        long limit = memory.getAsLong();
        synchronized (this) {
            if (spools == null) {
                spools = new Spools(limit);
            }
            return spools;
        }
    }

    /** How many accounts are remembered. */
    int accounts() {
        return accounts.size();
    }

    /** What tells the time. */
    ContextClocks clocks() {
        return clocks;
    }

    /**
     * The threads on which endpoints poll; made when the first one starts, without a lock.
     *
     * @param source the component that asks, for the threads' management
     * @param number how many there are, 0 for a pool that sizes itself
     */
    ScheduledExecutorService pollExecutor(ExecutorServiceManager executors, Object source, LongSupplier number) {
        int fixed = (int) number.getAsLong();
        PollThreads known = pollThreads.get();
        if (known != null) {
            return known.executor();
        }
        PollThreads made = new PollThreads(executors, source, fixed);
        if (!pollThreads.compareAndSet(null, made)) {
            executors.shutdownNow(made.executor());
        }
        return pollThreads.get().executor();
    }

    /** The threads that run routes, and whom to ask for one. */
    private record Workers(ExecutorService threads, WorkerPool pool) {}

    /**
     * The threads that run routes; made when the first consumer starts, without a lock.
     *
     * @param source the component that asks, for the threads' management
     * @param timer counts time on the threads that poll
     * @param number how many there are, 0 for a pool that sizes itself
     */
    WorkerPool workers(
            ExecutorServiceManager executors,
            Object source,
            Supplier<ScheduledExecutorService> timer,
            LongSupplier number) {
        int fixed = (int) number.getAsLong();
        Workers known = workers.get();
        if (known != null) {
            return known.pool();
        }
        ExecutorService threads = executors.newCachedThreadPool(source, "Pop3xWorker");
        if (threads instanceof ThreadPoolExecutor pool) {
            // Idle threads wait in the worker pool, where they are counted.
            pool.setKeepAliveTime(0, TimeUnit.MILLISECONDS);
        }
        Workers made = new Workers(threads, new WorkerPool(threads, timer, fixed, System::nanoTime, IDLE));
        if (!workers.compareAndSet(null, made)) {
            executors.shutdownNow(threads);
        }
        return workers.get().pool();
    }

    /** Notes that a component uses this, until it {@linkplain #shutDown shuts down}. */
    synchronized void join(Object component) {
        users.add(component);
    }

    /** Notes that a component runs. */
    synchronized void start(Object component) {
        running.add(component);
    }

    /** Ends polling and spooling with the last component that runs. */
    void stop(Object component, ExecutorServiceManager executors) {
        Spools unused;
        synchronized (this) {
            running.remove(component);
            if (!running.isEmpty()) {
                return;
            }
            unused = spools;
        }
        PollThreads threads = pollThreads.getAndSet(null);
        if (threads != null) {
            executors.shutdownNow(threads.executor());
        }
        Workers idle = workers.getAndSet(null);
        if (idle != null) {
            executors.shutdownNow(idle.threads());
        }
        if (unused != null) {
            unused.close();
        }
        rememberedCapabilities.clear();
    }

    /**
     * Closes the ledgers with the last component.
     *
     * @throws IOException if a store cannot be closed
     */
    void shutDown(Object component) throws IOException {
        synchronized (this) {
            users.remove(component);
            if (!users.isEmpty()) {
                return;
            }
            spools = null;
            sessionsPerHost = null;
            reachability = null;
        }
        limits.clear();
        ledgers.close();
    }
}
