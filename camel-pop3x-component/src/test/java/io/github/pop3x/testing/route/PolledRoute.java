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
import java.util.Map;
import java.util.TreeMap;

import io.github.pop3x.PackageAccess;
import io.github.pop3x.Pop3xComponent;
import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.Pop3xConsumer;
import io.github.pop3x.testing.ScriptedServer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;

import static org.awaitility.Awaitility.await;

/**
 * A route that consumes from a server and polls only when the test says so, on the test's own thread. It notes what was
 * routed before the processor of the test sees it, and what the exception handler was told.
 */
public final class PolledRoute implements AutoCloseable {

    private static final String ID = "polled";

    private final CamelContext context = new DefaultCamelContext();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<Routed> routed = Collections.synchronizedList(new ArrayList<>());
    private final List<String> reports = Collections.synchronizedList(new ArrayList<>());

    /** What a route saw of one message. */
    public record Routed(String uid, byte[] octets, Map<String, Object> headers, Map<String, Object> properties) {
        @Override
        public String toString() {
            return uid;
        }
    }

    /** A route from a server that plays or answers in clear text, for alice. */
    public static PolledRoute from(ScriptedServer server, String options, Processor processor) throws Exception {
        return from(server, options, Map.of(), processor);
    }

    /** The same, with beans for the options to refer to. */
    public static PolledRoute from(
            ScriptedServer server, String options, Map<String, Object> beans, Processor processor) throws Exception {
        String uri = "pop3x:" + server.host() + ":" + server.port() + "?username=alice&password=s3cret&tls=none";
        return new PolledRoute(uri + (options.isEmpty() ? "" : "&" + options), beans, processor);
    }

    public PolledRoute(String uri, Processor processor) throws Exception {
        this(uri, Map.of(), processor);
    }

    public PolledRoute(String uri, Map<String, Object> beans, Processor processor) throws Exception {
        for (String scheme : List.of("pop3x", "pop3xs")) {
            PackageAccess.pollOn(context.getComponent(scheme, Pop3xComponent.class), scheduler);
        }
        beans.forEach(context.getRegistry()::bind);
        context.getRegistry().bind("reports", (ExceptionHandler) new Reports());
        // Most tests are about octets, not about what they mean.
        String raw = uri.contains("mapMailMessage=") ? "" : "&mapMailMessage=false";
        // What failed is due again after one delay, and here at once.
        String retryAtOnce = uri.contains("delay=") ? "" : "&delay=0";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(uri + "&initialDelay=3600000&exceptionHandler=#reports" + raw + retryAtOnce)
                        .routeId(ID)
                        .process(PolledRoute.this::note)
                        .process(processor);
            }
        });
        context.start();
    }

    private final class Reports implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {
            reports.add(String.valueOf(exception.getMessage()));
        }

        @Override
        public void handleException(String message, Throwable exception) {
            reports.add(message + ": " + exception.getMessage());
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            handleException(message, exception);
        }
    }

    private void note(Exchange exchange) {
        Map<String, Object> properties = new TreeMap<>(exchange.getAllProperties());
        routed.add(new Routed(
                exchange.getIn().getHeader(Pop3xConstants.UID, String.class),
                exchange.getIn().getBody(byte[].class),
                Map.copyOf(exchange.getIn().getHeaders()),
                properties));
    }

    public Pop3xConsumer consumer() {
        return (Pop3xConsumer) context.getRoute(ID).getConsumer();
    }

    public CamelContext context() {
        return context;
    }

    /** One poll, as Camel's scheduler would run it. */
    public int poll() throws Exception {
        return PackageAccess.poll(consumer());
    }

    /** Holds the session that only deletes, if one is scheduled. */
    public int deleteLate() {
        return scheduler.runScheduled();
    }

    /** The unique ids of what was routed since the last call, in order. */
    public List<String> takeUids() {
        synchronized (routed) {
            List<String> uids = routed.stream().map(Routed::uid).toList();
            routed.clear();
            return uids;
        }
    }

    public List<Routed> routed() {
        synchronized (routed) {
            return List.copyOf(routed);
        }
    }

    /** Waits until so many exchanges are done: a poll that failed does not wait for its routes. */
    public void awaitVerdicts(int count) {
        await().until(() -> context.getInflightRepository().size() == 0 && routed().size() >= count);
    }

    /** What the exception handler was told. */
    public List<String> reports() {
        synchronized (reports) {
            return List.copyOf(reports);
        }
    }

    @Override
    public void close() {
        context.stop();
        scheduler.shutdownNow();
    }
}
