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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.Overtaken;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.MailboxListener;
import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The option {@code inProgressRepository}: each message is claimed when its route starts, so that of several processes on
 * one mailbox one routes it. The process that has the claim asks the ledger's store again, since another
 * one may have routed the message meanwhile. No message is routed twice while claims last.
 *
 * <p>What is only requested, or waits for a worker, is not claimed: a process that is paused, or dies, keeps nothing from the
 * others but what it was routing. Messages that are claimed already are not requested. A message that has to be recognized
 * once it is retrieved, or that has twins, is claimed before it is requested: what another process does with it
 * meanwhile could change what it is recognized as.
 *
 * <p>Beside each claim, and after it, a second key says whose it is. A claim is released only while that key is there:
 * if it has expired, the older claim has, too, and the claim's key may be another process' by then.
 *
 * <p>Safe for any number of threads, as far as the repository is.
 */
final class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    /** What is taken and not claimed yet, with what was recorded under its unique id when it was taken. */
    private final Map<MessageIdentity, List<LedgerEntry>> unclaimed = new ConcurrentHashMap<>();

    private final Set<MessageIdentity> claimed = ConcurrentHashMap.newKeySet();
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
        try {
            return isSuspect || identity.occurrence() > 0
                    ? takeAndClaim(identity, retries, isSuspect)
                    : takeUnclaimed(identity, retries);
        } catch (IOException | RuntimeException | Error e) {
            listener.failed("Cannot claim message " + identity.uid() + "; it waits for the next poll", e);
            return false;
        }
    }

    private boolean takeUnclaimed(MessageIdentity identity, RetrySchedule retries) {
        if (repository.contains(key(identity))) {
            return false;
        }
        // Before the decision: what is recorded later counts as news when the route starts.
        List<LedgerEntry> known = ledger.entries(identity.uid());
        boolean taken = ledger.decide(identity, retries) == Decision.ROUTE && ledger.take(identity);
        if (taken) {
            unclaimed.put(identity, known);
        }
        return taken;
    }

    private boolean takeAndClaim(MessageIdentity identity, RetrySchedule retries, boolean isSuspect)
            throws IOException {
        if (!claim(identity)) {
            return false;
        }
        boolean taken = false;
        try {
            ledger.refresh(identity);
            Decision decision = ledger.decide(identity, retries);
            boolean isToBeRouted = decision == Decision.ROUTE || isSuspect && decision == Decision.VERIFY;
            taken = isToBeRouted && ledger.take(identity);
        } finally {
            if (!taken) {
                release(identity);
            }
        }
        return taken;
    }

    private boolean claim(MessageIdentity identity) {
        if (!repository.add(key(identity))) {
            return false;
        }
        boolean owned = false;
        try {
            repository.add(owner(identity));
            claimed.add(identity);
            owned = true;
        } finally {
            if (!owned) {
                repository.remove(key(identity));
            }
        }
        return true;
    }

    /**
     * Claims a taken message, unless it is claimed already, and records that its route starts. A message whose route does not
     * start is to be {@linkplain #drop dropped}.
     *
     * @return which attempt this is, from 1
     * @throws Overtaken if another process has claimed the message, or has gone on with it: the route must not start
     * @throws ClaimFailed if the repository fails: the route must not start
     * @throws IOException if the ledger cannot be read or written: the route must not start
     */
    int start(MessageIdentity identity, Fingerprint header) throws IOException {
        List<LedgerEntry> known = unclaimed.remove(identity);
        if (known != null && !(isClaimedNow(identity) && ledger.isUnchanged(identity, known))) {
            throw new Overtaken(identity);
        }
        return ledger.start(identity, header);
    }

    private boolean isClaimedNow(MessageIdentity identity) throws ClaimFailed {
        try {
            return claim(identity);
        } catch (RuntimeException | Error e) {
            throw new ClaimFailed(identity, e);
        }
    }

    /** Gives a taken message back that no route was started with, and the claim with it. */
    void drop(MessageIdentity identity) {
        boolean isClaimed = isClaimedAtItsEnd(identity);
        ledger.drop(identity);
        if (isClaimed) {
            release(identity);
        }
    }

    /** To be asked before the ledger gives the message back: after that another taker may claim it. */
    private boolean isClaimedAtItsEnd(MessageIdentity identity) {
        unclaimed.remove(identity);
        return claimed.contains(identity);
    }

    /**
     * Gives a taken message back that the server would not give, and the claim with it.
     *
     * @throws IOException if that could not be written; it is remembered all the same
     */
    void retrievalFailed(MessageIdentity identity) throws IOException {
        boolean isClaimed = isClaimedAtItsEnd(identity);
        try {
            ledger.retrievalFailed(identity);
        } finally {
            if (isClaimed) {
                release(identity);
            }
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
        claimed.remove(identity);
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
