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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A ledger with one message that things happen to. */
final class MessageLife {

    static final MessageIdentity MESSAGE = new MessageIdentity("whqtswO00WBw418f9t5JxYwZ", 120, 0);
    static final Fingerprint HEADER = new Fingerprint(1, 2, 3, 4);
    static final Fingerprint OTHER_HEADER = new Fingerprint(4, 3, 2, 1);
    static final Duration DELAY = Duration.ofMinutes(1);
    static final RetrySchedule RETRIES = new RetrySchedule(DELAY);
    static final Duration FORGET_AFTER = Duration.ofDays(7);

    final BookStore store = new BookStore();
    final HandClock clock = new HandClock();
    DeliveryLedger ledger = open();

    private DeliveryLedger open() {
        try {
            return new DeliveryLedger("alice@host", store, FORGET_AFTER, clock);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Another process reads what this one has written. */
    void restart() {
        ledger = open();
    }

    /**
     * Lets something happen to the message.
     *
     * @return false if the ledger declined it
     */
    boolean happens(String event) throws IOException {
        switch (event) {
            case "take" -> {
                return ledger.take(MESSAGE);
            }
            case "recognize" -> {
                return ledger.recognize(MESSAGE, HEADER).isPresent();
            }
            case "another" -> {
                return ledger.recognize(MESSAGE, OTHER_HEADER).isPresent();
            }
            case "release" -> {
                return ledger.release(MESSAGE);
            }
            case "deliver1" -> ledger.delivered(MESSAGE, 1, true, Duration.ZERO);
            case "fail1" -> ledger.failed(MESSAGE, 1);
            case "pass" -> ledger.known(MESSAGE, HEADER);
            case "drop" -> ledger.drop(MESSAGE);
            case "unretrieved" -> ledger.retrievalFailed(MESSAGE);
            case "start" -> ledger.start(MESSAGE, HEADER);
            case "deliver" ->
                ledger.delivered(
                        MESSAGE,
                        ledger.entry(MESSAGE).map(LedgerEntry::attempts).orElse(0),
                        true,
                        Duration.ZERO);
            case "keep" ->
                ledger.delivered(
                        MESSAGE,
                        ledger.entry(MESSAGE).map(LedgerEntry::attempts).orElse(0),
                        false,
                        Duration.ZERO);
            case "fail" ->
                ledger.failed(
                        MESSAGE,
                        ledger.entry(MESSAGE).map(LedgerEntry::attempts).orElse(0));
            case "sent" -> ledger.deleteSent(List.of(MESSAGE));
            case "refused" -> ledger.deleteRefused(MESSAGE);
            case "confirm" -> ledger.confirmed(List.of(MESSAGE));
            case "listed" -> ledger.observe(List.of(MESSAGE));
            case "missing" -> ledger.observe(List.of());
            default -> throw new IllegalArgumentException(event);
        }
        return true;
    }

    /** Leads the message from nothing to a state. */
    void bringTo(String state) throws IOException {
        String way =
                switch (state) {
                    case "unknown" -> "";
                    case "TAKEN" -> "take";
                    case "IN_FLIGHT" -> "take start";
                    case "FAILED" -> "take start fail";
                    case "PASSED" -> "pass";
                    case "RELEASED" -> "take start release";
                    case "RELEASED_TAKEN" -> "take start release take";
                    case "SECOND" -> "take start release take start";
                    case "SECOND_KEPT" -> "take start release take start keep";
                    case "KEPT" -> "take start keep";
                    case "DELIVERED" -> "take start deliver";
                    case "DELETE_SENT" -> "take start deliver sent";
                    case "CONFIRMED" -> "take start deliver sent confirm";
                    case "RETAKEN" -> "take start deliver sent confirm take";
                    default -> throw new IllegalArgumentException(state);
                };
        for (String event : way.isEmpty() ? new String[0] : way.split(" ")) {
            if (!happens(event)) {
                throw new AssertionError(event);
            }
        }
    }

    /** Where the message is: its state, but KEPT where it is delivered and its deletion is not wanted. */
    String where() {
        Optional<LedgerEntry> entry = ledger.entry(MESSAGE);
        String state = ledger.state(MESSAGE).map(EntryState::name).orElse("unknown");
        boolean kept = state.equals("DELIVERED") && !entry.orElseThrow().deleteWanted();
        return kept ? "KEPT" : state;
    }

    Decision decision() {
        return ledger.decide(MESSAGE, RETRIES);
    }

    LedgerEntry saved() {
        return store.saved(MESSAGE);
    }
}
