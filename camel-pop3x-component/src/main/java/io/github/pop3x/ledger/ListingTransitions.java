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
package io.github.pop3x.ledger;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The listed messages of a mailbox, compared with those that are known: which are gone, which of several copies a message
 * is, and which entry its header belongs to. One method for each of {@link DeliveryLedger}, where it is described.
 *
 * <p>Changes are made while the monitor of the {@link LedgerMemory} is held, and written after it is released. Any thread
 * may call it.
 */
final class ListingTransitions {
    private final LedgerMemory memory;
    private final LedgerWriter writer;
    private final HeldMessages held;
    private final DeliveryRules rules;
    private final Duration forgetAfter;
    private final Clock clock;
    private final Twins twins;
    private final LedgerReading reading;
    private final DeletionCertainty certainty = new DeletionCertainty();

    ListingTransitions(
            LedgerMemory memory,
            LedgerWriter writer,
            LedgerReading reading,
            HeldMessages held,
            Twins twins,
            DeliveryRules rules,
            Duration forgetAfter,
            Clock clock) {
        this.memory = memory;
        this.writer = writer;
        this.reading = reading;
        this.held = held;
        this.twins = twins;
        this.rules = rules;
        this.forgetAfter = forgetAfter;
        this.clock = clock;
    }

    void observe(ListedPart listing) throws IOException {
        List<LedgerEntry> due;
        synchronized (memory) {
            Set<MessageIdentity> listed = setOf(listing.messages());
            long now = clock.millis();
            reading.listed(listed, now);
            noteClock(now);
            certainty.listed(listing);
            held.listed(listed);
            held.noteMissed(listing.unusable());
            twins.separate(listed, held::contains).forEach(memory::doubt);
            listed.forEach(twins::note);
            noteUnseenTwins(listed);
            due = new ListingReconciliation(memory, listed, listing, now).note(Instants.millis(forgetAfter));
        }
        writer.write();
        forgetUnchanged(due);
    }

    /**
     * Whatever the clock was before, no wait counts from the future: a message would be left alone for as long. In a shared
     * store the start of a route stays as it was recorded until its verdict comes, which is compared with it.
     */
    private void noteClock(long now) {
        memory.amend(memory.all()
                .filter(entry -> entry.state() != EntryState.IN_FLIGHT || !writer.isShared())
                .filter(entry -> entry.isAheadOf(now))
                .map(entry -> entry.notAheadOf(now))
                .toList());
    }

    private static Set<MessageIdentity> setOf(Collection<MessageIdentity> listing) {
        return listing instanceof Set<MessageIdentity> set ? set : new HashSet<>(listing);
    }

    /** Forgets entries only after what replaces them is written, and not what was changed meanwhile. */
    private void forgetUnchanged(List<LedgerEntry> due) throws IOException {
        List<MessageIdentity> forgotten;
        synchronized (memory) {
            forgotten = due.stream()
                    .filter(entry -> memory.get(entry.identity()) == entry && !held.contains(entry.identity()))
                    .map(LedgerEntry::identity)
                    .toList();
            memory.forget(forgotten);
        }
        writer.removeUnchanged(forgotten, due);
    }

    /**
     * That there were several is remembered of each, before any has been routed: when one is left, it may be the one that
     * was not.
     */
    private void noteUnseenTwins(Set<MessageIdentity> listed) {
        if (twins.isEmpty()) {
            return;
        }
        List<LedgerEntry> unseen = listed.stream()
                .filter(identity -> twins.of(identity).size() > 1 && memory.get(identity) == null)
                .map(LedgerEntry::unseen)
                .toList();
        memory.amend(unseen);
    }

    Decision decide(MessageIdentity identity, RetrySchedule retries) {
        synchronized (memory) {
            Decision decision = certainty.limit(identity, decisionForAll(twins.of(identity), retries));
            boolean mayStart = decision == Decision.ROUTE || decision == Decision.VERIFY;
            return mayStart && held.isAbsentUnder(identity.uid()) ? Decision.WAIT : decision;
        }
    }

    private Decision decisionForAll(List<MessageIdentity> group, RetrySchedule retries) {
        if (group.size() == 1) {
            return decisionFor(group.get(0), retries);
        }
        // Which of the twins is still there cannot be told: only what holds for all of them holds for this one.
        Set<Decision> decisions = EnumSet.noneOf(Decision.class);
        for (MessageIdentity twin : group) {
            decisions.add(decisionFor(twin, retries));
        }
        return Decision.ofAll(decisions, areTellable(group.get(0)));
    }

    /** Tells whether the header tells of each of several that are listed with one id and size which of them it is. */
    private boolean areTellable(MessageIdentity identity) {
        return twins.of(identity).stream().map(memory::get).allMatch(entry -> entry != null && entry.isEvidence());
    }

    private Decision decisionFor(MessageIdentity identity, RetrySchedule retries) {
        return held.isTaken(identity) ? Decision.WAIT : rules.decide(identity, retries);
    }

    Optional<Decision> recognize(MessageIdentity identity, Fingerprint header) throws IOException {
        List<LedgerEntry> replaced = new ArrayList<>();
        Optional<Decision> decision;
        synchronized (memory) {
            decision = among(memory.alike(identity, header, areTellable(identity)), identity)
                    .map(known -> isListedAs(identity, known, replaced));
        }
        if (decision.isPresent()) {
            writer.write();
            if (!replaced.isEmpty() && isOvertaken(identity)) {
                return recognize(identity, header);
            }
            forgetUnchanged(replaced);
        }
        return decision;
    }

    /** Tells whether another process had recorded the message already where it was to be recorded now. */
    private boolean isOvertaken(MessageIdentity identity) {
        synchronized (memory) {
            return memory.isDoubted(identity);
        }
    }

    /** The entry of a message that is listed; empty if it may be another message. */
    private Optional<LedgerEntry> among(List<LedgerEntry> alike, MessageIdentity identity) {
        if (alike.size() == 1 && alike.get(0).isFailedOfHeader()) {
            return Optional.of(alike.get(0)).filter(LedgerEntry::wasGone).filter(known -> isToMove(known, identity));
        }
        // Which of several copies is left cannot be told: it may be the one that no route has completed with …
        if (alike.isEmpty() || !alike.stream().allMatch(LedgerEntry::isEvidence)) {
            return Optional.empty();
        }
        // … or the one that is to stay, or to stay longest.
        return alike.stream().filter(entry -> !entry.deleteWanted()).findFirst().or(() -> alike.stream()
                .max(Comparator.comparingLong(LedgerEntry::deleteNotBefore)));
    }

    /** What another process recorded may be in its route still, for all that is known until the message is claimed. */
    private boolean isToMove(LedgerEntry failed, MessageIdentity identity) {
        return failed.identity().equals(identity)
                || held.isTaken(identity)
                || !writer.isShared()
                || !memory.isDoubted(failed.identity()) && !memory.isLeftInFlight(failed.identity());
    }

    private Decision isListedAs(MessageIdentity identity, LedgerEntry known, List<LedgerEntry> replaced) {
        LedgerEntry other = memory.get(identity);
        boolean isTwin = twins.of(identity).contains(known.identity())
                && !known.identity().equals(identity);
        memory.trust(identity);
        LedgerEntry entry = known.listedAs(identity);
        if (entry.state() == EntryState.CONFIRMED) {
            // It is here, whatever was believed of its removal.
            entry = entry.in(EntryState.DELETE_SENT);
        }
        memory.amend(List.of(entry));
        if (isTwin) {
            takePlace(other, known.identity());
        } else if (!known.identity().equals(identity)) {
            replaced.add(known);
        }
        certainty.recognized(identity);
        return entry.state() == EntryState.FAILED ? Decision.ROUTE : certainty.limit(identity, settledWithTwins(entry));
    }

    /** Two of those that are listed with one id and size have changed places; what the other one is has still to be seen. */
    private void takePlace(LedgerEntry other, MessageIdentity place) {
        memory.amend(List.of(other.listedAs(place).gone(other.goneSince())));
        memory.doubt(place);
        if (other.wasGone()) {
            memory.returned(place);
        }
    }

    /** One of twins is deleted in a later session only once all of them are known, and are to be deleted. */
    private Decision settledWithTwins(LedgerEntry entry) {
        boolean allSettled = twins.of(entry.identity()).stream()
                .map(memory::get)
                .allMatch(twin -> !rules.isDoubted(twin) && rules.settled(twin) == Decision.DELETE);
        return allSettled ? Decision.DELETE : Decision.KEEP;
    }

    void known(MessageIdentity identity, Fingerprint header) throws IOException {
        synchronized (memory) {
            passOver(Map.of(identity, Optional.of(header)));
        }
        writer.write();
    }

    private void passOver(Map<MessageIdentity, Optional<Fingerprint>> headers) {
        long now = clock.millis();
        List<LedgerEntry> passedOver = new ArrayList<>();
        headers.forEach((identity, header) -> {
            if (memory.get(identity) == null && !held.isTaken(identity)) {
                passedOver.add(LedgerEntry.passedOver(identity, header.orElse(null), now));
            }
        });
        memory.amend(passedOver);
    }

    boolean baselineIsTaken() {
        synchronized (memory) {
            return memory.isBaselineTaken();
        }
    }

    void takeBaseline(Map<MessageIdentity, Optional<Fingerprint>> listing) throws IOException {
        writer.takeBaseline(() -> passOver(listing), held::contains);
        reading.noteTwins();
    }
}
