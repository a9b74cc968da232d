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
package io.github.pop3x.session;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * The turns of those that want a session with a mailbox on demand: receivers and producers hold their sessions one after
 * the other, since a server gives a maildrop to one at a time (RFC 1939 §4). A consumer that polls has a turn of its own.
 * Any thread may call it.
 */
public final class MailboxTurns {

    private static final int FEW = 64;

    /** Weak: each waiting caller holds the turn that it waits for. */
    private final Map<String, WeakReference<MailboxTurn>> turns = new HashMap<>();

    /** How many there are when those are looked for next that nobody holds. */
    private int many = FEW;

    /**
     * The turn of a mailbox, which is held for as long as a session lasts. The caller keeps it for as long as it may
     * want a session.
     */
    public synchronized MailboxTurn turn(String mailbox) {
        WeakReference<MailboxTurn> known = turns.get(mailbox);
        MailboxTurn turn = known == null ? null : known.get();
        if (turn == null) {
            turn = new MailboxTurn();
            if (turns.size() >= many) {
                turns.values().removeIf(other -> other.get() == null);
                many = Math.max(FEW, 2 * turns.size());
            }
            turns.put(mailbox, new WeakReference<>(turn));
        }
        return turn;
    }
}
