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

import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/**
 * From a delivery to an exchange: the attempt is written down, the message bound, and a completion waits for the verdict.
 * From then on the exchange may be routed, by whomever. Any thread may call it.
 */
final class Pop3xExchanges {

    private final Pop3xEndpoint endpoint;
    private final ExceptionHandler exceptionHandler;
    private final Pop3xCompletion.Settlement settlement;
    private final Pop3xInbound inbound;

    /**
     * @param exceptionHandler told when a verdict cannot be written down
     * @param settlement told when a message is settled
     */
    Pop3xExchanges(Pop3xEndpoint endpoint, ExceptionHandler exceptionHandler, Pop3xCompletion.Settlement settlement) {
        this.endpoint = endpoint;
        this.exceptionHandler = exceptionHandler;
        this.settlement = settlement;
        this.inbound = new Pop3xInbound(endpoint);
    }

    /**
     * Fills an exchange.
     *
     * @param exchange empty; not to be routed if this fails
     * @return its completion, which holds all that was taken for the message
     * @throws IOException if the message is not to be routed; it was given back
     */
    Pop3xCompletion fill(Exchange exchange, Pop3xDelivery delivery, Pop3xBatch.Place place) throws IOException {
        HeaderFields fields;
        Fingerprint header;
        int attempt;
        try {
            fields = read(delivery);
            header = Fingerprint.of(fields::first);
            attempt = attempt(delivery, header);
        } catch (IOException | RuntimeException | Error e) {
            delivery.drop();
            settlement.settled(delivery, false);
            throw e;
        }
        SpooledBody body = bind(exchange, fields, delivery, place, attempt);
        Pop3xCompletion completion = new Pop3xCompletion(
                endpoint, exceptionHandler, settlement, new Pop3xCompletion.Attempt(delivery, attempt, header), body);
        exchange.getExchangeExtension().addOnCompletion(completion);
        return completion;
    }

    private static HeaderFields read(Pop3xDelivery delivery) throws IOException {
        try (InputStream octets = delivery.octets().open()) {
            return HeaderFields.read(octets);
        }
    }

    private int attempt(Pop3xDelivery delivery, Fingerprint header) throws IOException {
        try {
            return delivery.books().ledger().start(delivery.identity(), header);
        } catch (IOException e) {
            settlement.unwritable();
            throw new IOException(
                    "its attempt cannot be written to the ledger (" + e.getMessage()
                            + "), and without that nothing is routed. See to the ledger's disk or database",
                    e);
        }
    }

    private SpooledBody bind(
            Exchange exchange, HeaderFields fields, Pop3xDelivery delivery, Pop3xBatch.Place place, int attempt)
            throws IOException {
        try {
            return inbound.bind(exchange, fields, delivery, place, attempt);
        } catch (RuntimeException | Error e) {
            delivery.books().ledger().failed(delivery.identity(), attempt);
            delivery.books().claims().release(delivery.identity());
            settlement.settled(delivery, false);
            throw e;
        }
    }
}
