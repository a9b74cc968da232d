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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All messages that were ever in a mailbox, and whether the processes that poll it keep the promise of delivery. Unlike
 * {@link DeliveryPromise} it knows messages by their octets, so that an id may name one message after another, and it
 * knows several processes, which may be killed:
 *
 * <ul>
 *   <li>nothing is lost: at the end each message has been through its route, octet for octet;
 *   <li>nothing is repeated: a message whose route completed is not routed again, unless its process was killed before
 *       the verdict was recorded, or its ledger was kept in memory and the process has ended;
 *   <li>nothing is removed that was not routed.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class MailHistory {

    private final List<Mail> mails = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private final Supplier<Set<Mail>> present;

    /** One message. Its fields are guarded by its history. */
    public static final class Mail {
        private final String uid;
        private final byte[] octets;
        private String completedBy = "";
        private boolean completed;
        private boolean recorded;
        private boolean removedByOthers;

        private Mail(String uid, byte[] octets) {
            this.uid = uid;
            this.octets = octets;
        }

        /** Its unique id, or "" if only the server knows it. */
        public String uid() {
            return uid;
        }

        /** The message, not copied. */
        public byte[] octets() {
            return octets;
        }

        @Override
        public String toString() {
            return new String(octets, StandardCharsets.US_ASCII)
                            .lines()
                            .findFirst()
                            .orElseThrow() + " (" + uid + ")";
        }
    }

    /** @param present tells which messages the mailbox holds now */
    public MailHistory(Supplier<Set<Mail>> present) {
        this.present = present;
    }

    /**
     * Makes the next message; the caller puts it into the mailbox.
     *
     * @param uid its unique id, which no message has that is in the mailbox; or ""
     * @param lines how often its body has a lone dot and a line of text
     */
    public synchronized Mail next(String uid, int lines) {
        String text = "Subject: message %06d\r\n\r\n%s".formatted(mails.size() + 1, ".\r\ntext\r\n".repeat(lines));
        Mail mail = new Mail(uid, text.getBytes(StandardCharsets.US_ASCII));
        mails.add(mail);
        return mail;
    }

    /** All messages, oldest first. */
    public synchronized List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** A message whose removal by another client is no breach. */
    public synchronized void removedByOthers(Mail mail) {
        mail.removedByOthers = true;
    }

    /**
     * A route of a process begins.
     *
     * @return the message that was routed, or null if there is none with these octets, which is a breach
     */
    public synchronized Mail begins(String process, String uid, byte[] octets) {
        Mail mail = mails.stream()
                .filter(each -> Arrays.equals(each.octets, octets))
                .findFirst()
                .orElse(null);
        if (mail == null) {
            breaches.add(process + " routed " + uid + " with octets that no message has");
        } else if (mail.completed) {
            breaches.add(process + " routed " + mail + " again after " + mail.completedBy + " had routed it");
        } else if (!mail.uid.isEmpty() && !mail.uid.equals(uid)) {
            breaches.add(process + " routed " + mail + " as " + uid);
        }
        return mail;
    }

    /** A route of a living process completes. */
    public synchronized void completes(String process, Mail mail) {
        mail.completed = true;
        mail.completedBy = process;
    }

    /** The verdict about what a process routed last under an id was written to its store. */
    public synchronized void recorded(String process, String uid) {
        for (Mail mail : mails) {
            if (mail.completedBy.equals(process) && (mail.uid.isEmpty() || mail.uid.equals(uid))) {
                mail.recorded = true;
            }
        }
    }

    /** A process was killed: what it has not recorded may be routed again, and must be if it was not deleted. */
    public synchronized void killed(String process) {
        for (Mail mail : mails) {
            if (mail.completedBy.equals(process) && !mail.recorded) {
                mail.completed = false;
            }
        }
    }

    /** All processes have ended, and a ledger in memory with them. */
    public synchronized void forgotten() {
        mails.forEach(mail -> mail.completed = false);
    }

    /** Takes note of another breach. */
    public synchronized void breached(String how) {
        breaches.add(how);
    }

    /** To be called between sessions: what was removed must have been routed. */
    public synchronized void checkRemovals() {
        Collection<Mail> there = present.get();
        for (Mail mail : mails) {
            if (!there.contains(mail) && !mail.removedByOthers && mail.completedBy.isEmpty()) {
                breaches.add(mail + " was removed though no route had completed with it");
            }
        }
    }

    /** To be called after the last poll. */
    public synchronized void checkEnd(boolean delete) {
        Collection<Mail> there = present.get();
        for (Mail mail : mails) {
            if (mail.completedBy.isEmpty() && !mail.removedByOthers) {
                breaches.add(mail + " was never routed");
            }
            if (delete && there.contains(mail)) {
                breaches.add(mail + " is still in the mailbox");
            }
            if (!delete && !there.contains(mail) && !mail.removedByOthers) {
                breaches.add(mail + " is no longer in the mailbox");
            }
        }
    }

    /** Whether a route has completed with each message that nobody else removed. */
    public synchronized boolean isRouted() {
        return mails.stream().allMatch(mail -> mail.removedByOthers || !mail.completedBy.isEmpty());
    }

    /** How the promise was broken; empty if it was kept. */
    public synchronized List<String> breaches() {
        return breaches.stream().distinct().toList();
    }
}
