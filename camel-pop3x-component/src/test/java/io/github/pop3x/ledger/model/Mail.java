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

import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.ledger.Fingerprint;

/**
 * One real message, and the truth about it, which no ledger sees: it is the same message whatever id, size and number the
 * server gives it, and it is another one though id and size be the same.
 */
final class Mail {

    enum Fate {
        NEW,
        IN_ROUTE,
        FAILED,
        DELIVERED
    }

    /**
     * What a route said about its message.
     *
     * @param delete whether it is to be deleted
     * @param due when, in milliseconds since 1970; {@link Long#MAX_VALUE} is never
     */
    record Verdict(boolean delete, long due) {}

    final int number;
    final String uid;
    long size;
    boolean listed = true;
    boolean onServer = true;
    /** Whether the server ever listed another one with its id and size: then neither is told from the other for sure. */
    boolean hadTwin;
    /** Whether a listing had both. */
    boolean listedBesideTwin;

    Fate fate = Fate.NEW;
    boolean everDelivered;
    int starts;
    int lastAttempt;
    long lastStart;
    /** Whether a process held it without a claim, as far as another one could know. */
    boolean wasUnclaimed;

    boolean wasResized;
    /** The route that was started with it last. */
    Route starter;

    long hiddenSince;
    /** Since when its entry in listings cannot be used; 0 if the last listing had it. */
    long leftOutSince;
    /** What may count, where a late verdict leaves a choice: usually one. */
    final List<Verdict> verdicts = new ArrayList<>();
    /** Why it may be routed though it is delivered, or beside its route; null if there is no reason. */
    String excuse;
    /** Whether its record may be another than that of its last verdict, so that no deletion is owed. */
    boolean recordUncertain;
    /** Whether its record was lost during its route, so that its verdict may not count. */
    boolean forgottenInRoute;
    /** Whether its number and time of attempts are known to its ledger. */
    boolean countUncertain;

    Mail(int number, String uid, long size) {
        this.number = number;
        this.uid = uid;
        this.size = size;
    }

    Fingerprint header() {
        return new Fingerprint(number, 1, 1, 1);
    }

    /** Tells whether two processes may have had it, each under a size of its own. */
    boolean mayBeTwofold() {
        return wasUnclaimed && wasResized;
    }

    boolean isOwedADeletion(long now) {
        return !recordUncertain
                && !hadTwin
                && verdicts.size() == 1
                && verdicts.get(0).delete()
                && verdicts.get(0).due() <= now;
    }

    boolean mayBeDeleted(long now, boolean clockWasPutBack) {
        return verdicts.stream()
                .anyMatch(verdict -> verdict.delete()
                        && verdict.due() != Long.MAX_VALUE
                        && (clockWasPutBack || verdict.due() <= now));
    }

    @Override
    public String toString() {
        return "mail " + number + " (" + uid + ", " + size + " octets, " + fate + ")";
    }
}
