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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Diagnosis;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.RememberedCapabilities;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.spool.SpoolException;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Does in an endpoint's mailbox what an exchange asks for: one of the {@link Pop3xOperation}s, in a session of its own that
 * is committed only if all of it worked. Whatever fails, the mailbox is as it was.
 *
 * <p>It connects when an exchange comes and not earlier. Any thread may call it; each exchange has its own session, and
 * those of one mailbox come one after the other, with the sessions of whoever receives on demand. It neither asks nor
 * changes the ledger of a consumer.
 */
public class Pop3xProducer extends DefaultProducer {

    /** A refusal of these concerns the whole session; one of the others, a message. */
    private static final Set<Keyword> OF_THE_SESSION =
            Set.of(Keyword.STAT, Keyword.LIST, Keyword.UIDL, Keyword.CAPA, Keyword.NOOP);

    private Pop3xReply reply;
    private ReentrantLock turn;

    /** A producer of an endpoint. */
    public Pop3xProducer(Pop3xEndpoint endpoint) {
        super(endpoint);
    }

    /** What a session came to, if it did not break: one of the two. */
    private record Outcome(Pop3xErrand.Brought brought, Exception failure) {}

    @Override
    public Pop3xEndpoint getEndpoint() {
        return (Pop3xEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        reply = new Pop3xReply(getEndpoint());
        turn = getEndpoint().getComponent().demands().turn(getEndpoint().mailbox());
    }

    /**
     * Does what is asked for. The result is the body of the exchange's message, which loses the headers that said what to
     * do: they were for this endpoint, and not for the next. The exchange is as it was if this fails.
     *
     * @throws IllegalArgumentException if what is asked for makes no sense; nobody was connected to
     * @throws Pop3xNoSuchMessageException if a message is not there
     * @throws Pop3xOversizeException if a message that is to be retrieved is larger than {@code maxMessageSize}
     * @throws UnsupportedOperationException if unique ids are asked for, and the server has no UIDL
     * @throws Pop3xUnavailableException if the mailbox is not to be had now
     * @throws Pop3CommandException if the server refused
     * @throws Pop3xDeletesInDoubtException if it is not known whether messages were removed
     * @throws IOException if the session did not come about, or broke, or what it brought cannot be bound
     * @throws InterruptedException while another session with the mailbox is waited for
     */
    @Override
    public void process(Exchange exchange) throws Exception {
        Pop3xRequest request =
                Pop3xRequest.of(exchange.getMessage(), getEndpoint().getConfiguration());
        if (request.operation() == Pop3xOperation.DIAGNOSE) {
            exchange.getMessage().setBody(diagnosis().run());
        } else if (request.names().areOfNobody()) {
            exchange.getMessage().setBody(ofNobody(request.operation()));
        } else {
            reply(exchange, request, inSession(request));
        }
        exchange.getMessage().removeHeader(Pop3xConstants.OPERATION);
        exchange.getMessage().removeHeader(Pop3xConstants.LINES);
    }

    /** What comes of an empty list: nobody needs to connect for that. */
    private static Object ofNobody(Pop3xOperation operation) {
        return operation == Pop3xOperation.DELETE ? new Removed(List.of()) : List.of();
    }

    private void reply(Exchange exchange, Pop3xRequest request, Pop3xErrand.Brought brought) throws IOException {
        if (brought.retrieved().isEmpty()) {
            exchange.getMessage().setBody(brought.result());
        } else if (request.names().several()) {
            reply.all(exchange, brought.retrieved());
        } else {
            reply.one(exchange, brought.retrieved().get(0));
        }
    }

    /** Not through the door: somebody who looks for what is wrong looks at once, also while the breaker is open. */
    private Pop3Diagnosis diagnosis() {
        Pop3xEndpoint endpoint = getEndpoint();
        Pop3xDialogue dialogue =
                new Pop3xDialogue(endpoint.getConfiguration().getTranscript(), endpoint.getServiceUrl());
        return new Pop3Diagnosis(
                endpoint.clientOptions().toBuilder().tap(dialogue).build());
    }

    private Pop3xErrand.Brought inSession(Pop3xRequest request) throws Exception {
        Pop3xEndpoint endpoint = getEndpoint();
        Duration delay = Duration.ofMillis(endpoint.getTimeUnit().toMillis(endpoint.getDelay()));
        Optional<Outcome> outcome;
        turn.lockInterruptibly();
        try {
            outcome = endpoint.door().visit(options(request.operation()), delay, session -> outcome(request, session));
        } finally {
            turn.unlock();
        }
        if (outcome.isEmpty()) {
            throw new Pop3xUnavailableException(
                    endpoint.mailbox(),
                    endpoint.door().trouble().map(Pop3xTrouble::toString),
                    endpoint.door().notBefore());
        }
        if (outcome.get().failure() != null) {
            throw outcome.get().failure();
        }
        return outcome.get().brought();
    }

    /** Whoever verifies wants to know how things are, and not how they were. */
    private Pop3ClientOptions options(Pop3xOperation operation) {
        Pop3ClientOptions options = getEndpoint().clientOptions();
        return operation == Pop3xOperation.VERIFY
                ? options.toBuilder()
                        .rememberedCapabilities(RememberedCapabilities.NONE)
                        .build()
                : options;
    }

    /** The door takes what is thrown for trouble with the mailbox; that a message is refused, or gone, is none. */
    private Outcome outcome(Pop3xRequest request, Pop3Session session) throws IOException {
        try {
            return new Outcome(new Pop3xErrand(getEndpoint(), request, session).run(), null);
        } catch (Pop3xNoSuchMessageException | Pop3xOversizeException | SpoolException notOfTheMailbox) {
            return new Outcome(null, notOfTheMailbox);
        } catch (Pop3CommandException refused) {
            if (OF_THE_SESSION.contains(refused.keyword())) {
                throw refused;
            }
            return new Outcome(null, refused);
        }
    }
}
