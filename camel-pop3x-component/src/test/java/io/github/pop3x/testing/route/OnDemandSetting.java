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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;

/** A maildrop of three messages, and a context that receives from it on demand. */
public abstract class OnDemandSetting {

    @RegisterExtension
    public final ScriptedServer server = new ScriptedServer();

    public final Maildrop maildrop = new Maildrop();
    public final DefaultCamelContext context = new DefaultCamelContext();
    public final List<String> enriched = Collections.synchronizedList(new ArrayList<>());
    public ConsumerTemplate template;

    @BeforeEach
    public void begin() throws Exception {
        for (String uid : List.of("a", "b", "c")) {
            maildrop.add(uid, "Subject: " + uid + "\n\nHello " + uid + "\n");
        }
        server.answers(maildrop);
        context.start();
        template = context.createConsumerTemplate();
    }

    @AfterEach
    public void end() {
        context.stop();
    }

    public String uri(String options) {
        // What failed is due again after one delay, which a test does not wait for.
        String delay = options.contains("delay=") ? "" : "&delay=1";
        return "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&password=s3cret&tls=none&mapMailMessage=false" + delay
                + (options.isEmpty() ? "" : "&" + options);
    }

    /** A route from {@code direct:start} that is enriched with a message, and what comes after that. */
    public RouteBuilder enriching(String uri, AggregationStrategy strategy, org.apache.camel.Processor after) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .errorHandler(noErrorHandler())
                        .pollEnrich(uri, 0, strategy)
                        .process(exchange -> enriched.add(exchange.getMessage().getBody(String.class)))
                        .process(after);
            }
        };
    }

    /** What clients did in the sessions until now. */
    public List<String> keywords() {
        return maildrop.events().stream().map(Maildrop.Event::keyword).toList();
    }

    public void awaitRemovals(String... uids) {
        await().until(() -> maildrop.removals().equals(List.of(uids)));
        server.awaitIdle();
    }

    /** Waits until the message is offered again, once nobody can reach its exchange any more. */
    public String awaitOfferedAgain(String uri) {
        String[] uid = new String[1];
        await().until(() -> {
            System.gc();
            var exchange = template.receiveNoWait(uri);
            uid[0] = exchange == null ? null : exchange.getMessage().getHeader(Pop3xConstants.UID, String.class);
            template.doneUoW(exchange);
            return exchange != null;
        });
        return uid[0];
    }
}
