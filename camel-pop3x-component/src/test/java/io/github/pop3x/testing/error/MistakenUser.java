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
package io.github.pop3x.testing.error;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.pop3x.PackageAccess;
import io.github.pop3x.Pop3xComponent;
import io.github.pop3x.Pop3xConsumer;
import io.github.pop3x.Pop3xEndpoint;
import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.ManualScheduler;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;

/** A user of the component who makes mistakes, and reads the messages. */
public final class MistakenUser {

    /** A report of a consumer: Camel's exception handler logs it. */
    public record Report(String message, Throwable cause) {
        /** As the log has it. */
        String text() {
            return message + ": " + cause.getMessage();
        }
    }

    private MistakenUser() {}

    /** An endpoint of alice's, in clear text. */
    public static String uri(ScriptedServer server, String options) {
        return "pop3x:" + server.host() + ":" + server.port() + "?username=alice&password=s3cret&tls=none&delay=0"
                + (options.isEmpty() ? "" : "&" + options);
    }

    /** Opens a session as an endpoint does, and leaves it. */
    public static void open(String uri, Map<String, Object> beans) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            beans.forEach(context.getRegistry()::bind);
            context.start();
            Pop3xEndpoint endpoint = context.getEndpoint(uri, Pop3xEndpoint.class);
            endpoint.start();
            Pop3Client.open(endpoint.clientOptions()).close();
        }
    }

    /** Starts a route that never polls by itself, and polls so many times. */
    public static void poll(String uri, Map<String, Object> beans, int polls, Processor processor) throws Exception {
        ManualScheduler scheduler = new ManualScheduler();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            for (String scheme : List.of("pop3x", "pop3xs")) {
                PackageAccess.pollOn(context.getComponent(scheme, Pop3xComponent.class), scheduler);
            }
            beans.forEach(context.getRegistry()::bind);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from(uri).routeId("blunder").process(processor);
                }
            });
            context.start();
            for (int i = 0; i < polls; i++) {
                PackageAccess.poll((Pop3xConsumer) context.getRoute("blunder").getConsumer());
            }
        } finally {
            scheduler.shutdownNow();
        }
    }

    /** Starts a route and polls once; the route does nothing. */
    public static void poll(String uri) throws Exception {
        poll(uri, Map.of(), 1, MistakenUser::nothing);
    }

    /** Polls so many times, and gives the first thing that the exception handler is told. */
    public static Report report(String uri, Map<String, Object> beans, int polls, Processor processor)
            throws Exception {
        Reports reports = new Reports();
        Map<String, Object> all = new HashMap<>(beans);
        all.put("reports", reports);
        poll(uri + "&exceptionHandler=#reports", all, polls, processor);
        if (reports.first == null) {
            throw new AssertionError("nothing was reported");
        }
        return reports.first;
    }

    public static void nothing(Exchange exchange) {}

    private static final class Reports implements ExceptionHandler {
        private Report first;

        @Override
        public void handleException(Throwable exception) {
            handleException("", exception);
        }

        @Override
        public synchronized void handleException(String message, Throwable exception) {
            if (first == null) {
                first = new Report(message, exception);
            }
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            handleException(message, exception);
        }
    }
}
