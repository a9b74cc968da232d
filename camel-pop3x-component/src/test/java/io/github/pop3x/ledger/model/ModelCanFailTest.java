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
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.model.Step.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The model finds what a store does wrong: what it checks is able to fail. */
class ModelCanFailTest {

    private static final List<Step> KEPT_BEFORE_A_CRASH =
            history(Kind.ARRIVE, Kind.POLL, Kind.START, Kind.DELIVER_TO_KEEP, Kind.CRASH, Kind.POLL);
    private static final List<Step> TO_DELETE_BEFORE_A_CRASH =
            history(Kind.ARRIVE, Kind.POLL, Kind.START, Kind.DELIVER_TO_DELETE, Kind.CRASH, Kind.POLL);

    private static List<Step> history(Kind... kinds) {
        return Stream.of(kinds).map(kind -> new Step(kind, 0)).toList();
    }

    /** Keeps something else than what it is given. */
    private static final class WrongStore extends KeptStore {
        private final UnaryOperator<LedgerEntry> wrong;

        WrongStore(UnaryOperator<LedgerEntry> wrong) {
            super(false);
            this.wrong = wrong;
        }

        @Override
        public void save(String mailbox, Collection<LedgerEntry> saved) {
            super.save(mailbox, saved.stream().map(wrong).toList());
        }

        @Override
        public Set<MessageIdentity> tryToAmend(String mailbox, Collection<Amendment> amendments) {
            save(mailbox, amendments.stream().map(Amendment::after).toList());
            return Set.of();
        }
    }

    private static void happens(List<Step> history, LedgerStore store) throws IOException {
        World.happens(history, new World(() -> store, false, false));
    }

    private static LedgerEntry delivered(LedgerEntry entry, boolean delete) {
        return entry.state() != EntryState.DELIVERED
                ? entry
                : LedgerEntry.builder(entry.identity())
                        .state(EntryState.DELIVERED)
                        .delete(delete, 0)
                        .attempts(entry.attempts(), entry.attemptedAt())
                        .deliveredAt(entry.deliveredAt())
                        .fingerprint(entry.fingerprint())
                        .build();
    }

    @Test
    void aGoodStoreKeepsThePromise() throws IOException {
        happens(KEPT_BEFORE_A_CRASH, new KeptStore(false));
        happens(TO_DELETE_BEFORE_A_CRASH, new KeptStore(false));
    }

    /** Takes each start of a route, also of what another process has gone on with. */
    private static final class UnfencedStore extends KeptStore {
        UnfencedStore() {
            super(true);
        }

        @Override
        public Set<MessageIdentity> tryToAmend(String mailbox, Collection<Amendment> amendments) {
            save(mailbox, amendments.stream().map(Amendment::after).toList());
            return Set.of();
        }
    }

    private static void aPausedProcessGoesOn(LedgerStore store) throws IOException {
        List<Step> history = List.of(
                new Step(Kind.ARRIVE, 0),
                new Step(Kind.POLL, 0),
                new Step(Kind.CLAIMS_EXPIRE, 0),
                new Step(Kind.POLL, 1),
                new Step(Kind.START, 1),
                new Step(Kind.DELIVER_TO_KEEP, 0),
                new Step(Kind.START, 0));
        World.happens(history, new World(() -> store, true, false));
    }

    @Test
    void aStoreThatFencesNoStartHasMessagesRoutedAgain() throws IOException {
        aPausedProcessGoesOn(new KeptStore(true));
        assertThatThrownBy(() -> aPausedProcessGoesOn(new UnfencedStore()))
                .hasMessageContaining("a message is routed again without a reason");
    }

    @Test
    void aStoreThatLosesVerdictsHasMessagesRoutedAgain() {
        LedgerStore store =
                new WrongStore(entry -> entry.state() == EntryState.DELIVERED ? entry.in(EntryState.FAILED) : entry);
        assertThatThrownBy(() -> happens(KEPT_BEFORE_A_CRASH, store))
                .hasMessageContaining("a message is routed again without a reason");
    }

    @Test
    void aStoreThatTurnsKeepIntoDeleteHasMessagesDeleted() {
        assertThatThrownBy(() -> happens(KEPT_BEFORE_A_CRASH, new WrongStore(entry -> delivered(entry, true))))
                .hasMessageContaining("a message is deleted that was not given free");
    }

    @Test
    void aStoreThatTurnsDeleteIntoKeepLeavesMessagesBehind() {
        assertThatThrownBy(() -> happens(TO_DELETE_BEFORE_A_CRASH, new WrongStore(entry -> delivered(entry, false))))
                .hasMessageContaining("a message was never deleted");
    }
}
