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
package io.github.pop3x.examples.mailboxfleet.simulation;

import java.util.SplittableRandom;

/**
 * Workers that claim and drain mailboxes in virtual time, by the rules of db-scheduler, {@code Worker} and
 * {@code HostLimit}: what is due longest comes first, a worker asks for as many rows as it has threads, and again when half
 * of them are done; a lease lasts four heartbeats.
 */
final class Simulation {

    private static final int POLL = 0;
    private static final int FETCHED = 1;
    private static final int PICKED = 2;
    private static final int SESSION_ENDS = 3;
    private static final int DONE = 4;
    private static final int HEARTBEAT = 5;
    private static final int MARK = 6;

    private static final int KILL = 0;
    private static final int PAUSE = 1;
    private static final int STEADY_FROM = 2;
    private static final int STEADY_TO = 3;

    private final Scenario scenario;
    private final Mailboxes mailboxes;
    private final Database[] databases;
    private final DueMailboxes[] due;
    private final WorkerNode[] workers;
    private final Drains drains;
    private final Measures measures;
    private final Events events = new Events();
    private final int[] found;
    private long now;

    /** Spreads the mailboxes, which it changes, over databases. */
    Simulation(Scenario scenario, Mailboxes mailboxes, SplittableRandom random) {
        this.scenario = scenario;
        this.mailboxes = mailboxes;
        measures = new Measures(scenario);
        found = new int[scenario.threads()];
        databases = new Database[scenario.databases()];
        due = new DueMailboxes[databases.length];
        int[] next = new int[mailboxes.count()];
        for (int d = 0; d < databases.length; d++) {
            databases[d] = new Database(scenario.cores());
            due[d] = new DueMailboxes(
                    mailboxes, scenario.hostLimit(), next, (int) (scenario.endMicros() / 1_000_000) + 1);
        }
        for (int m = 0; m < mailboxes.count(); m++) {
            due[m % databases.length].add(m);
        }
        workers = new WorkerNode[databases.length * scenario.workers()];
        drains = new Drains(workers.length * scenario.threads(), mailboxes, scenario, random);
        for (int w = 0; w < workers.length; w++) {
            workers[w] = new WorkerNode(w, w % databases.length, scenario.threads());
            pollAt(workers[w], random.nextLong(Scenario.POLL_MICROS));
            events.add(random.nextLong(Scenario.HEARTBEAT_MICROS), HEARTBEAT, w);
        }
        events.add(scenario.killMicros(), MARK, KILL);
        events.add(scenario.pauseMicros(), MARK, PAUSE);
        events.add(scenario.steadyFromMicros(), MARK, STEADY_FROM);
        events.add(scenario.steadyToMicros(), MARK, STEADY_TO);
    }

    /** Runs to the end of the scenario. */
    Measures run() {
        while (!events.isEmpty() && events.time() < scenario.endMicros()) {
            now = events.time();
            int kind = events.kind();
            int subject = events.subject();
            events.remove();
            switch (kind) {
                case POLL -> pollIfStillTime(workers[subject]);
                case FETCHED -> fetched(workers[subject]);
                case PICKED -> picked(subject);
                case SESSION_ENDS -> sessionEnds(subject);
                case DONE -> done(subject);
                case HEARTBEAT -> heartbeat(workers[subject]);
                default -> mark(subject);
            }
        }
        for (DueMailboxes each : due) {
            measures.mostOfAHost = Math.max(measures.mostOfAHost, each.mostOfAHost());
        }
        return measures;
    }

    private void pollAt(WorkerNode worker, long micros) {
        worker.nextPollMicros = micros;
        events.add(micros, POLL, worker.number);
    }

    private void pollIfStillTime(WorkerNode worker) {
        if (worker.nextPollMicros == now) {
            poll(worker);
        }
    }

    private void poll(WorkerNode worker) {
        if (worker.isDead) {
            return;
        }
        if (worker.isFetching) {
            worker.isToFetchAgain = true;
        } else if (scenario.lockAndFetch() && worker.freeCount == 0) {
            pollAt(worker, now + Scenario.POLL_MICROS);
        } else {
            worker.isFetching = true;
            worker.nextPollMicros = -1;
            measures.claims++;
            double nanos = Costs.CLAIM_NANOS + Costs.PICKED_ROW_NANOS * (double) due[worker.database].picked();
            events.add(databases[worker.database].execute(now, 1, nanos), FETCHED, worker.number);
        }
    }

    private void fetched(WorkerNode worker) {
        worker.isFetching = false;
        if (worker.isDead) {
            return;
        }
        int limit = scenario.lockAndFetch() ? worker.freeCount : worker.free.length;
        int count = due[worker.database].claim(now, found, limit, scenario.lockAndFetch());
        WorkerNode.Batch batch = worker.replaceBatch(count, count == limit);
        if (scenario.lockAndFetch()) {
            databases[worker.database].execute(now, 0, (double) count * Costs.LOCKED_ROW_NANOS);
            for (int i = 0; i < count; i++) {
                int thread = worker.free[--worker.freeCount];
                drains.mailbox[thread] = found[i];
                drains.batch[thread] = batch;
                begin(worker, thread);
            }
        } else {
            databases[worker.database].execute(now, 0, (double) count * Costs.CLAIM_ROW_NANOS);
            worker.await(found, mailboxes.due, count);
            while (worker.freeCount > 0 && worker.hasWaiting()) {
                pickNext(worker, worker.free[--worker.freeCount]);
            }
        }
        pollAt(worker, now + Scenario.POLL_MICROS);
        if (worker.isToFetchAgain) {
            worker.isToFetchAgain = false;
            poll(worker);
        }
    }

    /** A thread tries to claim the row that is next, if there is one. */
    private void pickNext(WorkerNode worker, int thread) {
        if (!worker.hasWaiting()) {
            worker.free[worker.freeCount++] = thread;
            return;
        }
        int next = worker.waitingFrom++;
        drains.mailbox[thread] = worker.waiting[next];
        drains.seenDue[thread] = worker.waitingDue[next];
        drains.batch[thread] = worker.latest;
        measures.picks++;
        events.add(databases[worker.database].execute(now, 1, Costs.WRITE_NANOS), PICKED, thread);
    }

    private void picked(int thread) {
        WorkerNode worker = workerOf(thread);
        if (worker.isDead) {
            return;
        }
        int mailbox = drains.mailbox[thread];
        if (mailboxes.picked[mailbox] || mailboxes.due[mailbox] != drains.seenDue[thread]) {
            measures.lostPicks++;
            isFree(worker, thread);
        } else {
            due[worker.database].pick(mailbox);
            begin(worker, thread);
        }
    }

    private void begin(WorkerNode worker, int thread) {
        int mailbox = drains.mailbox[thread];
        if (mailboxes.answer(mailbox) == Mailboxes.Answer.SERVES) {
            int late = Math.max(0, (int) (now / 1000) - mailboxes.due[mailbox]);
            measures.lateness.add(now, late);
            if (mailboxes.host[mailbox] == 0) {
                measures.largestHost.add(now, late);
            }
        }
        int reads = scenario.lockAndFetch() ? Costs.READS_BEFORE - 1 : Costs.READS_BEFORE;
        long ready = databases[worker.database].execute(now, reads, Costs.readNanos(reads));
        events.add(ready + drains.open(thread, now), SESSION_ENDS, thread);
    }

    private void sessionEnds(int thread) {
        WorkerNode worker = workerOf(thread);
        if (worker.isDead) {
            return;
        }
        drains.isOpen[thread] = false;
        double writes = Costs.WRITES_AFTER + Costs.WRITES_OF_A_MAIL * drains.mails[thread];
        events.add(databases[worker.database].execute(now, writes, writes * Costs.WRITE_NANOS), DONE, thread);
    }

    private void done(int thread) {
        WorkerNode worker = workerOf(thread);
        measures.threadMicros += now - drains.beganMicros[thread];
        if (!drains.isLost[thread]) {
            drains.setDue(thread, now);
            due[worker.database].giveBack(drains.mailbox[thread], scenario.threads());
        }
        if (!worker.isDead) {
            isFree(worker, thread);
        }
    }

    private void isFree(WorkerNode worker, int thread) {
        boolean isTime = drains.batch[thread].oneIsDone();
        pickNext(worker, thread);
        boolean isHalfFree = worker.latest.isFull && worker.busy() <= worker.free.length / 2;
        if (scenario.lockAndFetch() ? isHalfFree : isTime) {
            poll(worker);
        }
    }

    private WorkerNode workerOf(int thread) {
        return workers[thread / scenario.threads()];
    }

    /** Prolongs the leases of a worker's drains, and looks for those that have ended. */
    private void heartbeat(WorkerNode worker) {
        if (worker.isDead) {
            return;
        }
        worker.heartbeatMicros = now;
        int busy = worker.busy();
        long written = databases[worker.database].execute(now, busy + 0.5, (busy + 0.5) * Costs.WRITE_NANOS);
        events.add(written + Scenario.HEARTBEAT_MICROS, HEARTBEAT, worker.number);
        worker.isToLookForDead = !worker.isToLookForDead;
        if (worker.isToLookForDead) {
            long expired = now - Scenario.HEARTBEATS * Scenario.HEARTBEAT_MICROS;
            for (int w = worker.database; w < workers.length; w += databases.length) {
                if (workers[w].heartbeatMicros < expired) {
                    reviveDrainsOf(workers[w], expired);
                }
            }
        }
    }

    private void reviveDrainsOf(WorkerNode dead, long expired) {
        int first = dead.number * scenario.threads();
        for (int thread = first; thread < first + scenario.threads(); thread++) {
            if (drains.isOpen[thread] && !drains.isLost[thread] && drains.beganMicros[thread] < expired) {
                drains.isLost[thread] = true;
                measures.revived(now, dead.isDead);
                databases[dead.database].execute(now, 1, Costs.WRITE_NANOS);
                mailboxes.due[drains.mailbox[thread]] = (int) (now / 1000);
                due[dead.database].giveBack(drains.mailbox[thread], scenario.threads());
            }
        }
    }

    private void mark(int what) {
        switch (what) {
            case KILL -> {
                workers[0].isDead = true;
                for (int thread = 0; thread < scenario.threads(); thread++) {
                    measures.heldByKilled += drains.isOpen[thread] ? 1 : 0;
                }
            }
            case PAUSE -> databases[databases.length - 1].pause(now + Scenario.PAUSE_MICROS);
            case STEADY_FROM -> measures.steadyFrom = snapshot();
            default -> measures.steadyTo = snapshot();
        }
    }

    private Measures.Snapshot snapshot() {
        double busy = 0;
        long statements = 0;
        for (Database database : databases) {
            busy += database.busyMicros();
            statements += database.statements();
        }
        return new Measures.Snapshot(now, busy, statements, measures.threadMicros);
    }
}
