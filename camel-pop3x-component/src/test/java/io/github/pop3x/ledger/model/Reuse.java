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
package io.github.pop3x.ledger.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * When the server may give an id to another message. RFC 1939 §7 forbids it while the id is in use, and a process believes
 * id and size of what it has listed without a break: so a listing has to lack the message in between, and each process
 * has to know of that before it lists again.
 */
final class Reuse {

    private final Set<Process> processes = new HashSet<>();
    /** By id, who has not learnt that its message is gone. */
    private final Map<String, Set<Process>> unaware = new HashMap<>();
    /** Ids of which the ledger's store says that their message is gone. */
    private final Set<String> recorded = new HashSet<>();

    void joins(Process process) {
        processes.add(process);
    }

    void removed(String uid) {
        unaware.put(uid, new HashSet<>(processes));
        recorded.remove(uid);
    }

    /** A process knows of everything that is gone: it has listed, or it is new and believes nothing. */
    void knows(Process process) {
        unaware.values().forEach(who -> who.remove(process));
    }

    /**
     * @param listed the ids that a listing has
     * @param isRecorded whether the others find in the store that the message with an id is gone
     */
    void listed(Process process, Set<String> listed, Predicate<String> isRecorded) {
        unaware.forEach((uid, who) -> {
            if (!listed.contains(uid) || recorded.contains(uid)) {
                who.remove(process);
            }
            if (!listed.contains(uid) && isRecorded.test(uid)) {
                recorded.add(uid);
            }
        });
    }

    boolean isAllowed(String uid) {
        // What a process has taken or in its route it does not read again from the store.
        return unaware.getOrDefault(uid, Set.of()).stream()
                .allMatch(process -> recorded.contains(uid) && !process.holds(uid));
    }

    /** Tells whether a process must ask the store before it lists, or it would take one message for another. */
    boolean mustAsk(Process process) {
        return unaware.values().stream().anyMatch(who -> who.contains(process));
    }
}
