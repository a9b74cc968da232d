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
package io.github.pop3x.selection;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.Overtaken;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.ledger.store.JdbcLedgerStore;
import io.github.pop3x.mailbox.MailboxListener;
import org.apache.camel.spi.IdempotentRepository;

/** One of several processes that want the same message, with one database and one repository of claims between them. */
record ClaimingProcess(DeliveryLedger ledger, Claims claims) {

    static final MessageIdentity MESSAGE = new MessageIdentity("whqtswO00WBw418f9t5JxYwZ", 120, 0);
    static final Fingerprint HEADER = new Fingerprint(1, 2, 3, 4);
    static final RetrySchedule RETRIES = new RetrySchedule(Duration.ofMillis(1));
    static final String MAILBOX = "alice@host";

    static ClaimingProcess on(DataSource database, IdempotentRepository repository) throws IOException {
        DeliveryLedger ledger =
                new DeliveryLedger(MAILBOX, new JdbcLedgerStore(database), Duration.ofDays(7), Clock.systemUTC());
        return new ClaimingProcess(ledger, new Claims(repository, MAILBOX, ledger, new MailboxListener() {}));
    }

    boolean take() {
        return claims.take(MESSAGE, RETRIES, false);
    }

    boolean takesSuspect() {
        return claims.take(MESSAGE, RETRIES, true);
    }

    int start() throws IOException {
        return claims.start(MESSAGE, HEADER);
    }

    /** Starts a route with what is taken, unless another process has it. */
    boolean starts() throws IOException {
        try {
            start();
            return true;
        } catch (Overtaken overtaken) {
            claims.drop(MESSAGE);
            return false;
        }
    }

    boolean takesAndStarts() throws IOException {
        return take() && starts();
    }

    void deliver() throws IOException {
        end(start());
    }

    void end(int attempt) throws IOException {
        ledger.delivered(MESSAGE, attempt, true, Duration.ZERO);
        claims.release(MESSAGE);
    }
}
