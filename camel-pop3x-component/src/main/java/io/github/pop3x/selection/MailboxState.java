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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.EntryState;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MemoryLedgerStore;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.Overtaken;
import io.github.pop3x.ledger.RecordedIds;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.HeaderRounds;
import io.github.pop3x.mailbox.ListedMessage;
import io.github.pop3x.mailbox.Listing;
import io.github.pop3x.mailbox.MailKey;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.mime.HeaderFields;
import org.apache.camel.spi.IdempotentRepository;

/**
 * The records of a mailbox as polls and receivers need them: the ledger, the claims of several processes, the repository of
 * messages that are not to be routed, and the options that choose.
 *
 * <p>It outlives the polls of its consumer. {@link #observe}, {@link #sort} and {@link #select} are for one thread at a
 * time, the rest for any.
 */
public final class MailboxState {

    private final Settings settings;
    private final DeliveryLedger ledger;
    private final MailboxListener listener;
    private final Claims claims;
    private final IdempotentFilter seen;
    private final Selection selection;
    private final Baseline baseline = new Baseline();
    private final HeaderRounds headerRounds = new HeaderRounds();
    private final LeftOutEntries leftOut;
    private final StartedRoutes routes;
    private final OthersRecords others;

    /**
     * The settings of a mailbox's records.
     *
     * @param mailbox the name that is part of the keys in repositories
     * @param seen the option {@code idempotentRepository}, or null
     * @param key the option {@code idempotentKey}
     * @param inProgress the option {@code inProgressRepository}, or null
     * @param rules the options that choose
     * @param expiry the check whether the server keeps messages for long enough
     * @param startsFromNow whether the messages of the first listing ever are passed over
     */
    public record Settings(
            String mailbox,
            IdempotentRepository seen,
            MailKey key,
            IdempotentRepository inProgress,
            Selection.Rules rules,
            ExpireCheck expiry,
            boolean startsFromNow) {}

    /** @param listener gets a report of failures that only keep a message waiting */
    public MailboxState(Settings settings, DeliveryLedger ledger, MailboxListener listener) {
        this.settings = settings;
        this.ledger = ledger;
        this.listener = listener;
        this.leftOut = new LeftOutEntries(settings.mailbox());
        this.others = new OthersRecords(ledger, listener);
        this.claims = new Claims(settings.inProgress(), settings.mailbox(), ledger, listener);
        this.routes = new StartedRoutes(settings.mailbox(), ledger, claims, listener);
        this.seen = new IdempotentFilter(settings.seen(), settings.mailbox(), settings.key(), listener::failed);
        this.selection = new Selection(settings.rules(), ledger, listener);
    }

    /** Records that hold for one session, where no message can be recognized in another one. */
    public MailboxState forOneSession() throws IOException {
        Settings alone = new Settings(
                settings.mailbox(),
                null,
                MailKey.NONE,
                null,
                settings.rules(),
                settings.expiry(),
                settings.startsFromNow());
        DeliveryLedger ofSession =
                new DeliveryLedger(settings.mailbox(), new MemoryLedgerStore(), Duration.ZERO, Clock.systemUTC());
        return new MailboxState(alone, ofSession, listener);
    }

    /** Has routes that last longer than the delay of polls be left alone by other processes, if any share the ledger. */
    public void renewOn(ScheduledExecutorService timer, Duration delay) {
        routes.renewOn(timer, delay);
    }

    /** The ledger of the mailbox. */
    public DeliveryLedger ledger() {
        return ledger;
    }

    /**
     * Lists the messages of a session.
     *
     * @param mayGoOn whether there is time to look at another header, where the server has no UIDL
     * @throws IOException if the session breaks, or the server refuses UIDL for once
     */
    public Listing list(Pop3Session session, BooleanSupplier mayGoOn) throws IOException {
        return Listing.of(session, RecordedIds.of(ledger), headerRounds, mayGoOn);
    }

    /**
     * Takes in a listing, before anything is chosen from it.
     *
     * @param mayGoOn whether there is time to look at another header
     * @return false if nothing may be chosen yet: the option {@code startFrom=now} needs another session
     * @throws IOException if the session breaks, or the option {@code startFrom=now} cannot be met
     */
    public boolean observe(Pop3Session session, Listing listing, BooleanSupplier mayGoOn) throws IOException {
        settings.expiry().check(session);
        leftOut.note(listing.leftOut());
        if (settings.startsFromNow() && !baseline.take(session, ledger, listing, headerRounds, mayGoOn)) {
            return false;
        }
        try {
            if (listing.part().isPresent()) {
                ledger.observePart(listing.part().get());
            } else {
                ledger.observe(listing.identities());
            }
        } catch (IOException e) {
            listener.failed("Cannot record which messages are listed; it is kept in memory until this process ends", e);
        }
        return true;
    }

    /** Asks a ledger that other processes share about those of a listing that are to be routed, before it is observed. */
    public void refresh(Listing listing, RetrySchedule retries) {
        others.refresh(listing.identities(), retries);
    }

    /**
     * Asks a ledger that other processes share again about a message that is about to be taken.
     *
     * @param isSuspect whether the message has to be recognized once it is retrieved
     * @return whether it is still to be routed
     */
    public boolean refresh(MessageIdentity message, RetrySchedule retries, boolean isSuspect) {
        return others.refresh(message, retries, isSuspect);
    }

    /**
     * Sorts a listing by what the ledger says of each message, apart from what has to be verified.
     *
     * @param mayGoOn whether there is time to look at another header
     * @throws IOException if the session breaks
     */
    public Triage sort(Pop3Session session, Listing listing, RetrySchedule retries, BooleanSupplier mayGoOn)
            throws IOException {
        Triage triage = new Triage(session, ledger, seen, retries);
        triage.sort(listing, mayGoOn);
        return triage;
    }

    /**
     * Chooses among the messages that the ledger allows to be routed.
     *
     * @param mayGoOn whether there is time to look at another header
     * @return in the order in which they are to be routed
     * @throws IOException if the session breaks, or the server cannot do what an option needs
     */
    public List<ListedMessage> select(Pop3Session session, Listing listing, Triage triage, BooleanSupplier mayGoOn)
            throws IOException {
        List<ListedMessage> chosen = selection.among(session, listing, triage, mayGoOn);
        listener.chosen(chosen);
        return chosen;
    }

    /** Tells whether {@link #admits} has to be asked once the message is retrieved: the server has no TOP. */
    public boolean isUnread(ListedMessage message) {
        return selection.isUnread(message) || seen.isUnread(message.identity());
    }

    /** Asks headerFilter and idempotentRepository of a retrieved message; true also where that was done before. */
    public boolean admits(ListedMessage message, HeaderFields header) {
        return selection.admits(message, header) && seen.admits(message, header);
    }

    /**
     * Takes a message for one route; see {@link #refresh(MessageIdentity, RetrySchedule, boolean)}.
     *
     * @return false if another route or process has it, or has had it
     */
    public boolean take(MessageIdentity message, RetrySchedule retries, boolean isSuspect) {
        return claims.take(message, retries, isSuspect);
    }

    /** Gives back a taken message that no route was started with. */
    public void drop(MessageIdentity message) {
        routes.forget(message);
        claims.drop(message);
    }

    /** Gives back a taken message that the server would not give, or that broke the session. */
    public void retrievalFailed(MessageIdentity message) throws IOException {
        claims.retrievalFailed(message);
    }

    /** See {@link DeliveryLedger#recognize}. */
    public Optional<Decision> recognize(MessageIdentity message, Fingerprint header) throws IOException {
        Optional<Decision> known = ledger.recognize(message, header);
        boolean mayBeRouted = known.isEmpty() || known.get() == Decision.ROUTE;
        return mayBeRouted && selection.isLeft(message, header) ? Optional.of(Decision.KEEP) : known;
    }

    /** The state of a message, or empty if nothing is recorded of it. */
    public Optional<EntryState> state(MessageIdentity message) {
        return ledger.state(message);
    }

    /** Tells whether a message that this session retrieved is delivered and its deletion is due. */
    public boolean wantsDelete(MessageIdentity message) {
        return ledger.wantsDelete(message);
    }

    /** Tells whether a message that an earlier session retrieved is delivered by now and its deletion is due. */
    public boolean isToDelete(MessageIdentity message, RetrySchedule retries) {
        return ledger.decide(message, retries) == Decision.DELETE;
    }

    /**
     * Claims a taken message and records that a route starts with it.
     *
     * @param whenReleased called at most once, if the route is {@linkplain #releaseInFlight given up} before the claim is
     *     given back; gives back what the delivery has taken, and the claim
     * @return which attempt this is, from 1
     * @throws Overtaken if another process has gone on with the message: the route must not start
     * @throws ClaimFailed if the message could not be claimed: the route must not start
     * @throws IOException if that could not be written: the route must not start
     */
    public int start(MessageIdentity message, Fingerprint header, Runnable whenReleased) throws IOException {
        return routes.start(message, header, whenReleased);
    }

    /** Records that a route completed; see {@link DeliveryLedger#delivered}. */
    public void delivered(MessageIdentity message, int attempt, boolean delete, Duration deleteAfter)
            throws IOException {
        ledger.delivered(message, attempt, delete, deleteAfter);
    }

    /** Records that a route failed, and reports the message if that was its last attempt. */
    public void failed(MessageIdentity message, int attempt) throws IOException {
        try {
            ledger.failed(message, attempt);
        } finally {
            selection.failed(message, attempt);
        }
    }

    /**
     * Adds a delivered message to the option {@code idempotentRepository}. The verdict stands whatever that throws.
     * @param header the fingerprint that its route was started with
     * @param key the one of the option {@code idempotentKey}, if the message has one
     */
    public void markSeen(MessageIdentity message, Fingerprint header, Optional<String> key) {
        seen.add(message, header, key);
    }

    /** Gives back the claim of a message, once its verdict is recorded. */
    public void release(MessageIdentity message) {
        routes.forget(message);
        claims.release(message);
    }

    /**
     * Gives up the route of a message that never ends: the message is offered again.
     *
     * @return false if the message is not in flight
     * @throws IOException if that could not be written; it is remembered
     */
    public boolean releaseInFlight(MessageIdentity message) throws IOException {
        return routes.release(message, () -> claims.release(message));
    }
}
