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

import java.util.Comparator;
import java.util.Objects;

/**
 * What makes a message of one mailbox the same message in a later session. The message number does not: it is new each
 * time. Ordered by unique id, then size, then occurrence.
 *
 * @param uid the unique id that the server gave (RFC 1939 §7)
 * @param size the listed size in octets, a second opinion where a server uses an id again: servers may change it
 * @param occurrence 0 for the first message of a listing with this id and size, 1 for the next: RFC 1939 §7 asks clients
 *     to handle equal ids
 */
public record MessageIdentity(String uid, long size, int occurrence) implements Comparable<MessageIdentity> {

    private static final Comparator<MessageIdentity> ORDER = Comparator.comparing(MessageIdentity::uid)
            .thenComparingLong(MessageIdentity::size)
            .thenComparingInt(MessageIdentity::occurrence);

    /** The prefix of the id of a message that the server gives none; the fingerprint of its header follows. */
    public static final String BY_HEADER = "header:";

    /** Null is no id. */
    public MessageIdentity {
        Objects.requireNonNull(uid);
    }

    @Override
    public int compareTo(MessageIdentity other) {
        return ORDER.compare(this, other);
    }

    /** Tells whether the header is the id, so that it proves nothing about a message that was gone and is back. */
    boolean isByHeader() {
        return uid.startsWith(BY_HEADER);
    }

    /** The same id and size, with another occurrence. */
    MessageIdentity twin(int other) {
        return new MessageIdentity(uid, size, other);
    }

    /** Written out, as {@link #hashCode}: what a record has of itself is put together at run time, and slow in a new process. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MessageIdentity identity
                && size == identity.size
                && occurrence == identity.occurrence
                && uid.equals(identity.uid);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * uid.hashCode() + Long.hashCode(size)) + occurrence;
    }
}
