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
package io.github.pop3x.testing.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;

import io.github.pop3x.PackageAccess;
import io.github.pop3x.Pop3xComponent;
import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.ManualScheduler;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * A mailbox and a Camel context in which every bean may throw. Three of its messages are to be delivered, one of them at
 * its second attempt; a fourth is too large, and a fifth fails until its attempts are exhausted. The server refuses the
 * first login, one retrieval and one QUIT, so that each report is made.
 *
 * <p>A place that is lost blocks all that follows: one session may be open with the host, and two messages may be under
 * way. For one case, and one thread, except what a route calls.
 */
public final class ForeignCodeStory implements AutoCloseable {

    /** Messages whose route completes, sooner or later. */
    static final List<String> DELIVERED = List.of("a", "b", "c");

    private static final String TOO_LARGE = "large";
    private static final String EXHAUSTED = "x";
    static final String USER = "alice";

    private final ForeignCode code;
    private final ScriptedServer server = new ScriptedServer();
    private final Maildrop maildrop = new Maildrop();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final IdempotentRepository claims = new MemoryIdempotentRepository();
    private final Map<String, Integer> completed = new TreeMap<>();
    private final Set<String> failedOnce = new HashSet<>();
    private final List<String> breaches = new ArrayList<>();

    /** Starts a context whose beans throw when the code says so. */
    ForeignCodeStory(ForeignCode code) {
        this.code = code;
        DELIVERED.forEach(uid -> maildrop.add(uid, "Subject: " + uid + "\r\n\r\nHello\r\n"));
        maildrop.add(TOO_LARGE, "Subject: large\r\n\r\n" + "A line.\r\n".repeat(2_000));
        maildrop.add(EXHAUSTED, "Subject: x\r\n\r\nHello\r\n");
        server.answers(new ServerProfile().mailbox(USER, "s3cret", maildrop).without("APOP", "LOGIN", "CRAM-MD5"));
        server.suffers(Misfortune.refuse("PASS", "[AUTH] wrong password"));
        server.suffers(Misfortune.refuse("RETR 1", "not now"));
        server.suffers(Misfortune.refuse("DELE 1", "not now"), Misfortune.refuse("QUIT", "not removed"));
        server.patience(Duration.ofSeconds(5));
        context.disableJMX();
        Pop3xComponent component = context.getComponent("pop3x", Pop3xComponent.class);
        component.setMaxSessionsPerHost(1);
        PackageAccess.pollOn(component, code.watch("scheduler", ScheduledExecutorService.class, scheduler, "schedule"));
        claims.start();
        new ForeignBeans(code, context).bind(claims);
    }

    /** The URI of the mailbox, with all beans that a consumer, a receiver or a producer may have. */
    String uri(boolean mapped, String more) {
        return "pop3x:" + server.host() + ":" + server.port() + "?username=" + USER
                + "&credentialsProvider=#credentials&tls=none&authMechanisms=USER&exceptionHandler=#exceptionHandler"
                + (mapped ? "&headerFilterStrategy=#headerStrategy" : "&binding=#binding")
                + more;
    }

    /** The options of consumers and receivers. */
    static final String CONSUMING =
            "&delete=true&delay=0&maxInFlight=2&maxAttempts=3&maxMessageSize=10000&oversize=fail"
                    + "&filter=#filter&headerFilter=#headerFilter&idempotentRepository=#seen&inProgressRepository=#claims"
                    + "&ledger=#ledger";

    /** What every route does with a message. */
    void route(Exchange exchange) throws Exception {
        String uid = exchange.getMessage().getHeader(Pop3xConstants.UID, String.class);
        code.called("route");
        if (uid.equals(EXHAUSTED)) {
            throw new IllegalStateException("never");
        }
        if (uid.equals("b") && first(uid)) {
            throw new ForeignBeans.Talkative(code);
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange done) {
                completes(uid);
            }
        });
    }

    private synchronized boolean first(String uid) {
        return failedOnce.add(uid);
    }

    /** An exception of a completion is no failure of its route, for Camel; an error is. */
    private void completes(String uid) {
        try {
            code.called("synchronization");
        } catch (RuntimeException e) {
            count(uid);
            throw e;
        }
        count(uid);
    }

    synchronized void count(String uid) {
        completed.merge(uid, 1, Integer::sum);
    }

    /** Takes note of what must not be. */
    synchronized void breached(String how) {
        breaches.add(how);
    }

    /** Tells whether the promise was broken already. */
    synchronized boolean isBroken() {
        return !breaches.isEmpty();
    }

    CamelContext context() {
        return context;
    }

    /** Lets what was late happen, and what has to expire expire. */
    void settle(String where) {
        try {
            scheduler.runScheduled();
        } catch (RuntimeException | Error e) {
            breached("a task on the poll threads throws " + e);
        }
        if (where.startsWith("claims.")) {
            // What could not be removed expires.
            claims.clear();
        }
        awaitIdle();
    }

    /** Tells whether nothing is left to do. */
    synchronized boolean isOver() {
        return maildrop.uids().equals(List.of(TOO_LARGE, EXHAUSTED));
    }

    /** Checks at the end that each message was delivered once, and that nothing is held. */
    void checkEnd(String where) {
        Map<String, Integer> once = new HashMap<>();
        DELIVERED.forEach(uid -> once.put(uid, 1));
        synchronized (this) {
            if (!completed.equals(once)) {
                breaches.add("routes completed: " + completed);
            }
            if (!isOver()) {
                breaches.add("in the mailbox are " + maildrop.uids());
            }
        }
        checkNothingIsHeld(where);
    }

    /** Checks that no octets, claims and sessions are left. */
    void checkNothingIsHeld(String where) {
        if (octetsInMemory() != 0) {
            breached(octetsInMemory() + " octets are left in the spool");
        }
        int left = ((MemoryIdempotentRepository) claims).getCacheSize();
        if (left != 0 && !where.startsWith("claims.")) {
            breached(left + " claims are left");
        }
        awaitIdle();
    }

    private long octetsInMemory() {
        return PackageAccess.octetsInMemory(context.getComponent("pop3x", Pop3xComponent.class));
    }

    /** Outside of a route a body may be read after its exchange is done, until nobody can reach it. */
    void awaitUnreachableBodies() {
        try {
            await().atMost(Duration.ofSeconds(5)).pollDelay(Duration.ZERO).until(() -> {
                System.gc();
                return octetsInMemory() == 0;
            });
        } catch (ConditionTimeoutException e) {
            breached("bodies are not released that nobody can reach");
        }
    }

    private void awaitIdle() {
        try {
            server.awaitIdle();
        } catch (AssertionError open) {
            breached("a connection is left open: " + open.getMessage());
        }
    }

    /** How the promise was broken; empty if it was kept. */
    Optional<String> outcome(String name) {
        synchronized (this) {
            return breaches.isEmpty()
                    ? Optional.empty()
                    : Optional.of(name + "\n" + String.join("\n", breaches).indent(2)
                            + server.dialogue().indent(4));
        }
    }

    @Override
    public void close() {
        context.stop();
        scheduler.shutdownNow();
        server.close();
    }
}
