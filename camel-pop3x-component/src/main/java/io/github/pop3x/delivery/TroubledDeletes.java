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
package io.github.pop3x.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.MailboxListener;

/**
 * Remembers which messages broke a session in the answer to their DELE, so that the others are deleted without them. Such
 * a message is deleted alone, when nothing else is to be deleted, and less and less often.
 *
 * <p>In a burst of DELEs it is not known which one broke the session, since answers that were on their way may be lost.
 * The session after it sends one at a time, and then it is known. If sessions break all the same, each deletes half of
 * what the one before it tried, until one comes to its QUIT.
 *
 * <p>This is kept in memory: the process finds it out again within few sessions, and a message that was deleted in vain
 * before a restart may well be deletable after it. The ledger is not needed for it, since nothing is repeated.
 *
 * <p>For one thread at a time: the one that has a session with the mailbox.
 */
final class TroubledDeletes {

    private final LongSupplier nanoTime;
    private final Map<MessageIdentity, Failures> failures = new HashMap<>();

    /** Whether a session broke since the last one that deleted all that it was to delete. */
    private boolean isCareful;

    /** How many sessions in a row broke in the answer to a DELE that is known. */
    private int breaks;

    private int atMost = Integer.MAX_VALUE;
    private int lessons;

    private record Failures(int count, long lastAt, long pause) {}

    /**
     * What one session deletes.
     *
     * @param messages in the order in which they are deleted
     * @param oneAtATime whether each DELE waits for the answer before it
     * @param isRetry whether it is a message that broke a session before, alone
     * @param leavesMore whether something is left that another session may delete now
     */
    record Plan(List<ListedMessage> messages, boolean oneAtATime, boolean isRetry, boolean leavesMore) {

        /** Tells whether there is nothing to delete in this session. */
        boolean isEmpty() {
            return messages.isEmpty();
        }

        /** The same for some of the messages. */
        Plan only(Predicate<ListedMessage> wanted) {
            List<ListedMessage> some = messages.stream().filter(wanted).toList();
            return new Plan(some, oneAtATime, isRetry && !some.isEmpty(), leavesMore);
        }
    }

    /** A message that broke a session, and how often it has done so. */
    record Culprit(ListedMessage message, int times, Duration pause) {}

    TroubledDeletes() {
        this(System::nanoTime);
    }

    /** @param nanoTime tells the time within this process */
    TroubledDeletes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Forgets messages that a complete listing lacks. */
    void retain(Listing listing) {
        if (listing.isComplete()) {
            failures.keySet().retainAll(listing.identities());
        }
    }

    /**
     * Chooses what a session deletes.
     *
     * @param wanted all that is to be deleted
     */
    Plan plan(List<ListedMessage> wanted) {
        List<ListedMessage> others = wanted.stream()
                .filter(message -> !failures.containsKey(message.identity()))
                .toList();
        List<ListedMessage> due = wanted.stream()
                .filter(message -> isDue(message.identity()))
                .sorted(Comparator.comparingInt(
                        message -> failures.get(message.identity()).count()))
                .toList();
        if (!others.isEmpty()) {
            boolean all = others.size() <= atMost;
            return new Plan(all ? others : others.subList(0, atMost), isCareful, false, !all || !due.isEmpty());
        }
        return new Plan(due.subList(0, Math.min(due.size(), 1)), true, !due.isEmpty(), due.size() > 1);
    }

    private boolean isDue(MessageIdentity message) {
        Failures known = failures.get(message);
        return known != null && nanoTime.getAsLong() - known.lastAt() >= known.pause();
    }

    /** A session that deletes what is delivered, and retrieves nothing. */
    @FunctionalInterface
    interface Session {
        void hold() throws IOException, InterruptedException;
    }

    /**
     * Holds a session that only deletes.
     *
     * @param listener gets a report if it broke in the answer to a DELE
     * @return whether it broke so that the next one is held in another way: then another is worth holding at once
     * @throws IOException if it was not opened, or broke for another reason
     */
    boolean teach(MailboxListener listener, Session session) throws IOException, InterruptedException {
        int before = lessons;
        try {
            session.hold();
            return false;
        } catch (IOException broken) {
            if (lessons == before) {
                throw broken;
            }
            listener.failed(LateDeletes.FAILED, broken);
            return true;
        }
    }

    /** Takes note that the server has removed what it agreed to. */
    void committed(Plan plan) {
        plan.messages().forEach(message -> failures.remove(message.identity()));
        if (!plan.isRetry() && !plan.isEmpty()) {
            breaks = 0;
            isCareful = plan.messages().size() == atMost;
            atMost = isCareful && atMost < Integer.MAX_VALUE / 2 ? 2 * atMost : Integer.MAX_VALUE;
        }
    }

    /**
     * Takes note that a session broke.
     *
     * @param answered how many DELEs were answered before that
     * @param inOrder whether each DELE waited for the answer before it
     * @param isTooOld whether the session broke because it had lasted for too long
     * @param retries when a message that failed is due again
     * @return the message that broke it, if that is known and it was not QUIT
     */
    Optional<Culprit> broke(Plan plan, int answered, boolean inOrder, boolean isTooOld, RetrySchedule retries) {
        if (plan.isRetry()) {
            return Optional.of(book(plan.messages().get(0), retries));
        }
        int size = plan.messages().size();
        // Where a DELE was not answered at all, the answer to QUIT is taken for that to a DELE: one at a time tells.
        isCareful = true;
        if (answered >= size) {
            return Optional.empty();
        }
        lessons++;
        if (isTooOld) {
            atMost = Math.max(answered, 1);
            return Optional.empty();
        }
        if (!inOrder && size > 1) {
            return Optional.empty();
        }
        breaks++;
        if (breaks > 1) {
            atMost = Math.max(Math.max(answered, size / 2), 1);
        }
        return Optional.of(book(plan.messages().get(answered), retries));
    }

    private Culprit book(ListedMessage message, RetrySchedule retries) {
        Failures known = failures.get(message.identity());
        int times = known == null ? 1 : known.count() + 1;
        // Once may be chance: the next session that deletes tries it again, after the others.
        Duration pause = times == 1 ? Duration.ZERO : retries.afterFailures(times);
        failures.put(message.identity(), new Failures(times, nanoTime.getAsLong(), pause.toNanos()));
        return new Culprit(message, times, pause);
    }
}
