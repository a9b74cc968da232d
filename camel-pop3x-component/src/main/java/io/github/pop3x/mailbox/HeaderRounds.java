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
package io.github.pop3x.mailbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.github.pop3x.client.Pop3Message;

/**
 * The headers of a mailbox whose server has no UIDL, where they do not fit into one session: each session looks at some of
 * them, the next one goes on, and when all were looked at a new round begins. A listing then has the messages whose headers
 * were looked at in its session.
 *
 * <p>Headers are looked at by the size of their messages, all of one size in one session: of two messages with the same
 * header, which have the same size, neither is taken for the other by that. Sizes that are new, or that another number of
 * messages has than before, come first, the newest message first.
 *
 * <p>For one thread at a time. It outlives the sessions of its mailbox.
 */
public final class HeaderRounds {

    /** A smaller mailbox is looked at in the server's order. */
    private static final int SMALL = 1_000;

    private static final Duration PAUSE = Duration.ofHours(1);

    private final LongSupplier nanoTime;

    /** How many messages had a size when their headers were looked at in this round. */
    private final Map<Long, Integer> looked = new HashMap<>();

    /** Sizes with a message whose header broke the session, and when. */
    private final Map<Long, Long> broken = new HashMap<>();

    /** Fewer, since a session broke. */
    private int atMost = Integer.MAX_VALUE;

    private int left;
    private boolean isPart;

    /** No header was looked at. */
    public HeaderRounds() {
        this(System::nanoTime);
    }

    /** @param nanoTime tells the time within this process */
    HeaderRounds(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Tells whether the last listing has only some of the messages, since there was no time for all. */
    public boolean isPart() {
        return isPart;
    }

    /** How many messages there were in the last listing whose headers were not looked at in this round. */
    public int left() {
        return left;
    }

    /** One session's share. */
    final class Session {
        private final Map<Long, List<Pop3Message>> bySize = new LinkedHashMap<>();
        private final Map<Long, Integer> unread = new HashMap<>();
        private final List<Pop3Message> order = new ArrayList<>();
        private int taken;

        /** Sizes of which all headers came. */
        private int complete;

        private Session(List<Pop3Message> listing) {
            for (int i = listing.size() - 1; i >= 0; i--) {
                Pop3Message message = listing.get(i);
                bySize.computeIfAbsent(message.size(), size -> new ArrayList<>())
                        .add(message);
            }
            looked.keySet().retainAll(bySize.keySet());
            broken.values().removeIf(since -> nanoTime.getAsLong() - since > PAUSE.toNanos());
            bySize.keySet().removeAll(broken.keySet());
            if (bySize.keySet().stream().allMatch(this::isLooked)) {
                looked.clear();
            }
            if (listing.size() <= SMALL) {
                listing.stream()
                        .filter(message -> bySize.containsKey(message.size()))
                        .forEach(order::add);
            } else {
                bySize.keySet().stream()
                        .filter(size -> !isLooked(size))
                        .forEach(size -> order.addAll(bySize.get(size)));
                bySize.keySet().stream().filter(this::isLooked).forEach(size -> order.addAll(bySize.get(size)));
            }
            bySize.forEach((size, messages) -> unread.put(size, messages.size()));
        }

        private boolean isLooked(Long size) {
            return Integer.valueOf(bySize.get(size).size()).equals(looked.get(size));
        }

        /** The messages whose headers are to be asked for, in this order, as far as there is time. */
        List<Pop3Message> order() {
            return order;
        }

        /** Whether to ask for another one: all of one size in any case. */
        boolean mayGoOn(BooleanSupplier hasTime) {
            return complete == 0 || taken < atMost && hasTime.getAsBoolean();
        }

        /** A header came, or was refused. */
        void took(Pop3Message message) {
            taken++;
            if (unread.merge(message.size(), -1, Integer::sum) == 0) {
                complete++;
            }
        }

        /** Tells whether all headers of the messages of this size came. */
        boolean hasAllOf(long size) {
            return unread.getOrDefault(size, 1) == 0;
        }

        /** The session broke in the answer to a message. */
        void broke(Pop3Message message) {
            broken.put(message.size(), nanoTime.getAsLong());
            atMost = Math.max(1, taken / 2);
        }

        /** What came counts. */
        void done() {
            unread.forEach((size, count) -> {
                if (count == 0) {
                    looked.put(size, bySize.get(size).size());
                }
            });
            isPart = taken < order.size() || !broken.isEmpty();
            left = bySize.values().stream()
                    .filter(messages -> !isLooked(messages.get(0).size()))
                    .mapToInt(List::size)
                    .sum();
            atMost = atMost < Integer.MAX_VALUE / 2 ? 2 * atMost : Integer.MAX_VALUE;
        }
    }

    /** A session begins that has listed these messages, in the server's order. */
    Session begin(List<Pop3Message> listing) {
        return new Session(listing);
    }
}
