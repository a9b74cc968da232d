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
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.RememberedCapabilities;
import io.github.pop3x.client.wire.Cancellation;
import io.github.pop3x.diagnosis.Pop3Diagnosis;
import io.github.pop3x.mailbox.BrokenAtMessage;
import io.github.pop3x.operation.OperationSession;
import io.github.pop3x.operation.Outcome;
import io.github.pop3x.operation.RemovalInDoubt;
import io.github.pop3x.operation.TroubledMessages;
import io.github.pop3x.session.MailboxTurn;
import io.github.pop3x.session.PlaceWait;
import io.github.pop3x.session.QuitRule;
import io.github.pop3x.session.SessionTranscript;
import io.github.pop3x.session.StoppableSessions;
import io.github.pop3x.session.Trouble;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Runs one {@link Pop3xOperation} in the mailbox for each exchange, in a session of its own that is committed only if all of
 * it worked. After a failure the mailbox is unchanged.
 *
 * <p>It connects when an exchange comes and not earlier. Any thread may call it; each exchange has its own session, and
 * those of one mailbox come one after the other, with the sessions of on-demand receivers. Except for {@code drain} it
 * neither asks nor changes the ledger of a consumer.
 */
public class Pop3xProducer extends DefaultProducer {

    private static final Set<Pop3xOperation> TELLS_WHAT_IS_LEFT_OUT =
            EnumSet.of(Pop3xOperation.LIST, Pop3xOperation.UIDL, Pop3xOperation.DELETE_ALL);

    private Pop3xReply reply;
    private Pop3xResults results;
    private final Pop3xDrains drains;
    private MailboxTurn turn;

    private final StoppableSessions sessions = new StoppableSessions();

    private final TroubledMessages troubled = new TroubledMessages();

    /** A producer of an endpoint. */
    public Pop3xProducer(Pop3xEndpoint endpoint) {
        super(endpoint);
        drains = new Pop3xDrains(endpoint.getCamelContext());
    }

    @Override
    public Pop3xEndpoint getEndpoint() {
        return (Pop3xEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        reply = new Pop3xReply(getEndpoint(), getEndpoint().parts().mapping());
        results = new Pop3xResults(
                getEndpoint().mailbox(), getEndpoint().clientOptions().tls());
        turn = getEndpoint().getComponent().turns().turn(getEndpoint().mailbox().name());
        drains.start(getEndpoint().getConfiguration().getDrainTo());
        sessions.restart();
        getEndpoint().getComponent().receivers().add(sessions);
    }

    /** Ends a session that only retrieves, and the waits for one; a session that deletes gets a few seconds. */
    @Override
    protected void doStop() throws Exception {
        getEndpoint().getComponent().receivers().remove(sessions);
        sessions.stop(StoppableSessions.GRACE);
        drains.stop();
        super.doStop();
    }

    /**
     * Runs the operation that the exchange, or else the endpoint, names. The result becomes the body of the exchange's
     * message. The headers that chose the operation are removed: they were for this endpoint, and not for the next.
     * After a failure the exchange is unchanged.
     *
     * @throws IllegalArgumentException if the request is invalid; nothing was contacted
     * @throws Pop3xNoSuchMessageException if a message is not there
     * @throws Pop3xOversizeException if a message that is to be retrieved is larger than {@code maxMessageSize}
     * @throws UnsupportedOperationException if unique ids are asked for, and the server has no UIDL
     * @throws Pop3xUnavailableException if the mailbox is unavailable now
     * @throws Pop3CommandException if the server refused
     * @throws Pop3xDeletesInDoubtException if it is not known whether messages were removed
     * @throws Pop3xMessageBreaksSessionException if the session broke in the answer to a command about one message
     * @throws IOException if the session could not be opened, or broke, or its result cannot be bound
     * @throws InterruptedException while another session with the mailbox is waited for
     */
    @Override
    public void process(Exchange exchange) throws Exception {
        Pop3xRequest request =
                Pop3xRequest.of(exchange.getMessage(), getEndpoint().getConfiguration());
        if (request.operation() == Pop3xOperation.DIAGNOSE) {
            exchange.getMessage().setBody(diagnosis().run());
        } else if (request.operation() == Pop3xOperation.DRAIN) {
            exchange.getMessage().setBody(drained());
        } else if (request.names().isEmptyList()) {
            exchange.getMessage().setBody(Pop3xResults.ofEmptyList(request.operation()));
        } else {
            reply(exchange, request, inSession(request));
        }
        exchange.getMessage().removeHeader(Pop3xConstants.OPERATION);
        exchange.getMessage().removeHeader(Pop3xConstants.LINES);
    }

    private Drained drained() throws Exception {
        awaitTurn();
        try {
            Pop3xEndpoint endpoint = getEndpoint();
            return drains.drain(new Pop3xDrain.Source(
                    endpoint,
                    endpoint.mailbox(),
                    endpoint.gate(),
                    endpoint.clientOptions(),
                    endpoint.parts(),
                    endpoint.spool(),
                    endpoint.pollThreads(),
                    endpoint.getComponent().clocks(),
                    endpoint.pollDelay(),
                    Pop3xSettings.messagesPerPoll(endpoint.getConfiguration().getMaxMessagesPerPoll())));
        } finally {
            turn.end();
        }
    }

    private void reply(Exchange exchange, Pop3xRequest request, Pop3xResults.Answer answer) throws Exception {
        if (answer.outcome() instanceof Outcome.Retrieved retrieved) {
            if (request.names().several()) {
                reply.all(exchange, retrieved.messages());
            } else {
                reply.one(exchange, retrieved.messages().get(0));
            }
        } else {
            exchange.getMessage().setBody(results.of(request, answer));
            if (TELLS_WHAT_IS_LEFT_OUT.contains(request.operation())) {
                exchange.getMessage().setHeader(Pop3xConstants.LEFT_OUT, answer.leftOut());
            }
        }
    }

    /** Not through the gate: somebody who looks for what is wrong looks at once, also while the breaker is open. */
    private Pop3Diagnosis diagnosis() {
        Pop3xEndpoint endpoint = getEndpoint();
        SessionTranscript dialogue =
                new SessionTranscript(endpoint.getConfiguration().getTranscript(), endpoint.getServiceUrl());
        return new Pop3Diagnosis(
                endpoint.clientOptions().toBuilder().tap(dialogue).build());
    }

    /** @throws Pop3xUnavailableException if no session may be opened now, or the server refused it for now */
    private Pop3xResults.Answer inSession(Pop3xRequest request) throws Exception {
        Pop3xEndpoint endpoint = getEndpoint();
        Optional<Pop3xResults.Answer> answer;
        Duration left = awaitTurn();
        try (StoppableSessions.Held held = sessions.begin()) {
            answer = visit(request, held, left);
        } catch (RemovalInDoubt removal) {
            throw new Pop3xDeletesInDoubtException(removal);
        } catch (BrokenAtMessage broken) {
            troubled.broke(broken.culprit());
            throw new Pop3xMessageBreaksSessionException(endpoint.mailbox().name(), broken);
        } finally {
            turn.end();
        }
        if (answer.isEmpty()) {
            throw new Pop3xUnavailableException(
                    endpoint.mailbox().name(),
                    endpoint.gate().trouble().map(Trouble::toString),
                    endpoint.gate().notBefore());
        }
        return answer.get();
    }

    /** What was retrieved is released if the session cannot be ended. */
    private Optional<Pop3xResults.Answer> visit(Pop3xRequest request, StoppableSessions.Held held, Duration left)
            throws Exception {
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        boolean done = false;
        try {
            Optional<Pop3xResults.Answer> answer = getEndpoint()
                    .gate()
                    .visit(
                            options(request.operation()),
                            held.cancellation(),
                            getEndpoint().pollDelay(),
                            PlaceWait.atMost(left),
                            session -> {
                                OperationSession operation = operation(session, held);
                                outcome.set(perform(request, operation));
                                return new Pop3xResults.Answer(
                                        session.server().toString(),
                                        session.greeting().text(),
                                        outcome.get(),
                                        operation.leftOut());
                            });
            done = true;
            return answer;
        } finally {
            if (!done && outcome.get() != null) {
                outcome.get().release();
            }
        }
    }

    /**
     * Waits for the turn as long as a session of its own may take to connect and to be answered once.
     *
     * @return how long a place among the sessions with the host may be waited for
     */
    private Duration awaitTurn() throws Pop3xUnavailableException, InterruptedException {
        long begun = System.nanoTime();
        Pop3ClientOptions options = getEndpoint().clientOptions();
        Duration atMost = options.connectionTimeout().plus(options.readTimeout());
        Cancellation stopping = sessions.whileWaiting();
        if (turn.await(atMost, stopping)) {
            return atMost.minusNanos(System.nanoTime() - begun);
        }
        throw new Pop3xUnavailableException(
                getEndpoint().mailbox().name(),
                Optional.of(
                        stopping.isCancelled()
                                ? "this endpoint stops"
                                : "another session with it has lasted for longer than connectionTimeout and readTimeout"
                                        + " together, " + atMost.toMillis() + " ms"),
                Optional.empty());
    }

    private OperationSession operation(Pop3Session session, StoppableSessions.Held held) {
        Pop3xEndpoint endpoint = getEndpoint();
        QuitRule quitRule = endpoint.parts().settings().quitRule();
        return new OperationSession(session, held, troubled, endpoint.mailbox().name(), quitRule);
    }

    private Outcome perform(Pop3xRequest request, OperationSession operation) throws IOException {
        Pop3xEndpoint endpoint = getEndpoint();
        return request.perform(
                operation, endpoint.spool(), endpoint.parts().settings().maxMessageSize());
    }

    /** A verification asks the server anew for what it announces. */
    private Pop3ClientOptions options(Pop3xOperation operation) {
        Pop3ClientOptions options = getEndpoint().clientOptions();
        return operation == Pop3xOperation.VERIFY
                ? options.toBuilder()
                        .rememberedCapabilities(RememberedCapabilities.NONE)
                        .build()
                : options;
    }
}
