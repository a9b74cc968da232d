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
package io.github.pop3x.benchmark.mailboxes;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import com.sun.management.OperatingSystemMXBean;
import io.github.pop3x.Pop3xComponent;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcConnectionPool;

/** A JVM with one Camel context without JMX, and a route for each endpoint of a list. */
public final class RoutesProcess {

    private static final int COLLECTIONS = 3;
    private static final int CONNECTIONS = 10;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadWatch threads = new ThreadWatch();
    private final LongAdder mails = new LongAdder();
    private final DefaultCamelContext context = new DefaultCamelContext();

    private RoutesProcess() {
        context.disableJMX();
    }

    /**
     * Runs until the input ends. The commands are:
     *
     * <ul>
     *   <li>{@code database URL}: binds a data source named {@code ledger} with a pool of 10 connections
     *   <li>{@code routes FILE}: adds a route for each line of a file, an endpoint's URI
     *   <li>{@code limit K}: sessions with one host
     *   <li>{@code start}, {@code stop}: starts or stops the context
     *   <li>{@code figures}: {@link ProcessFigures} so far
     *   <li>{@code forget}: the most threads so far
     *   <li>{@code threads}: the names of the most threads that were there at a time
     *   <li>{@code heap}: octets after three garbage collections
     * </ul>
     *
     * @throws Exception if it cannot run
     */
    public static void main(String[] arguments) throws Exception {
        RoutesProcess process = new RoutesProcess();
        CommandLoop.run(process::answer);
        // Thousands of routes need not stop in good order.
        Runtime.getRuntime().halt(0);
    }

    private Object answer(String[] words) throws Exception {
        switch (words[0]) {
            case "database" -> context.getRegistry().bind("ledger", pool(words[1]));
            case "routes" -> context.addRoutes(routes(Files.readAllLines(Path.of(words[1]))));
            case "limit" ->
                context.getComponent("pop3x", Pop3xComponent.class).setMaxSessionsPerHost(Integer.parseInt(words[1]));
            case "start" -> context.start();
            case "stop" -> context.stop();
            case "forget" -> threads.forget();
            case "threads" -> {
                return threads.names();
            }
            case "heap" -> {
                return heapOctets();
            }
            default -> {
                // The figures are the answer.
            }
        }
        return new ProcessFigures(system.getProcessCpuTime(), threads.now(), threads.most(), mails.sum()).line();
    }

    private static JdbcConnectionPool pool(String url) {
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
        pool.setMaxConnections(CONNECTIONS);
        return pool;
    }

    private RouteBuilder routes(List<String> uris) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                int number = 0;
                for (String uri : uris) {
                    from(uri).routeId("mailbox" + ++number).process(exchange -> {
                        exchange.getMessage().getBody(byte[].class);
                        mails.increment();
                    });
                }
            }
        };
    }

    private static long heapOctets() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
