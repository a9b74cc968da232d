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

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.option.Transcript;
import io.github.pop3x.testing.VirtualTime;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

/** What is remembered of an account is there for all of its gates, and no longer than there is anything. */
class AccountsTest {

    private final VirtualTime time = new VirtualTime();
    private final Accounts accounts = new Accounts(time, time::nanoTime);

    private final Map<String, BackOff> backOff = new HashMap<>();

    private SessionGate gate(String account) {
        return accounts.gate(account, remembered -> {
            backOff.put(account, remembered);
            return new SessionGate(
                    new Mailbox(account, account, "h:110"),
                    Transcript.OFF,
                    remembered,
                    new SessionsPerHost(0),
                    new Reachability(1, time::nanoTime, () -> {}),
                    new MailboxListener() {},
                    time);
        });
    }

    /** What a new gate of an account would heed. */
    private BackOff backOff(String account) {
        gate(account);
        return backOff.get(account);
    }

    @Test
    void allDoorsOfAnAccountShareItsWaitingTimes() {
        BackOff first = backOff("alice@h");
        SessionGate held = gate("alice@h");
        backOff("bob@h");
        assertSame(first, backOff("alice@h"));
        assertEquals(Optional.empty(), held.trouble());
    }

    @Test
    void forgetsAnAccountWithoutDoorsAndWithoutWaitingTimes() {
        SessionGate kept = gate("kept@h");
        BackOff ofKept = backOff.get("kept@h");
        backOff("locked@h").troubled(Trouble.Reason.LOCKED, "no", Duration.ofHours(1), Optional.empty());
        backOff("delayed@h").loggedIn(time.nanoTime(), Optional.of(Duration.ofHours(1)));
        int[] others = {0};
        await().until(() -> {
            for (int i = 0; i < 10; i++) {
                gate("another" + others[0]++ + "@h");
            }
            System.gc();
            return accounts.size() < others[0];
        });
        assertEquals(Optional.of("no"), gate("locked@h").trouble().map(Trouble::words));
        assertEquals(
                time.instant().plus(Duration.ofHours(1)), backOff("delayed@h").notBefore());
        assertSame(ofKept, backOff("kept@h"));
        assertEquals(Optional.empty(), kept.trouble());
    }
}
