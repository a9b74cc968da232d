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

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.pop3x.benchmark.Task;
import io.github.pop3x.benchmark.Work;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.Registry;

/**
 * A client that is a Camel route: one poll of its consumer is one round. The route reads each message to its end and
 * does nothing else.
 *
 * <p>Each round has a Camel context of its own in the warm JVM, started before the clock is; but what learns keeps its
 * context, and with it what it knows, for the polls that follow.
 */
abstract class CamelRoute implements MailClient {

    private static final long PATIENCE_SECONDS = 600;

    private final AtomicReference<Tally> current = new AtomicReference<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private OnDemandScheduler scheduler;
    private CamelContext context;

    /**
     * The endpoint of the mailbox.
     *
     * @return its URI, to which the options that all routes of the benchmark have can be added
     */
    abstract String uri(Task task);

    /** Binds the beans that the URI names. */
    void bind(Registry registry, Task task) {
        // Most endpoints need none.
    }

    /** Reads what the exchange carries to its end, and counts it. */
    abstract void read(Exchange exchange, Tally tally) throws Exception;

    @Override
    public final void prepare(Task task, Tally tally) throws Exception {
        current.set(tally);
        if (context != null && task.work() == Work.POLL) {
            return;
        }
        close();
        scheduler = new OnDemandScheduler();
        context = new DefaultCamelContext();
        context.getRegistry().bind("onDemand", scheduler);
        context.getRegistry().bind("strict", (ExceptionHandler) new Strict(failure));
        bind(context.getRegistry(), task);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(task) + "&scheduler=#onDemand&exceptionHandler=#strict")
                        .process(exchange -> read(exchange, current.get()));
            }
        });
        context.start();
    }

    @Override
    public final void run(Task task, Tally tally) throws Exception {
        scheduler.poll();
        Throwable failed = failure.getAndSet(null);
        if (failed != null) {
            throw new IOException("the poll failed", failed);
        }
        tally.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public final void close() {
        if (context != null) {
            context.stop();
            context = null;
        }
    }

    /** A failed poll is a failed round, where Camel would log it and try again later. */
    private record Strict(AtomicReference<Throwable> failure) implements ExceptionHandler {

        @Override
        public void handleException(Throwable exception) {
            failure.compareAndSet(null, exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            handleException(exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            handleException(exception);
        }
    }
}
