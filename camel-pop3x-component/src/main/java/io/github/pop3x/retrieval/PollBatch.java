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
package io.github.pop3x.retrieval;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.mailbox.ListedMessage;

/**
 * What one poll routes: fixed at its first listing, in however many sessions it is retrieved. A message that arrives
 * while the poll goes on waits for the next one, so that a poll comes to an end.
 *
 * <p>For the poll's thread.
 */
public final class PollBatch {

    private final int limit;
    private Deque<ListedMessage> left;
    private int handedOver;
    private boolean heldBack;

    /**
     * Where a message stands in its batch.
     *
     * @param index from 0
     * @param size of the batch
     * @param complete whether it is the last
     */
    public record Place(int index, int size, boolean complete) {

        /** A message that is a batch by itself. */
        public static final Place ALONE = new Place(0, 1, true);
    }

    /** @param limit how many messages are routed at most */
    public PollBatch(int limit) {
        this.limit = limit;
    }

    /** A batch of a session that only deletes. */
    public static PollBatch none() {
        PollBatch none = new PollBatch(0);
        none.left = new ArrayDeque<>();
        return none;
    }

    /** Tells whether there was a listing already. */
    public boolean isFixed() {
        return left != null;
    }

    /**
     * Takes note of a session's listing. The first fixes the batch; a later one gives what is left of it new numbers, and
     * lets go what is there no more.
     */
    public void join(List<ListedMessage> toRoute) {
        if (left == null) {
            left = new ArrayDeque<>(toRoute);
            return;
        }
        Map<MessageIdentity, ListedMessage> listed = new HashMap<>();
        toRoute.forEach(entry -> listed.put(entry.identity(), entry));
        List<ListedMessage> before = List.copyOf(left);
        left.clear();
        before.stream()
                .map(entry -> listed.get(entry.identity()))
                .filter(Objects::nonNull)
                .forEach(left::add);
    }

    /** Adds messages of the same listing that were found to belong to it later. */
    public void add(List<ListedMessage> toRoute) {
        left.addAll(toRoute);
    }

    /** The next message to ask for, or null. */
    ListedMessage peek() {
        return left.peek();
    }

    /** The first message that there is a reason for, without taking it out. */
    Optional<ListedMessage> first(Predicate<ListedMessage> reason) {
        return left.stream().filter(reason).findFirst();
    }

    /** Takes the next message out of the batch. */
    ListedMessage next() {
        return left.remove();
    }

    /**
     * Tells whether another message may be asked for.
     *
     * @param underWay how many are on their way that are not handed over yet
     */
    public boolean hasNext(int underWay) {
        return !left.isEmpty() && handedOver + underWay < limit;
    }

    /**
     * Counts a message that is handed over.
     *
     * @param underWay how many are on their way behind it
     * @return where it stands
     */
    Place place(int underWay) {
        int toCome = Math.min(underWay + left.size(), limit - handedOver - 1);
        Place place = new Place(handedOver, handedOver + 1 + toCome, toCome == 0);
        handedOver++;
        return place;
    }

    /** How many messages were handed over. */
    public int handedOver() {
        return handedOver;
    }

    /** Takes note that the poll ends before its batch, since routes are slow. */
    void holdBack() {
        heldBack = true;
    }

    /** Tells whether messages of the batch had to be left for a later poll. */
    public boolean isHeldBack() {
        return heldBack;
    }
}
