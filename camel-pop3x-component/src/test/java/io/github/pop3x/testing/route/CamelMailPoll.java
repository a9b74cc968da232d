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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;

/** One poll by a route of camel-mail's, for alice: what a mailbox looked like to a route before it moved. */
public final class CamelMailPoll {

    private CamelMailPoll() {}

    /**
     * Polls once.
     *
     * @param place host and port
     * @param options each after an ampersand; empty for none
     * @param beans for the options to refer to
     * @param view what the test wants to know of each mail, while its route runs
     * @return of each mail that was routed, in order
     */
    public static <T> List<T> of(String place, String options, Map<String, Object> beans, Function<Exchange, T> view)
            throws Exception {
        List<T> seen = new ArrayList<>();
        CountDownLatch polled = new CountDownLatch(1);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            beans.forEach(context.getRegistry()::bind);
            context.getRegistry().bind("polled", new DefaultPollingConsumerPollStrategy() {
                @Override
                public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
                    polled.countDown();
                }
            });
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pop3:" + place + "?username=alice&password=s3cret&initialDelay=0&delay=3600000"
                                    + "&pollStrategy=#polled" + options)
                            .process(exchange -> seen.add(view.apply(exchange)));
                }
            });
            context.start();
            if (!polled.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("camel-mail has not polled");
            }
        }
        return List.copyOf(seen);
    }
}
