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

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The mailboxes of one database by when they are due, as its index has them, and how many of each host are being drained.
 * Those due in the same second of the future are an unsorted list; those that are due are a heap.
 */
final class DueMailboxes {

    private static final int NONE = -1;
    /** Ten million mailboxes have numbers of less. */
    private static final int ID_BITS = 24;

    private static final int ID_MASK = (1 << ID_BITS) - 1;

    private final Mailboxes mailboxes;
    private final int hostLimit;
    private final int[] next;
    private final int[] firstOfSecond;
    private final LongHeap ready = new LongHeap();
    private final int[] pickedOfHost;
    /** The mailboxes of hosts that have reached the limit. */
    private final Map<Integer, LongHeap> parked = new HashMap<>();

    private int second;
    private int picked;
    private int mostOfAHost;

    /**
     * Has no mailbox yet.
     *
     * @param next an array for the lists of all databases, as long as there are mailboxes
     * @param seconds after which nothing is looked at any more
     */
    DueMailboxes(Mailboxes mailboxes, int hostLimit, int[] next, int seconds) {
        this.mailboxes = mailboxes;
        this.hostLimit = hostLimit;
        this.next = next;
        firstOfSecond = new int[seconds];
        Arrays.fill(firstOfSecond, NONE);
        pickedOfHost = new int[mailboxes.hosts()];
    }

    /** Adds a mailbox that nobody drains. */
    void add(int mailbox) {
        int at = mailboxes.due[mailbox] / 1000;
        if (at < second) {
            ready.add(key(mailbox));
        } else if (at < firstOfSecond.length) {
            next[mailbox] = firstOfSecond[at];
            firstOfSecond[at] = mailbox;
        }
    }

    /**
     * The mailboxes that have been due longest and whose host has not reached its limit. As in the query, those that are
     * returned together do not count for each other.
     *
     * @param found where they are put
     * @param take whether they are claimed at once
     * @return how many there are, not more than the limit
     */
    int claim(long nowMicros, int[] found, int limit, boolean take) {
        int nowMillis = (int) (nowMicros / 1000);
        advance(nowMillis / 1000);
        int count = 0;
        while (count < limit && ready.size() > 0 && ready.peek() >>> ID_BITS <= nowMillis) {
            long key = ready.remove();
            int mailbox = (int) key & ID_MASK;
            if (!mailboxes.picked[mailbox] && mailboxes.due[mailbox] == key >>> ID_BITS) {
                int host = mailboxes.host[mailbox];
                if (pickedOfHost[host] >= hostLimit) {
                    parked.computeIfAbsent(host, h -> new LongHeap()).add(key);
                } else {
                    found[count++] = mailbox;
                }
            }
        }
        for (int i = 0; i < count; i++) {
            if (take) {
                pick(found[i]);
            } else {
                ready.add(key(found[i]));
            }
        }
        return count;
    }

    private void advance(int nowSecond) {
        for (; second <= nowSecond && second < firstOfSecond.length; second++) {
            for (int m = firstOfSecond[second]; m != NONE; m = next[m]) {
                ready.add(key(m));
            }
        }
    }

    /** Claims a mailbox. */
    void pick(int mailbox) {
        mailboxes.picked[mailbox] = true;
        picked++;
        mostOfAHost = Math.max(mostOfAHost, ++pickedOfHost[mailboxes.host[mailbox]]);
    }

    /** Gives a mailbox back, which is due when its field says. */
    void giveBack(int mailbox, int batch) {
        mailboxes.picked[mailbox] = false;
        picked--;
        int host = mailboxes.host[mailbox];
        pickedOfHost[host]--;
        LongHeap waiting = parked.isEmpty() ? null : parked.get(host);
        if (waiting != null && pickedOfHost[host] < hostLimit) {
            for (int i = 0; i < batch && waiting.size() > 0; i++) {
                ready.add(waiting.remove());
            }
            if (waiting.size() == 0) {
                parked.remove(host);
            }
        }
        add(mailbox);
    }

    private long key(int mailbox) {
        return (long) mailboxes.due[mailbox] << ID_BITS | mailbox;
    }

    /** How many are being drained. */
    int picked() {
        return picked;
    }

    int pickedOf(int host) {
        return pickedOfHost[host];
    }

    /** The most drains of one host at a time. */
    int mostOfAHost() {
        return mostOfAHost;
    }
}
