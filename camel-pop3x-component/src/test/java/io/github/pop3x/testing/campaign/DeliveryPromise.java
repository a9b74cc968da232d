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
package io.github.pop3x.testing.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.pop3x.testing.Maildrop;

/**
 * What a consumer promises of the messages of one maildrop, and whether it kept it:
 *
 * <ul>
 *   <li>nothing is lost: at the end each message has been through its route, octet for octet;
 *   <li>nothing is repeated: a message whose route completed is not routed again, except by a process that started
 *       later and knows nothing of it;
 *   <li>nothing is deleted that was not routed before, and nothing is routed that is deleted already;
 *   <li>at the end nothing is left of what was to be deleted, and nothing is gone of what was to be kept.
 * </ul>
 *
 * <p>Thread-safe: routes tell of messages on their own threads.
 */
public final class DeliveryPromise {

    private final Map<String, byte[]> mails = new LinkedHashMap<>();
    private final Maildrop maildrop = new Maildrop().exclusive();
    private final Set<String> everCompleted = new HashSet<>();
    private final Set<String> completedByThisProcess = new HashSet<>();
    private final List<String> breaches = new ArrayList<>();

    /** The promise for a maildrop that holds these messages, by their unique ids. */
    public DeliveryPromise(Map<String, byte[]> mails) {
        this.mails.putAll(mails);
        mails.forEach(maildrop::add);
    }

    /** What the server shows. */
    public Maildrop maildrop() {
        return maildrop;
    }

    /** A route begins with a message. */
    public synchronized void begins(String uid, byte[] octets) {
        if (!Arrays.equals(mails.get(uid), octets)) {
            breaches.add(uid + " was routed with octets that are not its own");
        }
        if (completedByThisProcess.contains(uid)) {
            breaches.add(uid + " was routed again after its route had completed");
        }
        if (!maildrop.uids().contains(uid)) {
            breaches.add(uid + " was routed after it had been deleted");
        }
    }

    /** A route completes. */
    public synchronized void completes(String uid) {
        everCompleted.add(uid);
        completedByThisProcess.add(uid);
    }

    /** A process with a ledger in memory is gone, and what it knew with it. */
    public synchronized void processRestarts() {
        completedByThisProcess.clear();
    }

    /** Takes note of something else that must not be. */
    public synchronized void breached(String how) {
        breaches.add(how);
    }

    /** To be asked between polls: whatever the server has removed by now must have been routed by now. */
    public synchronized void checkRemovals() {
        for (String uid : maildrop.removals()) {
            if (!everCompleted.contains(uid)) {
                breaches.add(uid + " was deleted though no route had completed with it");
            }
        }
    }

    /** To be asked when polls find nothing any more. */
    public synchronized void checkEnd(boolean delete) {
        for (String uid : mails.keySet()) {
            if (!everCompleted.contains(uid)) {
                breaches.add(uid + " was never routed");
            }
        }
        List<String> left = delete ? List.of() : List.copyOf(mails.keySet());
        if (!maildrop.uids().equals(left)) {
            breaches.add("left in the maildrop are " + maildrop.uids() + ", not " + left);
        }
    }

    /** How it was broken, or nothing if it was kept. */
    public synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }
}
