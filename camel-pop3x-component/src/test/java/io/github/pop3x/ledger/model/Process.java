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
package io.github.pop3x.ledger.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.ListedPart;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.Overtaken;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.ledger.model.TroubledStore.Trouble;

import static io.github.pop3x.ledger.model.Promise.require;

/** One process that polls: it asks its ledger in the order in which the component does, and tells the promise what it does. */
final class Process {

    static final RetrySchedule RETRIES = new RetrySchedule(Promise.DELAY);

    private static final String MAILBOX = "alice@host";

    private final World world;
    private LedgerStore opened;
    private TroubledStore store;
    private DeliveryLedger ledger;
    private Verdicts verdicts;

    private final List<Route> taken = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private Session session;

    Process(World world) throws IOException {
        this.world = world;
        world.mailbox.reuse().joins(this);
        open();
    }

    private void open() throws IOException {
        opened = world.stores.open();
        store = new TroubledStore(opened, this::asksWhileTheStoreHangs);
        ledger = new DeliveryLedger(MAILBOX, store, Promise.FORGET_AFTER, world.clock);
        verdicts = new Verdicts(world, ledger, store, routes);
        cut();
    }

    Verdicts verdicts() {
        return verdicts;
    }

    List<Route> routes() {
        return routes;
    }

    void trouble(Trouble trouble) {
        store.next(trouble);
    }

    /** The session ends without QUIT: nothing is deleted. */
    void cut() {
        session = new Session(world, ledger, taken, Map.of());
    }

    /**
     * @param refreshed whether the other process has done nothing since this one asked the store
     * @param leftOut whose entries in the listing cannot be used
     * @param idsKnown whether these lack only their sizes
     */
    void poll(boolean refreshed, Set<Mail> leftOut, boolean idsKnown) throws IOException {
        cut();
        Reuse reuse = world.mailbox.reuse();
        if (refreshed || reuse.mustAsk(this)) {
            ledger.refresh();
        }
        Map<MessageIdentity, Mail> listing = world.mailbox.list(leftOut);
        Mailbox.noteListedTogether(listing);
        ledger.refresh(listing.keySet(), RETRIES);
        Set<String> ids = listing.keySet().stream().map(MessageIdentity::uid).collect(Collectors.toSet());
        for (Mail mail : leftOut) {
            ids.add(mail.uid);
            mail.leftOutSince = mail.leftOutSince == 0 ? world.clock.millis() : mail.leftOutSince;
        }
        session = new Session(world, ledger, taken, listing);
        try {
            observe(listing.keySet(), leftOut, idsKnown);
            reuse.listed(this, ids, this::isRecordedGone);
        } catch (IOException e) {
            reuse.listed(this, ids, uid -> false);
            // It is reported, and the poll goes on.
            if (store.isDead()) {
                return;
            }
        }
        try {
            session.triage(this::holds);
        } catch (IOException e) {
            cut();
        }
    }

    private void observe(Set<MessageIdentity> listed, Set<Mail> leftOut, boolean idsKnown) throws IOException {
        if (leftOut.isEmpty()) {
            ledger.observe(listed);
        } else {
            Set<String> unusable = leftOut.stream().map(mail -> mail.uid).collect(Collectors.toSet());
            ledger.observePart(new ListedPart(listed, idsKnown ? unusable : Set.of(), idsKnown));
        }
    }

    /** Asks the store: it does not take that from one process while another one has the message in its route. */
    private boolean isRecordedGone(String uid) {
        List<LedgerEntry> entries = recorded().stream()
                .filter(entry -> entry.identity().uid().equals(uid))
                .toList();
        return !entries.isEmpty() && entries.stream().allMatch(LedgerEntry::wasGone);
    }

    private List<LedgerEntry> recorded() {
        try {
            return opened.load(MAILBOX).entries();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean holds(String uid) {
        return taken.stream().anyMatch(route -> route.identity.uid().equals(uid))
                || routes.stream()
                        .anyMatch(
                                route -> !route.released && route.identity.uid().equals(uid));
    }

    void drop() {
        if (!taken.isEmpty()) {
            Route dropped = taken.remove(0);
            session.forgets(dropped.identity);
            ledger.drop(dropped.identity);
            world.endClaim(dropped.identity, ledger);
        }
    }

    void retrievalFails() {
        if (!taken.isEmpty()) {
            Route refused = taken.remove(0);
            session.forgets(refused.identity);
            try {
                ledger.retrievalFailed(refused.identity);
            } catch (IOException e) {
                refused.mail.countUncertain = true;
            }
            world.endClaim(refused.identity, ledger);
        }
    }

    void start() {
        if (taken.isEmpty()) {
            return;
        }
        Route route = taken.get(0);
        try {
            route.attempt = ledger.start(route.identity, route.mail.header());
        } catch (Overtaken e) {
            taken.remove(0);
            session.forgets(route.identity);
            world.endClaim(route.identity, ledger);
            return;
        } catch (IOException e) {
            // The route does not start; that it did may be written all the same.
            route.mail.countUncertain = true;
            taken.remove(0);
            world.endClaim(route.identity, ledger);
            return;
        }
        taken.remove(0);
        world.promise.starts(route);
        if (route.hasLostItsClaim()) {
            world.promise.unclaimed(route);
        }
        routes.add(route);
    }

    /** The process is stopped for so long that its claims expire: another one may go on with what it holds. */
    void loseClaims() {
        if (world.claims == null) {
            return;
        }
        world.claims.values().removeIf(owner -> owner == ledger);
        taken.forEach(Route::losesItsClaim);
        routes.forEach(world.promise::unclaimed);
    }

    boolean forget(String uid) throws IOException {
        boolean any = false;
        for (LedgerEntry entry : ledger.entries(uid)) {
            try {
                any |= ledger.forget(entry.identity());
            } catch (IOException e) {
                any = true;
            }
        }
        return any;
    }

    void quit(Step.Kind how) {
        session.quit(how, store);
        cut();
    }

    /** Every route and every retrieved message comes to a good end. */
    void endAll() {
        while (!taken.isEmpty()) {
            start();
        }
        while (!routes.isEmpty()) {
            verdicts.deliver(routes.get(0), true, Duration.ZERO);
        }
    }

    void restartIfDead() throws IOException {
        if (store.isDead()) {
            crash();
        }
    }

    void crash() throws IOException {
        for (Route route : routes) {
            if (!route.released && route.mail.fate == Mail.Fate.IN_ROUTE) {
                route.mail.fate = Mail.Fate.FAILED;
            }
            verdicts.end(route);
        }
        taken.forEach(route -> world.endClaim(route.identity, ledger));
        routes.clear();
        taken.clear();
        if (!opened.isDurable()) {
            world.memoryIsLost();
        }
        close();
        open();
        world.mailbox.reuse().knows(this);
    }

    void close() throws IOException {
        opened.close();
    }

    private void asksWhileTheStoreHangs() {
        for (Route route : taken) {
            requireHeld(route);
        }
        for (Route route : routes) {
            if (!route.released) {
                requireHeld(route);
            }
        }
    }

    private void requireHeld(Route route) {
        Decision decision = ledger.decide(route.identity, RETRIES);
        require(decision == Decision.WAIT, "a message that is on its way is offered while the store hangs", route.mail);
    }
}
