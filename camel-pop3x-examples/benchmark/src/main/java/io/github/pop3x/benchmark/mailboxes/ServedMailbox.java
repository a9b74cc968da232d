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
package io.github.pop3x.benchmark.mailboxes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The mailbox of one login name, and what clients did with it. Times are of {@link System#nanoTime}. For one thread. */
final class ServedMailbox {

    private final String name;
    private final List<Integer> uids = new ArrayList<>();
    private int delivered;

    private int logins;
    private int open;
    private int mostOpen;
    private long firstLogin;
    private long lastLogin;
    private long largestGap;
    private long octetsIn;
    private long octetsOut;
    private long commands;

    ServedMailbox(String name, int mails) {
        this.name = name;
        deliver(mails);
    }

    String name() {
        return name;
    }

    /** One with the same mails that nobody has opened. */
    ServedMailbox renewed() {
        ServedMailbox renewed = new ServedMailbox(name, 0);
        renewed.uids.addAll(uids);
        renewed.delivered = delivered;
        return renewed;
    }

    /** Whether a client has opened it. */
    boolean isVisited() {
        return logins > 0;
    }

    /** Adds so many mails. */
    void deliver(int mails) {
        for (int i = 0; i < mails; i++) {
            uids.add(++delivered);
        }
    }

    /** The unique ids of the mails, in their order; a copy. */
    List<Integer> uids() {
        return List.copyOf(uids);
    }

    /** Removes mails. */
    void remove(Set<Integer> deleted) {
        uids.removeAll(deleted);
    }

    /** A client has logged in. */
    void loggedIn(long now) {
        if (logins == 0) {
            firstLogin = now;
        } else {
            largestGap = Math.max(largestGap, now - lastLogin);
        }
        lastLogin = now;
        logins++;
        open++;
        mostOpen = Math.max(mostOpen, open);
    }

    /** A client has left. */
    void left() {
        open--;
    }

    /** Counts what went over the wire. */
    void count(long in, long out, long more) {
        octetsIn += in;
        octetsOut += out;
        commands += more;
    }

    /** Forgets the gaps between logins; one that lasts goes on. */
    void forgetGaps() {
        largestGap = 0;
    }

    /** The figures now. A gap that lasts counts. */
    Visits visits(long now) {
        long gap = logins == 0 ? 0 : Math.max(largestGap, now - lastLogin);
        return new Visits(name, logins, mostOpen, firstLogin, gap, octetsIn, octetsOut, commands);
    }

    /**
     * What clients did with a mailbox.
     *
     * @param logins how many there were
     * @param mostOpen sessions at a time
     * @param firstLogin when
     * @param largestGap nanoseconds between two logins
     * @param octetsIn what the server received
     * @param octetsOut what the server sent
     * @param commands in all sessions, from CAPA to QUIT
     */
    record Visits(
            String name,
            int logins,
            int mostOpen,
            long firstLogin,
            long largestGap,
            long octetsIn,
            long octetsOut,
            long commands) {}
}
