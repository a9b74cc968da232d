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

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.pop3x.PackageAccess;
import io.github.pop3x.Pop3xComponent;
import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.Pop3xConsumer;
import io.github.pop3x.testing.ResourceCount;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;

/**
 * A program that polls when a line on its standard input says so, and answers each line: how many messages a poll found or
 * that it failed; or what it holds, a line each and {@value #DONE}.
 */
public final class LeakProgram {

    public static final String POLL = "poll";
    public static final String RESTART = "restart";
    public static final String COUNT = "count";
    public static final String DONE = "done";

    /** Routes that a message may take, by how its unique id begins; any other is read to its end. */
    public static final List<String> ROUTES = List.of("read", "half", "fail", "rollback", "seda");

    private static final String ID = "polled";

    private final CamelContext context = new DefaultCamelContext();

    private LeakProgram() {}

    /**
     * Obeys until its standard input ends.
     *
     * @param arguments the endpoint's URI
     * @throws Exception if it cannot do as it is told
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        // What is logged must not be taken for what is said.
        System.setOut(System.err);
        new LeakProgram().run(arguments[0], out);
    }

    private void run(String uri, PrintStream out) throws Exception {
        context.getRegistry().bind("unheard", new SilentExceptionHandler());
        // The pool is filled up thread by thread, which is no leak.
        context.getComponent("pop3x", Pop3xComponent.class).setPollThreads(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(uri + "&initialDelay=3600000&exceptionHandler=#unheard")
                        .routeId(ID)
                        .process(LeakProgram::route)
                        .filter(header(Pop3xConstants.UID).startsWith("seda"))
                        .to("seda:later");
                from("seda:later").process(exchange -> exchange.getMessage().getBody(byte[].class));
            }
        });
        context.start();
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                obey(line, out);
            }
        } finally {
            context.stop();
        }
    }

    private static void route(Exchange exchange) throws Exception {
        String uid = exchange.getMessage().getHeader(Pop3xConstants.UID, String.class);
        switch (uid.substring(0, uid.indexOf('-'))) {
            // A stream that is left open is closed at the end of the exchange.
            case "half" -> exchange.getMessage().getBody(InputStream.class).read();
            case "fail" -> throw new IllegalStateException("as planned");
            case "rollback" -> exchange.setRollbackOnly(true);
            case "seda" -> {}
            default -> exchange.getMessage().getBody(byte[].class);
        }
    }

    private void obey(String line, PrintStream out) throws Exception {
        switch (line) {
            case POLL -> out.println(poll());
            case RESTART -> {
                context.getRouteController().stopRoute(ID);
                context.getRouteController().startRoute(ID);
                out.println(DONE);
            }
            case COUNT -> {
                // Without a thread of its own, which would be counted.
                Awaitility.await()
                        .pollInSameThread()
                        .until(() -> context.getInflightRepository().size() == 0);
                ResourceCount.now().forEach((name, count) -> out.println(count + " " + name));
                out.println(DONE);
            }
            default -> throw new IllegalArgumentException(line);
        }
    }

    private String poll() {
        try {
            return "found "
                    + PackageAccess.poll((Pop3xConsumer) context.getRoute(ID).getConsumer());
        } catch (Exception e) {
            return "failed " + e;
        }
    }
}
