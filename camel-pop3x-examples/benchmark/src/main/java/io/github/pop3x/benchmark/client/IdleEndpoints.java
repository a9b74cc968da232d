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
package io.github.pop3x.benchmark.client;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.Pop3xConsumer;
import io.github.pop3x.benchmark.IdleWatch;
import io.github.pop3x.benchmark.Task;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A JVM with many endpoints in one Camel context, each with a mailbox of its own in which nothing new comes. Together
 * they poll as often as told, however many they are, so that a poll of one costs what a poll of the other costs.
 *
 * <p>Prints an {@link IdleWatch}, as a line that begins with {@link ClientProcess#DONE}.
 */
public final class IdleEndpoints {

    private static final long FIRST_POLL_PATIENCE_SECONDS = 300;
    private static final long LOOK_MILLIS = 50;

    private IdleEndpoints() {}

    /**
     * Starts the endpoints, waits until each has polled and the warm-up is over, and watches them.
     *
     * @param arguments the server's port, the number of endpoints, polls a second of all together, seconds of warming up,
     *     seconds to watch
     */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int endpoints = Integer.parseInt(arguments[1]);
        long pause = 1000L * endpoints / Integer.parseInt(arguments[2]);
        Duration warmUp = Duration.ofSeconds(Long.parseLong(arguments[3]));
        Duration watch = Duration.ofSeconds(Long.parseLong(arguments[4]));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (int number = 1; number <= endpoints; number++) {
                        from(uri(port, number, pause, pause * number / endpoints))
                                .routeId(IdleWatch.user(number))
                                .process(exchange -> exchange.getMessage().getBody(byte[].class));
                    }
                }
            });
            context.start();
            List<Pop3xConsumer> consumers = new ArrayList<>();
            context.getRoutes().forEach(route -> consumers.add((Pop3xConsumer) route.getConsumer()));
            awaitFirstPolls(consumers);
            pass(warmUp.toMillis());
            System.out.println(ClientProcess.DONE + watch(consumers, watch).line());
        }
        System.exit(0);
    }

    private static String uri(int port, int number, long pause, long first) {
        return "pop3x:127.0.0.1:" + port + "?tls=none&username=" + IdleWatch.user(number) + "&password=" + Task.PASSWORD
                + "&delay=" + Math.max(1, pause) + "&initialDelay=" + first + "&delete=false";
    }

    private static void awaitFirstPolls(List<Pop3xConsumer> consumers) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_POLL_PATIENCE_SECONDS);
        while (consumers.stream().anyMatch(consumer -> consumer.getLastPoll().isEmpty())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not every endpoint has polled");
            }
            pass(LOOK_MILLIS);
        }
    }

    private static IdleWatch watch(List<Pop3xConsumer> consumers, Duration time) throws InterruptedException {
        long before = sessions(consumers);
        ProcessMeter meter = new ProcessMeter();
        pass(time.toMillis());
        long cpu = meter.cpuNanos();
        long sessions = sessions(consumers) - before;
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        for (Pop3xConsumer consumer : consumers) {
            if (!consumer.getTrouble().equals("none")) {
                throw new IllegalStateException(consumer.getRouteId() + ": " + consumer.getTrouble());
            }
        }
        return new IdleWatch(consumers.size(), sessions, cpu, threads, ProcessMeter.liveHeapOctets());
    }

    private static long sessions(List<Pop3xConsumer> consumers) {
        return consumers.stream().mapToLong(Pop3xConsumer::getSessions).sum();
    }

    private static void pass(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }
}
