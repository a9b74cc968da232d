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
package io.github.pop3x.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.pop3x.client.Pop3Message;

/**
 * The messages that broke the session of an operation, by unique id: later operations ask for them after all others, each
 * alone. After a break DELEs are sent one at a time, until an operation succeeds: in a burst answers that were on their way
 * may be lost, so that the message that is named may be a wrong one.
 *
 * <p>Any thread may call it.
 */
public final class TroubledMessages {

    /** The one that broke a session first goes when there are more. */
    static final int MOST = 1_000;

    private final Set<String> uids = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    });

    private boolean isCareful;

    /** Takes note of a message in whose answer a session broke. One without a unique id cannot be recognized later. */
    public synchronized void broke(Pop3Message culprit) {
        isCareful = true;
        if (!culprit.uid().isEmpty()) {
            uids.add(culprit.uid());
        }
    }

    /** Takes note of messages that an operation has dealt with. */
    synchronized void worked(List<Pop3Message> messages) {
        isCareful = false;
        messages.forEach(message -> uids.remove(message.uid()));
    }

    /** Tells whether a message broke a session. */
    synchronized boolean isTroubled(Pop3Message message) {
        return uids.contains(message.uid());
    }

    /** Tells whether each command is to wait for the answer before it. */
    synchronized boolean isCareful() {
        return isCareful;
    }

    /** The same messages, those that broke a session last. */
    List<Pop3Message> last(List<Pop3Message> messages) {
        List<Pop3Message> ordered = new ArrayList<>();
        messages.stream().filter(message -> !isTroubled(message)).forEach(ordered::add);
        messages.stream().filter(this::isTroubled).forEach(ordered::add);
        return ordered;
    }
}
