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
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.content.MailMessage;
import io.github.pop3x.content.SpooledMail;
import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.retrieval.RetrievedMessage;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Puts retrieved messages into an exchange: the same view that a consumer's route gets, with the octets in the spool
 * until the exchange is done. The sender of an exchange outside of routes reads the body afterwards: its octets stay
 * until they are unreachable. Any thread may call it.
 */
final class Pop3xReply {

    /** The headers of a mail besides its fields, which must not be taken for those of the next one. */
    private static final List<String> OF_A_MAIL = List.of(
            Pop3xConstants.UID,
            Pop3xConstants.UID_SOURCE,
            Pop3xConstants.MESSAGE_NUMBER,
            Pop3xConstants.SIZE,
            Pop3xConstants.MAILBOX,
            Pop3xConstants.HOST,
            Pop3xConstants.COUNT,
            Pop3xConstants.TOTAL_SIZE,
            Pop3xConstants.ATTEMPT,
            Pop3xConstants.MESSAGE_TIMESTAMP,
            Pop3xConstants.MIME_DEFECTS,
            Pop3xConstants.SHA256);

    private final Endpoint endpoint;
    private final Pop3xExchangeMapping inbound;

    /**
     * @param endpoint makes exchanges
     * @param mapping fills them
     */
    Pop3xReply(Endpoint endpoint, Pop3xExchangeMapping mapping) {
        this.endpoint = endpoint;
        this.inbound = mapping;
    }

    /** A message as its binding made it, on an exchange of its own, and the octets that go with it. */
    private record Bound(MailMessage message, SpooledBody octets) {
        void release() {
            message.releaseOctets();
            octets.release();
        }
    }

    /**
     * Makes one message the exchange's own. The exchange keeps its headers, where the mail has none of that name, but not
     * those that tell of a former mail; and gets the properties that the binding sets.
     *
     * @throws IOException if the message cannot be bound; its octets were released, and the exchange is as it was
     */
    void one(Exchange exchange, RetrievedMessage retrieved) throws IOException {
        Bound bound = bind(retrieved);
        boolean done = false;
        try {
            exchange.removeProperty(Pop3xConstants.RAW_MESSAGE);
            bound.message().getExchange().getProperties().forEach(exchange::setProperty);
            Message reply = reply(exchange, bound);
            Message former = exchange.getMessage();
            OF_A_MAIL.forEach(former::removeHeader);
            former.getHeaders().forEach(reply.getHeaders()::putIfAbsent);
            if (isInRoute(exchange)) {
                releaseWhenDone(exchange, List.of(bound));
            }
            exchange.setMessage(reply);
            done = true;
        } finally {
            if (!done) {
                bound.release();
            }
        }
    }

    private static SpooledMail rawOf(Exchange exchange) {
        return exchange.getProperty(Pop3xConstants.RAW_MESSAGE) instanceof SpooledMail mail ? mail : null;
    }

    private static Message reply(Exchange exchange, Bound bound) {
        if (isInRoute(exchange)) {
            return new MailMessage(exchange, bound.message(), rawOf(exchange));
        }
        Message reply = new DefaultMessage(exchange);
        reply.copyFrom(bound.message());
        return reply;
    }

    /**
     * Makes a list of messages the exchange's body.
     *
     * @throws IOException if one cannot be bound; all octets were released, and the exchange is as it was
     */
    void all(Exchange exchange, List<RetrievedMessage> retrieved) throws IOException {
        List<Bound> all = new ArrayList<>();
        boolean done = false;
        try {
            for (RetrievedMessage one : retrieved) {
                all.add(bind(one));
            }
            if (isInRoute(exchange)) {
                releaseWhenDone(exchange, all);
            }
            exchange.getMessage().setBody(all.stream().map(Bound::message).toList());
            done = true;
        } finally {
            if (!done) {
                all.forEach(Bound::release);
                // The one that was not bound was released there.
                retrieved.stream().skip(all.size() + 1L).forEach(one -> one.octets()
                        .release());
            }
        }
    }

    private Bound bind(RetrievedMessage retrieved) throws IOException {
        HeaderFields fields;
        Exchange own;
        boolean begun = false;
        try {
            fields = fields(retrieved);
            own = endpoint.createExchange();
            begun = true;
        } finally {
            if (!begun) {
                retrieved.octets().release();
            }
        }
        SpooledBody octets = inbound.bind(own, fields, retrieved, 1);
        return new Bound((MailMessage) own.getIn(), octets);
    }

    private static HeaderFields fields(RetrievedMessage retrieved) throws IOException {
        try (InputStream octets = retrieved.octets().open()) {
            return HeaderFields.read(octets);
        }
    }

    private static boolean isInRoute(Exchange exchange) {
        return exchange.getFromRouteId() != null;
    }

    private static void releaseWhenDone(Exchange exchange, List<Bound> all) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            /** Last of all: a route on completion is run by a completion, too, and reads the body. */
            @Override
            public int getOrder() {
                return Integer.MAX_VALUE;
            }

            @Override
            public void onDone(Exchange done) {
                all.forEach(Bound::release);
            }
        });
    }
}
