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

import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * From messages that were retrieved to what an exchange gets of them: the same view that a consumer's route gets, with the
 * octets in the spool until the exchange is done. An exchange that is in no route was sent by somebody who reads the body
 * afterwards; that one's octets stay until nobody can reach them any more. Any thread may call it.
 */
final class Pop3xReply {

    private final Pop3xEndpoint endpoint;
    private final Pop3xInbound inbound;

    /** @param endpoint started, so that its spool is known */
    Pop3xReply(Pop3xEndpoint endpoint) {
        this.endpoint = endpoint;
        this.inbound = new Pop3xInbound(endpoint);
    }

    /** A message as its binding made it, on an exchange of its own, and the octets that go with it. */
    private record Bound(Pop3xMessage message, SpooledBody octets) {
        void release() {
            message.releaseOctets();
            octets.release();
        }
    }

    /**
     * Makes one message the exchange's own. The exchange keeps its headers, where the mail has none of that name, and
     * gets the properties that the binding sets.
     *
     * @throws IOException if the message cannot be bound; its octets were released, and the exchange is as it was
     */
    void one(Exchange exchange, Pop3xRetrieved retrieved) throws IOException {
        Bound bound = bind(retrieved);
        bound.message().getExchange().getProperties().forEach(exchange::setProperty);
        Message reply;
        if (isInRoute(exchange)) {
            reply = new Pop3xMessage(exchange, bound.message());
            releaseWhenDone(exchange, List.of(bound));
        } else {
            reply = new DefaultMessage(exchange);
            reply.copyFrom(bound.message());
        }
        exchange.getMessage().getHeaders().forEach(reply.getHeaders()::putIfAbsent);
        exchange.setMessage(reply);
    }

    /**
     * Makes a list of messages the exchange's body.
     *
     * @throws IOException if one cannot be bound; all octets were released, and the exchange is as it was
     */
    void all(Exchange exchange, List<Pop3xRetrieved> retrieved) throws IOException {
        List<Bound> all = new ArrayList<>();
        try {
            for (Pop3xRetrieved one : retrieved) {
                all.add(bind(one));
            }
        } catch (IOException | RuntimeException e) {
            all.forEach(Bound::release);
            retrieved.subList(all.size() + 1, retrieved.size()).forEach(one -> one.octets()
                    .release());
            throw e;
        }
        if (isInRoute(exchange)) {
            releaseWhenDone(exchange, all);
        }
        exchange.getMessage().setBody(all.stream().map(Bound::message).toList());
    }

    private Bound bind(Pop3xRetrieved retrieved) throws IOException {
        MailFields fields;
        try (InputStream octets = retrieved.octets().open()) {
            fields = MailFields.read(octets);
        } catch (IOException | RuntimeException e) {
            retrieved.octets().release();
            throw e;
        }
        Exchange own = endpoint.createExchange();
        SpooledBody octets = inbound.bind(own, fields, retrieved, 1);
        return new Bound((Pop3xMessage) own.getIn(), octets);
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
