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

import java.util.function.LongSupplier;

/**
 * How much of a batch a session retrieves before it comes to a commit point: the option {@code commitEvery}, or, where
 * that is left alone, {@value #MESSAGES} messages, and more while the session has not lasted {@value #TIMES} times as long
 * as it took to open and to list. Another session opens and lists again: that costs a tenth of the time at most then,
 * however large the mailbox is, and what one session leaves in doubt is bounded by time.
 *
 * <p>For the thread that owns the session, and one use.
 */
final class CommitInterval {

    static final int MESSAGES = 1_000;
    static final int TIMES = 10;

    private final int commitEvery;
    private final LongSupplier nanoTime;
    private final long opens;
    private long begins;
    /** The nanoseconds of a session after which another one is worth it. */
    private long enough;

    private int messages;

    /**
     * The share of a session that is about to be opened.
     *
     * @param commitEvery messages between two commit points; 0 for as many as are worth another session
     * @param nanoTime tells the time within this process
     */
    CommitInterval(int commitEvery, LongSupplier nanoTime) {
        this.commitEvery = commitEvery;
        this.nanoTime = nanoTime;
        this.opens = nanoTime.getAsLong();
        this.begins = opens;
    }

    /** Takes note that the session has listed the maildrop: another one would take as long to come so far. */
    void listed() {
        enough = TIMES * (nanoTime.getAsLong() - opens);
    }

    /** Counts anew: the session is at its first message, or just behind a commit point. */
    void begins() {
        begins = nanoTime.getAsLong();
        messages = 0;
    }

    /** Counts a message that is asked for. */
    void add() {
        messages++;
    }

    /** Tells whether no message was asked for since the last commit point. */
    boolean isEmpty() {
        return messages == 0;
    }

    /** Tells whether the next commit point is due. */
    boolean isDone() {
        return commitEvery > 0 ? messages >= commitEvery : messages >= MESSAGES && isWorthAnother();
    }

    private boolean isWorthAnother() {
        return nanoTime.getAsLong() - begins >= enough;
    }
}
