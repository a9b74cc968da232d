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

/**
 * Keeps the messages that this process has in flight from other processes: to them a message is in flight for one wait of
 * the {@link RetrySchedule} from its start. While a route lasts longer, its start is written again with the time of now. Memory
 * keeps the time at which the route really began, which the verdict writes back.
 */
final class InFlightRenewal {

    private final LedgerMemory memory;
    private final LedgerWriter writer;
    private final Clock clock;

    InFlightRenewal(LedgerMemory memory, LedgerWriter writer, Clock clock) {
        this.memory = memory;
        this.writer = writer;
        this.clock = clock;
    }

    boolean isShared() {
        return writer.isShared();
    }

    /** See {@link DeliveryLedger#renew}. */
    boolean renew(Duration after) throws IOException {
        if (!writer.isShared()) {
            return false;
        }
        long now = clock.millis();
        long latest = now - Instants.millis(after);
        writer.renew(() -> memory.inFlight().stream()
                .map(entry -> memory.heldByStore(entry.identity()))
                .filter(held -> LedgerEntry.isIn(held, EntryState.IN_FLIGHT) && held.attemptedAt() <= latest)
                .map(held -> new LedgerStore.Amendment(held, held.startedAt(now)))
                .toList());
        synchronized (memory) {
            return !memory.inFlight().isEmpty();
        }
    }
}
