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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.model.TroubledStore.Trouble;

/** A mailbox, a clock, a store, and one process or two that poll: what happens to them, one step after the other. */
final class World {

    /** Makes the ledger's store of one history. */
    interface Stores {

        /** Opens it, again if a process has died. */
        LedgerStore open() throws IOException;
    }

    private static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);
    /** No two processes start with a message at the same time. */
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private static final Duration A_DAY = Duration.ofHours(25);

    final ModelClock clock = new ModelClock();
    final Mailbox mailbox = new Mailbox();
    final Promise promise = new Promise(clock);
    final Stores stores;
    /** By id, the ledger of the process that has the claim; null with one process. */
    final Map<String, DeliveryLedger> claims;
    /** The repository of what was delivered, which both processes ask; null if there is none. */
    final Set<String> seen;

    private final List<Process> processes = new ArrayList<>();

    World(Stores stores, boolean second, boolean seen) throws IOException {
        this.stores = stores;
        claims = second ? new HashMap<>() : null;
        this.seen = seen ? new HashSet<>() : null;
        processes.add(new Process(this));
        if (second) {
            processes.add(new Process(this));
        }
    }

    /** Lets all of it happen, checks the promise in each step, and then that nothing is left over. */
    static void happens(List<Step> history, World world) throws IOException {
        try {
            for (Step step : history) {
                world.happens(step);
            }
            world.settle();
        } finally {
            for (Process process : world.processes) {
                process.close();
            }
        }
    }

    private void happens(Step step) throws IOException {
        clock.move(A_MOMENT);
        Process process = processes.get(step.which() % processes.size());
        switch (step.kind()) {
            case ARRIVE -> mailbox.arrive(step.uid(), 100);
            case ARRIVE_LARGER -> mailbox.arrive(step.uid(), 120);
            case ARRIVE_BESIDE -> mailbox.arriveBeside(step.uid());
            case RESIZE -> mailbox.resize(step.uid());
            case HIDE -> mailbox.hide(step.uid(), clock.millis());
            case SHOW -> mailbox.show(step.uid(), promise);
            case VANISH -> mailbox.vanish(step.uid());
            case NO_TOP -> mailbox.setTopWorks(false);
            case TOP -> mailbox.setTopWorks(true);
            case POLL -> process.poll(true, Set.of(), true);
            case POLL_AS_OF_BEFORE -> process.poll(false, Set.of(), true);
            case POLL_WITHOUT_A_SIZE -> process.poll(true, mailbox.present(step.uid()), true);
            case POLL_WITHOUT_AN_ID -> process.poll(true, mailbox.present(step.uid()), false);
            case START -> process.start();
            case DROP -> process.drop();
            case REFUSE_RETRIEVAL -> process.retrievalFails();
            case DELIVER_TO_DELETE -> deliver(step.which(), true, Duration.ZERO);
            case DELIVER_TO_KEEP -> deliver(step.which(), false, Duration.ZERO);
            case DELIVER_TO_DELETE_LATER -> deliver(step.which(), true, Duration.ofHours(2));
            case DELIVER_TO_DELETE_NEVER -> deliver(step.which(), true, NEVER);
            case FAIL -> route(step.which(), (it, one) -> it.verdicts().fail(one));
            case RELEASE -> route(step.which(), (it, one) -> it.verdicts().release(one));
            case FORGET -> forget(process, step.uid());
            case QUIT, QUIT_LOSES_ITS_ANSWER, QUIT_DOES_NOT_ARRIVE, DELE_REFUSED -> process.quit(step.kind());
            case CRASH -> process.crash();
            case CLAIMS_EXPIRE -> process.loseClaims();
            case STORE_REFUSES -> process.trouble(Trouble.REFUSES);
            case STORE_LOSES_ITS_ANSWER -> process.trouble(Trouble.LOSES_ITS_ANSWER);
            case STORE_HANGS -> process.trouble(Trouble.HANGS);
            case DIE_BEFORE_THE_WRITE -> process.trouble(Trouble.DIES_BEFORE);
            case DIE_AFTER_THE_WRITE -> process.trouble(Trouble.DIES_AFTER);
            case A_MINUTE -> clock.move(Duration.ofMinutes(1));
            case AN_HOUR -> clock.move(Duration.ofHours(1));
            case EIGHT_DAYS -> clock.move(Duration.ofDays(8));
            case CLOCK_PUT_BACK -> clock.move(Duration.ofHours(-30));
        }
        for (Process each : processes) {
            each.restartIfDead();
        }
    }

    private void deliver(int which, boolean delete, Duration after) throws IOException {
        route(which, (process, route) -> process.verdicts().deliver(route, delete, after));
    }

    private interface Verdict {
        void of(Process process, Route route) throws IOException;
    }

    /** Something happens to one of the routes that run, in any process. */
    private void route(int which, Verdict verdict) throws IOException {
        int left = which;
        for (Process process : processes) {
            if (left < process.routes().size()) {
                verdict.of(process, process.routes().get(left));
                return;
            }
            left -= process.routes().size();
        }
    }

    private void forget(Process process, String uid) throws IOException {
        for (Process each : processes) {
            each.cut();
        }
        if (process.forget(uid)) {
            mailbox.present().stream()
                    .filter(mail -> mail.uid.equals(uid))
                    .forEach(mail -> promise.forgotten(mail, "an operator had it forgotten"));
        }
    }

    /** The claim of a message, whatever its size. */
    static String claimOf(MessageIdentity identity) {
        return identity.uid() + '#' + identity.occurrence();
    }

    /** A process gives its claim back, if it still has it. */
    void endClaim(MessageIdentity identity, DeliveryLedger owner) {
        if (claims != null) {
            claims.remove(claimOf(identity), owner);
        }
    }

    /** All routes end, all troubles are over, and one process polls on: what is owed must come. */
    private void settle() throws IOException {
        for (Process process : processes) {
            process.trouble(Trouble.NONE);
            process.endAll();
        }
        mailbox.present().forEach(mail -> mailbox.show(mail.uid, promise));
        for (int round = 0; round < 4; round++) {
            clock.move(A_DAY);
            processes.get(0).poll(true, Set.of(), true);
            processes.get(0).endAll();
            processes.get(0).quit(Step.Kind.QUIT);
        }
        promise.atTheEnd(mailbox.present());
    }

    /** A process has died: with what nobody has written down, its ledger has lost what it knew. */
    void memoryIsLost() {
        for (Mail mail : mailbox.present()) {
            promise.forgotten(mail, "the ledger was in memory");
        }
    }
}
