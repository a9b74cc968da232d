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
package io.github.pop3x;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.pop3x.client.ServerClaims;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.delivery.MailboxPoller;
import io.github.pop3x.ledger.LedgerEntry;
import io.github.pop3x.ledger.OpenEntries;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.mailbox.MailboxStatistics;
import io.github.pop3x.selection.MailboxState;
import io.github.pop3x.session.SessionGate;
import io.github.pop3x.session.Trouble;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.ScheduledBatchPollingConsumer;

/**
 * A consumer as operators see it, by JMX and health checks: what it did, what keeps it from its mailbox, and what may be
 * done about that. No attribute shows a secret.
 */
@ManagedResource(description = "POP3 consumer")
public abstract class Pop3xManagedConsumer extends ScheduledBatchPollingConsumer {

    Pop3xManagedConsumer(Pop3xEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public Pop3xEndpoint getEndpoint() {
        return (Pop3xEndpoint) super.getEndpoint();
    }

    @Override
    protected void doBuild() throws Exception {
        setHealthCheck(new Pop3xHealthCheck(
                this, "consumer:" + getRouteId(), () -> getEndpoint().mailbox(), () -> getEndpoint()
                        .gate()));
        super.doBuild();
    }

    /** Counts what is done with the mailbox. */
    MailboxStatistics statistics() {
        return getEndpoint().parts().statistics();
    }

    /** The way to the mailbox. */
    SessionGate gate() {
        return getEndpoint().gate();
    }

    /** Polls the mailbox; null before the first start. */
    abstract MailboxPoller poller();

    /** How long it is until the next poll by the schedule; empty if that is not known. */
    abstract Optional<Duration> untilScheduled();

    /** Polls on the calling thread, and leaves the schedule as it is. */
    abstract void runNow();

    /** What is known of the mailbox's messages; null before the first start. */
    MailboxState records() {
        return poller() == null ? null : poller().records();
    }

    /** How many messages wait for a route, or are being routed. */
    int onTheWay() {
        return poller() == null ? 0 : poller().pending();
    }

    /** The messages whose routes have not ended or have failed; none before the first start. */
    Pop3xOpenMessages openMessages() {
        boolean isNew = poller() == null;
        return new Pop3xOpenMessages(
                isNew
                        ? new OpenEntries(List.of(), List.of())
                        : records().ledger().open(),
                isNew ? new RetrySchedule(Duration.ZERO) : poller().retries(),
                getEndpoint().getConfiguration().getMaxAttempts(),
                getEndpoint().getComponent().clocks().instant());
    }

    /** What is measured of it. */
    Pop3xFigures figures() {
        return new Pop3xFigures(
                statistics(),
                gate(),
                this::onTheWay,
                () -> records().ledger().size(),
                this::openMessages,
                this::getSpooledOctets,
                getEndpoint().getComponent().clocks()::nanoTime);
    }

    /** The mailbox, as the ledger names it. */
    @ManagedAttribute(description = "The mailbox")
    public String getMailbox() {
        return getEndpoint().mailbox().name();
    }

    /** What keeps the mailbox from being polled, or "none". */
    @ManagedAttribute(description = "What keeps the mailbox from being polled")
    public String getTrouble() {
        return gate().trouble().map(Trouble::toString).orElse("none");
    }

    /** When the last poll ended, as text; empty before the first. */
    @ManagedAttribute(description = "When the last poll ended")
    public String getLastPoll() {
        Instant when = statistics().lastPoll();
        return when == null ? "" : when.toString();
    }

    /** The outcome of the last poll. */
    @ManagedAttribute(description = "The outcome of the last poll")
    public String getLastOutcome() {
        return statistics().outcome();
    }

    /** When the server may be asked again, as text; empty for the next poll. */
    @ManagedAttribute(description = "When the next session may be opened; empty if the next poll may open one")
    public String getNextAttempt() {
        return gate().notBefore().map(Instant::toString).orElse("");
    }

    /** The server's greeting; empty before the first session. */
    @ManagedAttribute(description = "The server's greeting")
    public String getGreeting() {
        return gate().last().map(SessionGate.ServerIdentity::greeting).orElse("");
    }

    /** What the server announced last. */
    @ManagedAttribute(description = "What the server announces")
    public String getCapabilities() {
        return gate().last().map(server -> list(server.capabilities())).orElse("");
    }

    /** What the server announces and has failed to do, and what is done instead; empty if nothing. */
    @ManagedAttribute(description = "What the server announces and has failed to do, and what is done instead")
    public String getStepDowns() {
        return String.join("; ", stepDowns());
    }

    /** One line for each claim of the server that is not used now. */
    List<String> stepDowns() {
        return getEndpoint()
                .getComponent()
                .rememberedCapabilities()
                .claims()
                .stepDowns(getEndpoint().clientOptions())
                .stream()
                .map(ServerClaims.StepDown::toString)
                .toList();
    }

    private static String list(Capabilities capabilities) {
        return capabilities.names().stream()
                .map(name -> (name + " " + String.join(" ", capabilities.arguments(name))).strip())
                .collect(Collectors.joining(", "));
    }

    /** Sessions that were opened. */
    @ManagedAttribute(description = "Sessions that were opened")
    public long getSessions() {
        return statistics().counts().sessions();
    }

    /** Messages in all listings. */
    @ManagedAttribute(description = "Messages in all listings")
    public long getListed() {
        return statistics().counts().listed();
    }

    /** Messages that were retrieved. */
    @ManagedAttribute(description = "Messages that were retrieved")
    public long getRetrieved() {
        return statistics().counts().retrieved();
    }

    /** Octets of the messages that were retrieved. */
    @ManagedAttribute(description = "Octets of the messages that were retrieved")
    public long getRetrievedOctets() {
        return statistics().counts().octets();
    }

    /** Messages whose route completed. */
    @ManagedAttribute(description = "Messages whose route completed")
    public long getDelivered() {
        return statistics().counts().delivered();
    }

    /** Routes that failed. */
    @ManagedAttribute(description = "Routes that failed")
    public long getFailed() {
        return statistics().counts().failed();
    }

    /** Messages that the server has confirmed to be removed. */
    @ManagedAttribute(description = "Messages that the server has confirmed to be removed")
    public long getDeleted() {
        return statistics().counts().deleted();
    }

    /** Delivered messages whose removal was not confirmed at first. */
    @ManagedAttribute(description = "Delivered messages whose removal was not confirmed at first")
    public long getDeleteUnconfirmed() {
        return statistics().counts().unconfirmed();
    }

    /** Messages that were retrieved here and that another process has gone on with. */
    @ManagedAttribute(description = "Messages that were retrieved here, and with which another process has gone on")
    public long getOvertaken() {
        return statistics().counts().overtaken();
    }

    /** Messages that wait for a route, or are being routed. */
    @ManagedAttribute(description = "Messages that wait for a route, or are being routed")
    public int getOnTheWay() {
        return onTheWay();
    }

    /** Octets of messages in memory, of all endpoints of the Camel context. */
    @ManagedAttribute(description = "Octets of messages in memory, of all endpoints of the Camel context")
    public long getSpooledOctets() {
        return getEndpoint().getComponent().spools().octetsInMemory();
    }

    /** The first lines of the last dialogue, secrets masked. */
    @ManagedOperation(description = "The first lines of the last dialogue with the server, secrets masked")
    public String lastDialogue() {
        return String.join("\n", gate().dialogue());
    }

    /** Polls at once, on a poll thread, unless a poll goes on or the route is suspended. */
    @ManagedOperation(description = "Polls at once")
    public void pollNow() {
        getEndpoint().pollThreads().execute(this::runNow);
    }

    /** Closes the breaker, drops any waiting time that the server asked for, and polls at once. */
    @ManagedOperation(description = "Closes the breaker, drops any waiting time, and polls at once")
    public void retryNow() {
        gate().retryNow();
        pollNow();
    }

    /**
     * Releases a message whose routes never end: it is offered again. If such a route continues, the message is routed
     * twice.
     *
     * @return how many messages of that unique id were in flight
     * @throws IOException if that could not be recorded; it is remembered
     */
    @ManagedOperation(description = "Releases a message whose route never ends: it is offered again")
    public int releaseInFlight(String uid) throws IOException {
        int released = 0;
        for (LedgerEntry entry : entries(uid)) {
            released += records().releaseInFlight(entry.identity()) ? 1 : 0;
        }
        return released;
    }

    /**
     * Forgets what is recorded under a unique id: a message that the server still lists is routed as a new one.
     *
     * @return how many messages were forgotten; one that is on its way is not
     * @throws IOException if that could not be written down
     */
    @ManagedOperation(
            description = "Drops what is recorded of a message: if it is still listed, it is routed as a new one")
    public int forget(String uid) throws IOException {
        int forgotten = 0;
        for (LedgerEntry entry : entries(uid)) {
            forgotten += records().ledger().forget(entry.identity()) ? 1 : 0;
        }
        return forgotten;
    }

    private List<LedgerEntry> entries(String uid) {
        return records() == null ? List.of() : records().ledger().entries(uid);
    }
}
