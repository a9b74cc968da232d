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

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.MessageIdentity;

/** The end of a session: DELE for what is due, and QUIT, either of which may go wrong. */
final class Deletes {

    private final World world;
    private final DeliveryLedger ledger;
    private final TroubledStore store;

    Deletes(World world, DeliveryLedger ledger, TroubledStore store) {
        this.world = world;
        this.ledger = ledger;
        this.store = store;
    }

    void of(List<MessageIdentity> wanted, Map<MessageIdentity, Mail> session, Step.Kind how) {
        record(() -> ledger.deleteSent(wanted));
        if (store.isDead()) {
            return;
        }
        List<MessageIdentity> due = wanted.stream().filter(ledger::mayDelete).toList();
        if (how != Step.Kind.DELE_REFUSED) {
            due.forEach(identity -> delete(session.get(identity), how));
        }
        if (how == Step.Kind.QUIT) {
            record(() -> ledger.confirmed(due));
        } else if (how == Step.Kind.DELE_REFUSED) {
            due.forEach(identity -> record(() -> ledger.deleteRefused(identity)));
        }
    }

    private void delete(Mail mail, Step.Kind how) {
        if (mail.onServer) {
            world.promise.deleted(mail);
            if (how != Step.Kind.QUIT_DOES_NOT_ARRIVE) {
                world.mailbox.remove(mail);
            }
        }
    }

    private interface Change {
        void run() throws IOException;
    }

    /** What the store does not take is reported, and the session goes on. */
    private static void record(Change change) {
        try {
            change.run();
        } catch (IOException e) {
            return;
        }
    }
}
