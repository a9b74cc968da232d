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
package io.github.pop3x.testing.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.campaign.MailHistory;

/** The mailbox of a round, to which mail comes, from which others take mail, and whose ids come back. For one thread. */
final class TorturedMailbox {

    private final Maildrop maildrop = new Maildrop();
    private final MailHistory history = new MailHistory(this::present);
    /** For each message that was removed, the nodes that have listed the mailbox without it. */
    private final Map<MailHistory.Mail, Set<TorturedNode>> missedBy = new HashMap<>();

    private int ids;

    Maildrop maildrop() {
        return maildrop;
    }

    MailHistory history() {
        return history;
    }

    private Map<String, MailHistory.Mail> latest() {
        Map<String, MailHistory.Mail> latest = new HashMap<>();
        history.mails().forEach(mail -> latest.put(mail.uid(), mail));
        return latest;
    }

    private Set<MailHistory.Mail> present() {
        Map<String, MailHistory.Mail> latest = latest();
        latest.keySet().retainAll(maildrop.uids());
        return new HashSet<>(latest.values());
    }

    void arrive(int lines) {
        add("id" + ++ids, lines);
    }

    private void add(String uid, int lines) {
        maildrop.add(uid, history.next(uid, lines).octets());
    }

    /** What is there, oldest first. */
    List<MailHistory.Mail> there() {
        Set<MailHistory.Mail> present = present();
        return history.mails().stream().filter(present::contains).toList();
    }

    void removeAsAnother(MailHistory.Mail mail) {
        history.removedByOthers(mail);
        maildrop.remove(mail.uid());
    }

    /** A node has listed what is there. */
    void listedBy(TorturedNode node) {
        Set<MailHistory.Mail> present = present();
        for (MailHistory.Mail mail : history.mails()) {
            if (!present.contains(mail)) {
                missedBy.computeIfAbsent(mail, any -> new HashSet<>()).add(node);
            }
        }
    }

    /**
     * Ids whose message is gone, and is known to be gone by so many nodes: a server may give them to other messages, and
     * nothing but the header tells them apart.
     */
    List<String> freeIds(int nodes) {
        List<String> free = new ArrayList<>();
        latest().forEach((uid, mail) -> {
            if (missedBy.getOrDefault(mail, Set.of()).size() == nodes) {
                free.add(uid);
            }
        });
        return free.stream().sorted().toList();
    }

    void reuse(String uid, int lines) {
        add(uid, lines);
    }
}
