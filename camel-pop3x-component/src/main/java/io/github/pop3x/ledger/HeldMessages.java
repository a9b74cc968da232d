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

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The messages of a mailbox that somebody holds in this process: taken for a route, or in flight through one. Nobody else
 * gets them.
 *
 * <p>Guarded by the monitor of the {@link LedgerMemory}.
 */
final class HeldMessages {
    private final LedgerMemory memory;
    private final Set<MessageIdentity> taken = new HashSet<>();

    /** No longer taken, and not in flight before the store has their start. */
    private final Set<MessageIdentity> starting = new HashSet<>();

    /** What is held, and was not in the last listing. */
    private final Set<MessageIdentity> absent = new HashSet<>();

    /** What no route has started with, and a listing lacked since it was taken. */
    private final Set<MessageIdentity> missed = new HashSet<>();

    HeldMessages(LedgerMemory memory) {
        this.memory = memory;
    }

    /** Returns false if the message is held already. */
    boolean take(MessageIdentity identity) {
        return !contains(identity) && taken.add(identity);
    }

    void drop(MessageIdentity identity) {
        taken.remove(identity);
        missed.remove(identity);
    }

    /** Compares what is held with a listing, which may be incomplete. */
    void listed(Set<MessageIdentity> listing) {
        absent.clear();
        held().filter(identity -> !listing.contains(identity)).forEach(absent::add);
    }

    /**
     * Notes what a listing lacks though no route has started with it: another message may come in its place.
     *
     * @param unusable unique ids that are there, though nothing is listed under them
     */
    void noteMissed(Set<String> unusable) {
        absent.stream()
                .filter(identity -> isTaken(identity) && !unusable.contains(identity.uid()))
                .forEach(missed::add);
    }

    private Stream<MessageIdentity> held() {
        return Stream.of(
                        taken.stream(),
                        starting.stream(),
                        memory.inFlight().stream().map(LedgerEntry::identity))
                .flatMap(each -> each);
    }

    /** Tells whether a listing has lacked a message since it was taken. */
    boolean isMissed(MessageIdentity identity) {
        return missed.contains(identity);
    }

    /**
     * Tells whether somebody holds a message with this unique id that the last listing has not: the server may list it
     * with another size now.
     */
    boolean isAbsentUnder(String uid) {
        return absent.stream().anyMatch(identity -> identity.uid().equals(uid) && contains(identity));
    }

    /** @throws IllegalStateException if the message is not taken */
    void startBegins(MessageIdentity identity) {
        if (!taken.remove(identity)) {
            throw new IllegalStateException(identity + " is not taken");
        }
        starting.add(identity);
    }

    void startEnds(MessageIdentity identity) {
        if (starting.remove(identity)) {
            missed.remove(identity);
        }
    }

    boolean isTaken(MessageIdentity identity) {
        return taken.contains(identity) || starting.contains(identity);
    }

    boolean contains(MessageIdentity identity) {
        LedgerEntry entry = memory.get(identity);
        return isTaken(identity) || entry != null && entry.state() == EntryState.IN_FLIGHT;
    }
}
