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
package io.github.pop3x.testing.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

/** A maildrop of three messages, a, b and c, and exchanges that are sent to it. */
public abstract class ProducerSetting extends OnDemandSetting {

    public static final Map<String, Object> NO_HEADERS = Map.of();
    public static final List<String> ALL = List.of("a", "b", "c");

    public ProducerTemplate producer;

    @BeforeEach
    public void createProducer() {
        producer = context.createProducerTemplate();
    }

    /** Sends an exchange to an endpoint with these options, and tells what became of it. */
    public Exchange exchange(String options, Object body, Map<String, Object> headers) {
        return producer.request(uri(options), exchange -> {
            exchange.getIn().setBody(body);
            exchange.getIn().setHeaders(new HashMap<>(headers));
        });
    }

    /** The body that an exchange comes back with. */
    public Object result(String options, Object body, Map<String, Object> headers) {
        Exchange exchange = exchange(options, body, headers);
        assertNull(exchange.getException());
        return exchange.getMessage().getBody();
    }

    /** The exception that an exchange comes back with. */
    public <T extends Exception> T failure(Class<T> type, String options, Object body, Map<String, Object> headers) {
        return assertInstanceOf(type, exchange(options, body, headers).getException());
    }
}
