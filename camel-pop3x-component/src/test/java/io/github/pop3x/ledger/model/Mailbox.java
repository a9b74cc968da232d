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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.pop3x.ledger.MessageIdentity;

/** The server's side: which mail is there, and under what id and size it is listed. */
final class Mailbox {

    private final List<Mail> mails = new ArrayList<>();
    private int last;
    private boolean topWorks = true;
    /** Ids that two had at a time: what the ledger knows of one of them may be the other's. */
    private final Set<String> twins = new HashSet<>();

    private final Reuse reuse = new Reuse();

    boolean topWorks() {
        return topWorks;
    }

    void setTopWorks(boolean works) {
        topWorks = works;
    }

    /** Which ids may be given again. */
    Reuse reuse() {
        return reuse;
    }

    List<Mail> present() {
        return mails;
    }

    private List<Mail> under(String uid) {
        return mails.stream().filter(mail -> mail.uid.equals(uid)).toList();
    }

    /** A new mail, under an id that may have been another's; nothing if that one is still there. */
    void arrive(String uid, long size) {
        if (under(uid).isEmpty() && reuse.isAllowed(uid)) {
            Mail mail = new Mail(++last, uid, size);
            mail.hadTwin = twins.contains(uid);
            mails.add(mail);
        }
    }

    /** A new mail with the id and size of one that is there. */
    void arriveBeside(String uid) {
        List<Mail> others = under(uid);
        if (others.size() == 1 && others.get(0).listed) {
            Mail twin = new Mail(++last, uid, others.get(0).size);
            twins.add(uid);
            twin.hadTwin = true;
            others.get(0).hadTwin = true;
            mails.add(twin);
        }
    }

    /** The server corrects a size. */
    void resize(String uid) {
        List<Mail> all = under(uid);
        if (all.size() == 1 && !all.get(0).hadTwin) {
            all.get(0).size = all.get(0).size == 100 ? 120 : 100;
            all.get(0).wasResized = true;
        }
    }

    /** A listing lacks a message that is there. */
    void hide(String uid, long now) {
        for (Mail mail : under(uid)) {
            if (mail.listed) {
                mail.listed = false;
                mail.hiddenSince = mail.leftOutSince == 0 ? now : mail.leftOutSince;
            }
        }
    }

    void show(String uid, Promise promise) {
        for (Mail mail : under(uid)) {
            if (!mail.listed) {
                mail.listed = true;
                promise.shownAgain(mail);
            }
        }
    }

    /** Another client removes what is there. */
    void vanish(String uid) {
        under(uid).forEach(this::remove);
    }

    void remove(Mail mail) {
        mail.onServer = false;
        mails.remove(mail);
        reuse.removed(mail.uid);
    }

    /** Until two with one id were listed together, nobody can know that there are two. */
    static void noteListedTogether(Map<MessageIdentity, Mail> listing) {
        listing.forEach((identity, mail) -> {
            if (identity.occurrence() > 0) {
                mail.listedBesideTwin = true;
                listing.get(new MessageIdentity(mail.uid, mail.size, 0)).listedBesideTwin = true;
            }
        });
    }

    /** The first mail that is listed with an id, or nothing. */
    Set<Mail> present(String uid) {
        return under(uid).stream().filter(mail -> mail.listed).limit(1).collect(Collectors.toSet());
    }

    /**
     * A listing, as a session sees it.
     *
     * @param leftOut whose entries cannot be used
     */
    Map<MessageIdentity, Mail> list(Set<Mail> leftOut) {
        Map<String, Integer> seen = new HashMap<>();
        Map<MessageIdentity, Mail> listing = new LinkedHashMap<>();
        for (Mail mail : mails) {
            if (mail.listed && !leftOut.contains(mail)) {
                mail.leftOutSince = 0;
                int occurrence = seen.merge(mail.uid + ' ' + mail.size, 1, Integer::sum) - 1;
                listing.put(new MessageIdentity(mail.uid, mail.size, occurrence), mail);
            }
        }
        return listing;
    }
}
