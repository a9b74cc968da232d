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
 * Finds out, while a listing arrives, whether it is old news: each message was delivered, is there as before, and stays;
 * and nothing is recorded that is not listed. Most listings are, and then neither {@link DeliveryLedger#observe} nor
 * {@link DeliveryLedger#decide} have anything to say of them. The first message that is news ends the search.
 *
 * <p>For one thread; what others do to the ledger meanwhile is news.
 */
public final class OldNews {

    private final DeliveryLedger ledger;
    private final LedgerBook book;
    private final long changes;
    private boolean isNews;
    private int listed;

    /** What can be seen beforehand to be in the way: nothing is looked up then. Twins depend on each other, listed or not. */
    OldNews(DeliveryLedger ledger, LedgerBook book) {
        this.ledger = ledger;
        this.book = book;
        this.changes = book.changes();
        this.isNews = ledger.hasTwins()
                || book.hasDoubts()
                || !book.inFlight().isEmpty()
                || !book.unwritten().isEmpty();
    }

    /** Takes note of the next message of the listing. */
    public void note(MessageIdentity identity) {
        listed++;
        if (!isNews) {
            synchronized (book) {
                isNews = !isSettled(identity);
            }
        }
    }

    /** What is to be deleted in time is not, nor is what has come back. */
    private boolean isSettled(MessageIdentity identity) {
        LedgerEntry entry = book.get(identity);
        return entry != null
                && entry.state() == EntryState.DELIVERED
                && !entry.deleteWanted()
                && entry.goneSince() == 0
                && !ledger.isTaken(identity);
    }

    /** Tells whether all that was noted is old news, if it is all that is listed. */
    public boolean isAll() {
        synchronized (book) {
            return !isNews && listed == book.size() && changes == book.changes();
        }
    }
}
