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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The state machine of the messages of a mailbox: one method for each arrow that {@link DeliveryLedger} draws, where each
 * is described.
 *
 * <p>Changes are made while the monitor of the {@link LedgerMemory} is held, and written after it is released. Any thread
 * may call it.
 */
final class EntryTransitions {
    private final LedgerMemory memory;
    private final LedgerWriter writer;
    private final HeldMessages held;
    private final Twins twins;
    private final DeliveryRules rules;
    private final Clock clock;
    private final OverdueAttempts attempts = new OverdueAttempts();

    EntryTransitions(
            LedgerMemory memory,
            LedgerWriter writer,
            HeldMessages held,
            Twins twins,
            DeliveryRules rules,
            Clock clock) {
        this.memory = memory;
        this.writer = writer;
        this.held = held;
        this.twins = twins;
        this.rules = rules;
        this.clock = clock;
    }

    boolean take(MessageIdentity identity) {
        synchronized (memory) {
            boolean isTaken = held.take(identity);
            LedgerEntry entry = memory.get(identity);
            if (isTaken && entry != null && entry.isEvidence()) {
                // What is to be routed may be another message: its start has to be recorded before any verdict counts
                // for it.
                memory.doubt(identity);
            }
            return isTaken;
        }
    }

    void drop(MessageIdentity identity) {
        synchronized (memory) {
            held.drop(identity);
        }
    }

    void retrievalFailed(MessageIdentity identity) throws IOException {
        synchronized (memory) {
            held.drop(identity);
            memory.amendHeld(entryOrNew(identity).retrievalFailed(clock.millis()));
        }
        writer.write();
    }

    private LedgerEntry entryOrNew(MessageIdentity identity) {
        LedgerEntry entry = memory.get(identity);
        return entry == null ? LedgerEntry.unseen(identity) : entry;
    }

    int start(MessageIdentity identity, Fingerprint header) throws IOException {
        synchronized (memory) {
            held.startBegins(identity);
        }
        AtomicInteger attempt = new AtomicInteger();
        try {
            boolean isStarted = writer.start(identity, () -> started(identity, header, clock.millis()), written -> {
                // Other threads may have changed the entry meanwhile: that came before this start.
                LedgerEntry present = started(identity, header, written.attemptedAt());
                memory.started(written, present);
                held.startEnds(identity);
                attempt.set(present.attempts());
            });
            if (!isStarted) {
                throw new Overtaken(identity);
            }
            return attempt.get();
        } finally {
            synchronized (memory) {
                held.startEnds(identity);
            }
        }
    }

    /** If listings lacked the message since it was taken, its verdict tells nothing about what is listed from then on. */
    private LedgerEntry started(MessageIdentity identity, Fingerprint header, long now) {
        return entryOrNew(identity)
                .started(header, now)
                .numberedFrom(attempts.lowestNumber(identity))
                .gone(held.isMissed(identity) ? now : 0);
    }

    void delivered(MessageIdentity identity, int attempt, boolean delete, Duration deleteAfter) throws IOException {
        synchronized (memory) {
            long now = clock.millis();
            long notBefore = delete && !deleteAfter.isZero() ? Instants.after(now, Instants.millis(deleteAfter)) : 0;
            boolean isLate = attempts.isGivenUp(identity, attempt);
            Optional<LedgerEntry> entry =
                    isLate ? lateVerdict(identity, attempt) : Optional.of(inFlight(identity, attempt));
            if (entry.isEmpty()) {
                return;
            }
            List<LedgerEntry> delivered = List.of(ended(entry.get(), now).delivered(delete, notBefore, now));
            memory.amend(delivered);
            if (isLate && (writer.isShared() || twins.of(identity).size() > 1)) {
                // Since then another process may have gone on with it, and another message may be listed in its place.
                memory.doubt(identity);
            }
        }
        writer.write();
    }

    /**
     * Until its route ended, nobody looked at what was listed in place of a message that was gone: time counts from the next
     * listing that lacks it. A time before that of the verdict says so.
     */
    private static LedgerEntry ended(LedgerEntry entry, long now) {
        return entry.wasGone() ? entry.gone(now - 1) : entry;
    }

    private Optional<LedgerEntry> lateVerdict(MessageIdentity identity, int attempt) {
        return Optional.ofNullable(memory.get(identity))
                .filter(entry -> entry.state() == EntryState.FAILED && attempts.isSameMessage(entry, attempt))
                .filter(entry -> !memory.isLeftInFlight(identity));
    }

    void failed(MessageIdentity identity, int attempt) throws IOException {
        synchronized (memory) {
            if (attempts.isGivenUp(identity, attempt)) {
                return;
            }
            memory.amend(
                    List.of(ended(inFlight(identity, attempt), clock.millis()).in(EntryState.FAILED)));
        }
        writer.write();
    }

    private LedgerEntry inFlight(MessageIdentity identity, int attempt) {
        LedgerEntry entry = require(identity, EntryState.IN_FLIGHT);
        if (entry.attempts() != attempt) {
            throw new IllegalStateException(identity + " is at attempt " + entry.attempts() + ", not " + attempt);
        }
        return entry;
    }

    List<LedgerEntry> overdue(Duration limit) {
        synchronized (memory) {
            long latest = clock.millis() - Instants.millis(limit);
            return attempts.unreported(memory.inFlight().stream()
                    .filter(entry -> entry.attemptedAt() <= latest)
                    .toList());
        }
    }

    OpenEntries open() {
        synchronized (memory) {
            List<LedgerEntry> failed = memory.failed().stream()
                    .filter(entry -> !entry.wasGone() && !held.contains(entry.identity()))
                    .toList();
            return new OpenEntries(List.copyOf(memory.inFlight()), failed);
        }
    }

    boolean release(MessageIdentity identity) throws IOException {
        synchronized (memory) {
            LedgerEntry entry = memory.get(identity);
            if (entry == null || entry.state() != EntryState.IN_FLIGHT) {
                return false;
            }
            attempts.giveUp(entry);
            memory.amend(List.of(ended(entry, clock.millis()).in(EntryState.FAILED)));
        }
        writer.write();
        return true;
    }

    boolean forget(MessageIdentity identity) throws IOException {
        List<MessageIdentity> forgotten = List.of(identity);
        synchronized (memory) {
            if (memory.get(identity) == null || held.contains(identity)) {
                return false;
            }
            memory.forget(forgotten);
        }
        writer.remove(forgotten);
        return true;
    }

    boolean wantsDelete(MessageIdentity identity) {
        synchronized (memory) {
            LedgerEntry entry = memory.get(identity);
            return entry != null
                    && !held.isTaken(identity)
                    && !rules.isDoubted(entry)
                    && (entry.state() == EntryState.DELIVERED || entry.state() == EntryState.DELETE_SENT)
                    && rules.settled(entry) == Decision.DELETE;
        }
    }

    void deleteSent(Collection<MessageIdentity> identities) throws IOException {
        change(identities, EntryState.DELETE_SENT, EntryState.DELIVERED, EntryState.DELETE_SENT);
        writer.writeAndSync();
    }

    boolean mayDelete(MessageIdentity identity) {
        synchronized (memory) {
            LedgerEntry entry = memory.get(identity);
            return !writer.isShared()
                    || entry != null
                            && entry.state() == EntryState.DELETE_SENT
                            && !memory.isDoubted(identity)
                            && !memory.unwritten().hasUnwrittenVerdict(identity);
        }
    }

    void deleteRefused(MessageIdentity identity) throws IOException {
        change(List.of(identity), EntryState.DELIVERED, EntryState.DELETE_SENT);
        writer.write();
    }

    void confirmed(Collection<MessageIdentity> identities) throws IOException {
        change(identities, EntryState.CONFIRMED, EntryState.DELETE_SENT, EntryState.CONFIRMED);
        writer.write();
    }

    private void change(Collection<MessageIdentity> identities, EntryState to, EntryState... from) {
        synchronized (memory) {
            List<LedgerEntry> changed = new ArrayList<>();
            for (MessageIdentity identity : identities) {
                // Another process may have gone on with it since this one chose to delete it.
                if (!writer.isShared() || LedgerEntry.isIn(memory.get(identity), from)) {
                    changed.add(require(identity, from).in(to));
                }
            }
            memory.amend(changed);
        }
    }

    Optional<EntryState> state(MessageIdentity identity) {
        synchronized (memory) {
            return held.isTaken(identity)
                    ? Optional.of(EntryState.TAKEN)
                    : Optional.ofNullable(memory.get(identity)).map(LedgerEntry::state);
        }
    }

    Optional<LedgerEntry> entry(MessageIdentity identity) {
        synchronized (memory) {
            return Optional.ofNullable(memory.get(identity));
        }
    }

    List<LedgerEntry> entries(String uid) {
        synchronized (memory) {
            return memory.underUid(uid);
        }
    }

    int size() {
        synchronized (memory) {
            return memory.size();
        }
    }

    private LedgerEntry require(MessageIdentity identity, EntryState... states) {
        LedgerEntry entry = memory.get(identity);
        if (!LedgerEntry.isIn(entry, states)) {
            throw new IllegalStateException(identity + " is " + (entry == null ? "unknown" : entry.state()) + ", not "
                    + Arrays.toString(states));
        }
        return entry;
    }
}
