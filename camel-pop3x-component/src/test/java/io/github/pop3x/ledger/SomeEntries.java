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

/** Entries to be recorded. */
public final class SomeEntries {

    private static final long SIZE = 1_234;

    private SomeEntries() {}

    /** Of a message that nothing has happened to. */
    public static LedgerEntry entry(String uid) {
        return entry(new MessageIdentity(uid, SIZE, 0));
    }

    public static LedgerEntry entry(MessageIdentity identity) {
        return tried(identity, 0);
    }

    /** Of a message that so many routes have failed with. */
    public static LedgerEntry tried(String uid, int attempts) {
        return tried(new MessageIdentity(uid, SIZE, 0), attempts);
    }

    private static LedgerEntry tried(MessageIdentity identity, int attempts) {
        return LedgerEntry.builder(identity).attempts(attempts, 0).build();
    }

    /** With a value of its own in every component. */
    public static LedgerEntry full(String uid, EntryState state) {
        return LedgerEntry.builder(new MessageIdentity(uid, 5_000_000_000L, 3))
                .state(state)
                .delete(true, 1_800_000_000_001L)
                .attempts(4, 1_800_000_000_002L)
                .retrievalFailures(5, 1_800_000_000_003L)
                .deliveredAt(1_800_000_000_004L)
                .goneSince(1_800_000_000_005L)
                .fingerprint(new Fingerprint(Long.MIN_VALUE, -1, 0x0123456789abcdefL, 7))
                .build();
    }
}
