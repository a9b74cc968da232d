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

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.github.pop3x.ledger.model.Mail.Fate;
import io.github.pop3x.ledger.model.Mail.Verdict;

/**
 * What docs/delivery.md promises, said of real messages: nothing is routed again without a reason that the page gives,
 * nothing is deleted that its own last verdict does not give free, attempts and waits follow the message, and in the end
 * everything is delivered.
 */
final class Promise {

    /** After which a message that listings lack may be forgotten. */
    static final Duration FORGET_AFTER = Duration.ofDays(7);

    /** After which a message whose route failed is due again, at first. */
    static final Duration DELAY = Duration.ofMinutes(1);

    private static final String CLAIM_EXPIRED = "its claim expired";
    private static final long LONGEST_WAIT = Duration.ofHours(1).toMillis();

    private final ModelClock clock;
    /** Ids under which a route was given up: the next number may be higher there, so that it is never the same. */
    private final Set<String> released = new HashSet<>();

    Promise(ModelClock clock) {
        this.clock = clock;
    }

    static void require(boolean kept, String sentence, Object about) {
        if (!kept) {
            throw new AssertionError(sentence + ": " + about);
        }
    }

    void shownAgain(Mail mail) {
        if (clock.wasPutBack() || clock.millis() - mail.hiddenSince >= FORGET_AFTER.toMillis()) {
            forgotten(mail, "listings lacked it for forgetAfter");
        }
    }

    /** The record of a message may be lost, for a reason that is promised no better. */
    void forgotten(Mail mail, String why) {
        mail.excuse = why;
        mail.recordUncertain = true;
        mail.forgottenInRoute = mail.fate == Fate.IN_ROUTE;
        mail.countUncertain = true;
    }

    void taken(Mail mail, boolean topWorks) {
        boolean isAmbiguous = mail.hadTwin || mail.mayBeTwofold();
        if (mail.fate == Fate.FAILED && !mail.countUncertain && !isAmbiguous && !clock.wasPutBack() && topWorks) {
            int doublings = Math.max(mail.lastAttempt - 2, 0);
            long wait = Math.min(LONGEST_WAIT, DELAY.toMillis() << Math.min(doublings, 20));
            require(clock.millis() >= mail.lastStart + wait, "a message that failed is offered before it is due", mail);
        }
    }

    void starts(Route route) {
        Mail mail = route.mail;
        int attempt = route.attempt;
        boolean again = mail.fate == Fate.DELIVERED || mail.fate == Fate.IN_ROUTE;
        boolean isAmbiguous = mail.hadTwin || mail.mayBeTwofold();
        require(!again || mail.excuse != null || isAmbiguous, "a message is routed again without a reason", mail);
        if (!mail.countUncertain && !isAmbiguous) {
            int expected = mail.starts == 0 ? 1 : mail.lastAttempt + 1;
            boolean right = released.contains(mail.uid) ? attempt >= expected : attempt == expected;
            require(right, "attempt " + attempt + ", not " + expected, mail);
        }
        mail.fate = Fate.IN_ROUTE;
        mail.excuse = null;
        mail.forgottenInRoute = false;
        mail.countUncertain = false;
        mail.starts++;
        mail.lastAttempt = attempt;
        mail.starter = route;
        mail.lastStart = clock.millis();
    }

    /** The verdict of a route that another process has overtaken changes nothing. */
    void delivered(Route route, Verdict verdict) {
        Mail mail = route.mail;
        mail.everDelivered = true;
        boolean isOvertaken = route.isOvertaken();
        if (isOvertaken && !route.released && !mail.mayBeTwofold()) {
            return;
        }
        if (isOvertaken && mail.excuse == null) {
            mail.excuse = "the late verdict may not count";
        }
        if (route.released || mail.mayBeTwofold()) {
            mail.recordUncertain = true;
            if (mail.fate == Fate.FAILED) {
                mail.fate = Fate.DELIVERED;
            }
        } else {
            mail.verdicts.clear();
            mail.recordUncertain = mail.forgottenInRoute;
            mail.fate = Fate.DELIVERED;
            mail.excuse = CLAIM_EXPIRED.equals(mail.excuse) ? null : mail.excuse;
        }
        mail.verdicts.add(verdict);
    }

    void failed(Route route) {
        if (!route.released && !route.isOvertaken()) {
            route.mail.fate = Fate.FAILED;
        }
    }

    void released(Route route) {
        released.add(route.mail.uid);
        if (!route.isOvertaken()) {
            route.mail.fate = Fate.FAILED;
            route.mail.excuse = "released";
        }
    }

    /** Another process may take a message that is in its route here, and nothing else. */
    void unclaimed(Route route) {
        route.mail.wasUnclaimed = true;
        if (route.mail.excuse == null && route.mail.fate == Fate.IN_ROUTE && !route.isOvertaken()) {
            route.mail.excuse = CLAIM_EXPIRED;
        }
    }

    void deleted(Mail mail) {
        require(
                mail.mayBeDeleted(clock.millis(), clock.wasPutBack()) || mail.hadTwin && !mail.listedBesideTwin,
                "a message is deleted that was not given free",
                mail);
    }

    /** A mailbox was polled until nothing more came of it. */
    void atTheEnd(Iterable<Mail> left) {
        for (Mail mail : left) {
            require(mail.everDelivered, "a message was never delivered", mail);
            require(!mail.isOwedADeletion(clock.millis()), "a message was never deleted", mail);
        }
    }
}
