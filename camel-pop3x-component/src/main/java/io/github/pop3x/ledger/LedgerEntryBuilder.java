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

/**
 * Makes a {@link LedgerEntry} of named values. What is not set says that nothing has happened: the state is {@link
 * EntryState#FAILED} without an attempt, all times and counts are 0, and there is no fingerprint. Not thread-safe.
 */
public final class LedgerEntryBuilder {

    private MessageIdentity identity;
    private EntryState state = EntryState.FAILED;
    private boolean deleteWanted;
    private long deleteNotBefore;
    private int attempts;
    private long attemptedAt;
    private int retrievalFailures;
    private long retrievalFailedAt;
    private long deliveredAt;
    private long goneSince;
    private Fingerprint fingerprint;

    LedgerEntryBuilder(MessageIdentity identity) {
        this.identity = identity;
    }

    LedgerEntryBuilder identity(MessageIdentity message) {
        this.identity = message;
        return this;
    }

    /** How far the message has come; never {@link EntryState#TAKEN}. */
    public LedgerEntryBuilder state(EntryState reached) {
        this.state = reached;
        return this;
    }

    /**
     * Whether the message is to be deleted.
     *
     * @param notBefore milliseconds since 1970; 0 for at once
     */
    public LedgerEntryBuilder delete(boolean wanted, long notBefore) {
        this.deleteWanted = wanted;
        this.deleteNotBefore = notBefore;
        return this;
    }

    /**
     * How many times a route was started.
     *
     * @param lastAt milliseconds since 1970
     */
    public LedgerEntryBuilder attempts(int count, long lastAt) {
        this.attempts = count;
        this.attemptedAt = lastAt;
        return this;
    }

    /**
     * How many times retrieving the message failed.
     *
     * @param lastAt milliseconds since 1970
     */
    public LedgerEntryBuilder retrievalFailures(int count, long lastAt) {
        this.retrievalFailures = count;
        this.retrievalFailedAt = lastAt;
        return this;
    }

    /** When its route completed for the first time, in milliseconds since 1970. */
    public LedgerEntryBuilder deliveredAt(long time) {
        this.deliveredAt = time;
        return this;
    }

    /** Since when listings lack it, in milliseconds since 1970; 0 while it is listed. */
    public LedgerEntryBuilder goneSince(long time) {
        this.goneSince = time;
        return this;
    }

    /** The fingerprint of its header; null if the header was not read. */
    public LedgerEntryBuilder fingerprint(Fingerprint header) {
        this.fingerprint = header;
        return this;
    }

    /**
     * The entry.
     *
     * @throws NullPointerException if identity or state is null
     * @throws IllegalArgumentException if the state is {@link EntryState#TAKEN}
     */
    public LedgerEntry build() {
        return new LedgerEntry(
                identity,
                state,
                deleteWanted,
                deleteNotBefore,
                attempts,
                attemptedAt,
                retrievalFailures,
                retrievalFailedAt,
                deliveredAt,
                goneSince,
                fingerprint);
    }
}
