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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.MessageIdentity;

import static io.github.pop3x.ledger.model.Process.RETRIES;
import static io.github.pop3x.ledger.model.Promise.require;

/** One session: it asks the ledger about its listing, in the order in which the component does, and deletes in the end. */
final class Session {

    private final World world;
    private final DeliveryLedger ledger;
    private final List<Route> taken;
    private final Map<MessageIdentity, Mail> listing;
    private final List<MessageIdentity> retrieved = new ArrayList<>();
    private final List<MessageIdentity> toDelete = new ArrayList<>();
    private final List<MessageIdentity> underWay = new ArrayList<>();

    /**
     * @param taken gets what is retrieved
     * @param listing with what each message really is
     */
    Session(World world, DeliveryLedger ledger, List<Route> taken, Map<MessageIdentity, Mail> listing) {
        this.world = world;
        this.ledger = ledger;
        this.taken = taken;
        this.listing = listing;
    }

    /** A retrieved message was given back. */
    void forgets(MessageIdentity identity) {
        retrieved.remove(identity);
    }

    /** @param holds whether the process has a message with an id on its way */
    void triage(Predicate<String> holds) throws IOException {
        Map<MessageIdentity, Boolean> toRoute = new LinkedHashMap<>();
        List<MessageIdentity> doubtful = new ArrayList<>();
        for (MessageIdentity identity : listing.keySet()) {
            Decision decision = ledger.decide(identity, RETRIES);
            if (decision == Decision.WAIT) {
                require(
                        holds.test(identity.uid()),
                        "a message waits for a route that is not there",
                        listing.get(identity));
            }
            if (decision == Decision.VERIFY) {
                doubtful.add(identity);
            } else if (decision == Decision.ROUTE && isSeenElsewhere(identity)) {
                ledger.known(identity, listing.get(identity).header());
            } else {
                sort(identity, decision, toRoute);
            }
        }
        for (MessageIdentity identity : doubtful) {
            Optional<Decision> known = world.mailbox.topWorks()
                    ? ledger.recognize(identity, listing.get(identity).header())
                    : Optional.empty();
            if (known.isPresent()) {
                Decision decision = known.get();
                sort(identity, decision == Decision.ROUTE ? ledger.decide(identity, RETRIES) : decision, toRoute);
            } else {
                toRoute.put(identity, true);
            }
        }
        for (Map.Entry<MessageIdentity, Boolean> entry : toRoute.entrySet()) {
            retrieve(entry.getKey(), entry.getValue());
        }
    }

    private void sort(MessageIdentity identity, Decision decision, Map<MessageIdentity, Boolean> toRoute) {
        switch (decision) {
            case ROUTE -> toRoute.put(identity, false);
            case DELETE -> toDelete.add(identity);
            case WAIT -> underWay.add(identity);
            default -> {}
        }
    }

    private boolean isSeenElsewhere(MessageIdentity identity) {
        Mail mail = listing.get(identity);
        boolean unknown = ledger.entry(identity)
                .filter(known -> known.state() != EntryState.FAILED || known.attempts() > 0)
                .isEmpty();
        return world.seen != null
                && unknown
                && world.mailbox.topWorks()
                && world.seen.contains(seenKey(mail, identity));
    }

    static String seenKey(Mail mail, MessageIdentity identity) {
        return mail.number + " " + identity.size();
    }

    private void retrieve(MessageIdentity identity, boolean suspect) throws IOException {
        if (!take(identity, suspect)) {
            return;
        }
        Mail mail = listing.get(identity);
        boolean known = true;
        try {
            known = suspect
                    && ledger.recognize(identity, mail.header())
                            .filter(decision -> decision != Decision.ROUTE)
                            .isPresent();
        } finally {
            if (known) {
                ledger.drop(identity);
                world.endClaim(identity, ledger);
            }
        }
        if (!known) {
            world.promise.taken(mail, !suspect);
            retrieved.add(identity);
            taken.add(new Route(identity, mail));
        }
    }

    private boolean take(MessageIdentity identity, boolean suspect) throws IOException {
        if (world.claims == null) {
            return ledger.take(identity);
        }
        if (world.claims.putIfAbsent(World.claimOf(identity), ledger) != null) {
            return false;
        }
        ledger.refresh(identity);
        Decision decision = ledger.decide(identity, RETRIES);
        boolean due = decision == Decision.ROUTE || suspect && decision == Decision.VERIFY;
        boolean mine = due && ledger.take(identity);
        if (!mine) {
            world.endClaim(identity, ledger);
        }
        return mine;
    }

    void quit(Step.Kind how, TroubledStore store) {
        List<MessageIdentity> due = new ArrayList<>(toDelete);
        retrieved.stream().filter(ledger::wantsDelete).forEach(due::add);
        underWay.stream()
                .filter(identity -> ledger.decide(identity, RETRIES) == Decision.DELETE)
                .forEach(due::add);
        if (!due.isEmpty()) {
            new Deletes(world, ledger, store).of(due, listing, how);
        }
    }
}
