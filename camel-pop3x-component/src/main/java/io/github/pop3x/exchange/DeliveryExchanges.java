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
package io.github.pop3x.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import io.github.pop3x.delivery.Attempt;
import io.github.pop3x.delivery.Delivery;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.Overtaken;
import io.github.pop3x.mime.HeaderFields;
import io.github.pop3x.retrieval.PollBatch;
import io.github.pop3x.spool.SpooledBody;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/**
 * Makes exchanges of deliveries: the attempt is written down, the message mapped, and a completion waits for the verdict.
 * From then on the exchange may be routed on any thread. Any thread may call it.
 */
public final class DeliveryExchanges {

    private final Completion.Rules rules;

    /** @param rules for all exchanges of an endpoint */
    public DeliveryExchanges(Completion.Rules rules) {
        this.rules = rules;
    }

    /**
     * Fills an exchange.
     *
     * @param exchange empty; not to be routed if this fails
     * @return its completion, which holds all that was taken for the message
     * @throws Overtaken if another process has gone on with the message; it was given back
     * @throws IOException if the message is not to be routed; it was given back
     */
    public Completion fill(Exchange exchange, Delivery delivery) throws IOException {
        HeaderFields header;
        Optional<String> key;
        Attempt attempt;
        try {
            header = read(delivery);
            key = rules.key().of(delivery.listed(), header);
            attempt = delivery.start(Fingerprint.of(header::firstForDigest));
        } catch (IOException | RuntimeException | Error e) {
            delivery.giveBack();
            throw e;
        }
        Completion completion = null;
        try {
            completion = complete(exchange, header, attempt, key);
            return completion;
        } finally {
            if (completion == null) {
                try {
                    attempt.failed();
                } finally {
                    attempt.settle(false);
                }
            }
        }
    }

    private Completion complete(Exchange exchange, HeaderFields header, Attempt attempt, Optional<String> key)
            throws IOException {
        Delivery delivery = attempt.delivery();
        SpooledBody body = rules.mapping().fill(exchange, header, delivery.retrieved(), attempt.number());
        boolean done = false;
        try {
            Completion completion = complete(exchange, attempt, key, body);
            done = true;
            return completion;
        } finally {
            if (!done) {
                body.discard();
            }
        }
    }

    private Completion complete(Exchange exchange, Attempt attempt, Optional<String> key, SpooledBody body) {
        PollBatch.Place place = attempt.delivery().place();
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, place.index());
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, place.size());
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, place.complete());
        Completion completion = new Completion(rules, attempt, key, body);
        exchange.getExchangeExtension().addOnCompletion(completion);
        return completion;
    }

    private static HeaderFields read(Delivery delivery) throws IOException {
        try (InputStream octets = delivery.retrieved().octets().open()) {
            return HeaderFields.read(octets);
        }
    }
}
