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
package io.github.pop3x.ledger.store;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import io.github.pop3x.ledger.MessageIdentity;

/** Which records of a journal still count: the last of each message, unless that says to forget it. */
final class LatestRecords {

    /** By mailbox and, null for the mailbox itself, by message: where the last record is. */
    private final Map<String, Map<MessageIdentity, Long>> positions = new HashMap<>();

    private long read;

    /** Reads to the end, or to the first octet that does not belong to a record. */
    void readAll(JournalReader in) throws IOException {
        for (JournalRecord record = in.next(); record != null; record = in.next()) {
            if (!(record instanceof JournalRecord.Synced)) {
                read++;
                see(record, in.position());
            }
        }
    }

    private void see(JournalRecord record, long position) {
        Map<MessageIdentity, Long> mailbox = positions.computeIfAbsent(record.mailbox(), name -> new HashMap<>());
        if (record instanceof JournalRecord.Forgotten) {
            mailbox.remove(record.identity());
        } else {
            mailbox.put(record.identity(), position);
        }
    }

    boolean isLiving(JournalRecord record, long position) {
        Long last =
                positions.getOrDefault(record.mailbox(), Collections.emptyMap()).get(record.identity());
        return last != null && last == position;
    }

    /** Notes where a living record is now. Behind it there is none of the same message that could be taken for it. */
    void moved(JournalRecord record, long position) {
        positions.get(record.mailbox()).put(record.identity(), position);
    }

    /** By mailbox, where its living records are, in ascending order. */
    Map<String, long[]> places() {
        Map<String, long[]> places = new HashMap<>();
        positions.forEach((mailbox, records) -> places.put(
                mailbox,
                records.values().stream().mapToLong(Long::longValue).sorted().toArray()));
        return places;
    }

    /** How many there are. */
    long size() {
        return positions.values().stream().mapToLong(Map::size).sum();
    }

    /** How many there were, living or dead. */
    long read() {
        return read;
    }
}
