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

import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.MailboxListener;
import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The option {@code inProgressRepository}: each message is claimed before it is routed, so that of several processes on
 * one mailbox one routes it. The process that has the claim asks the ledger's store again, since another
 * one may have routed the message meanwhile. No message is routed twice while claims last.
 *
 * <p>Beside each claim, and after it, a second key says whose it is. A claim is released only while that key is there:
 * if it has expired, the older claim has, too, and the claim's key may be another process' by then.
 *
 * <p>Safe for any number of threads, as far as the repository is.
 */
final class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final IdempotentRepository repository;
    private final String mailbox;
    private final DeliveryLedger ledger;
    private final MailboxListener listener;

    /**
     * @param repository may be null: then messages are taken in the ledger alone
     * @param mailbox part of the key
     * @param listener gets a report when the repository or the ledger fails; the message waits then
     */
    Claims(IdempotentRepository repository, String mailbox, DeliveryLedger ledger, MailboxListener listener) {
        this.repository = repository;
        this.mailbox = mailbox;
        this.ledger = ledger;
        this.listener = listener;
    }

    /**
     * Takes a message for one route.
     *
     * @param retries when what failed is due again
     * @param isSuspect whether the message is {@linkplain Triage#isSuspect to be recognized} once it is retrieved
     * @return false if somebody else has it, or has had it
     */
    boolean take(MessageIdentity identity, RetrySchedule retries, boolean isSuspect) {
        if (repository == null) {
            return ledger.take(identity);
        }
        boolean taken = false;
        try {
            if (!repository.add(key(identity))) {
                return false;
            }
            boolean owned = false;
            try {
                repository.add(owner(identity));
                owned = true;
                taken = isToBeRouted(identity, retries, isSuspect) && ledger.take(identity);
            } finally {
                if (!owned) {
                    repository.remove(key(identity));
                } else if (!taken) {
                    release(identity);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            listener.failed("Cannot claim message " + identity.uid() + "; it waits for the next poll", e);
        }
        return taken;
    }

    private boolean isToBeRouted(MessageIdentity identity, RetrySchedule retries, boolean isSuspect)
            throws IOException {
        ledger.refresh(identity);
        Decision decision = ledger.decide(identity, retries);
        return decision == Decision.ROUTE || isSuspect && decision == Decision.VERIFY;
    }

    /** Gives a taken message back that no route was started with, and the claim with it. */
    void drop(MessageIdentity identity) {
        ledger.drop(identity);
        release(identity);
    }

    /**
     * Gives a taken message back that the server would not give, and the claim with it.
     *
     * @throws IOException if that could not be written; it is remembered all the same
     */
    void retrievalFailed(MessageIdentity identity) throws IOException {
        try {
            ledger.retrievalFailed(identity);
        } finally {
            release(identity);
        }
    }

    /**
     * Gives a claim back: once the verdict is recorded, and not before. A claim that cannot be given back is
     * reported, and has to expire; one that has expired is left to the process that has it now.
     */
    void release(MessageIdentity identity) {
        if (repository == null) {
            return;
        }
        try {
            if (repository.contains(owner(identity))) {
                repository.remove(key(identity));
                repository.remove(owner(identity));
            } else {
                LOG.warn(
                        "The claim of message {} expired before its delivery ended, so that another process may have it;"
                                + " give claims more time than the slowest route takes",
                        identity.uid());
            }
        } catch (RuntimeException | Error e) {
            listener.failed("Cannot give the claim of message " + identity.uid() + " back; it has to expire", e);
        }
    }

    private String key(MessageIdentity identity) {
        return RepositoryKeys.claim(mailbox, identity);
    }

    private String owner(MessageIdentity identity) {
        return RepositoryKeys.owner(mailbox, identity, ledger.instance());
    }
}
