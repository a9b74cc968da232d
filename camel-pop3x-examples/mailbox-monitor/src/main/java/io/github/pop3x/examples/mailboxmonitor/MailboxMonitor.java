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
package io.github.pop3x.examples.mailboxmonitor;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/**
 * Polls mailboxes, and shows them on a page. Without addresses of mailboxes they are those of a demonstration.
 */
public final class MailboxMonitor implements AutoCloseable {

    private static final String PASSWORD_VARIABLE = "POP3_PASSWORD";
    private static final int DEFAULT_PORT = 8110;
    private static final long STOP_MILLIS = 20_000;

    private final Main camel = new Main();
    private final PageServer page;

    /**
     * Starts the routes and the page.
     *
     * @param settings properties of Camel
     * @param port of the page; 0 for a free one
     * @param out for the user
     * @throws Exception if something does not start; nothing is left running
     */
    MailboxMonitor(RoutesBuilder routes, Map<String, String> settings, int port, PrintStream out) throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // Without a hook for the JVM's end: the caller closes this.
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        camel.bind("metricRegistry", meters);
        // A route that does not start is shown with its error, and tried again; the others run.
        camel.addInitialProperty("camel.routecontroller.enabled", "true");
        settings.forEach(camel::addInitialProperty);
        camel.configure().addRoutesBuilder(routes);
        PageServer started = null;
        try {
            camel.start();
            Requests requests = new Requests(new MailboxConsole(camel.getCamelContext()), meters::scrape);
            started = new PageServer(requests, port, out);
        } finally {
            if (started == null) {
                camel.stop();
            }
        }
        page = started;
        out.println("The mailboxes are shown at " + page.address());
    }

    /** The page's server. */
    PageServer page() {
        return page;
    }

    @Override
    public void close() {
        page.close();
        camel.stop();
    }

    /**
     * Runs until it is interrupted.
     *
     * @param arguments {@code --port=N}, {@code --seconds=N} to end by itself, and endpoint URIs
     */
    public static void main(String[] arguments) throws Exception {
        int port = DEFAULT_PORT;
        long seconds = Long.MAX_VALUE;
        List<String> mailboxes = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith("--port=")) {
                port = Integer.parseInt(argument.substring("--port=".length()));
            } else if (argument.startsWith("--seconds=")) {
                seconds = Long.parseLong(argument.substring("--seconds=".length()));
            } else {
                mailboxes.add(argument);
            }
        }
        if (mailboxes.isEmpty()) {
            try (Demonstration demonstration = new Demonstration();
                    MailboxMonitor monitor =
                            new MailboxMonitor(Demonstration.routes(), demonstration.settings(), port, System.out)) {
                monitor.runFor(seconds);
            }
        } else {
            try (MailboxMonitor monitor = new MailboxMonitor(own(mailboxes), password(), port, System.out)) {
                monitor.runFor(seconds);
            }
        }
    }

    /** Returns after that time, or when the process is to end; the end waits for this thread to close all. */
    private void runFor(long seconds) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread runner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            try {
                runner.join(STOP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        ended.await(seconds, TimeUnit.SECONDS);
    }

    private static Map<String, String> password() {
        String password = System.getenv(PASSWORD_VARIABLE);
        return password == null
                ? Map.of()
                : Map.of("camel.component.pop3x.password", password, "camel.component.pop3xs.password", password);
    }

    /** Routes that do nothing with the mails. */
    private static RouteBuilder own(List<String> uris) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < uris.size(); i++) {
                    from(uris.get(i)).routeId("mailbox-" + (i + 1)).process(exchange -> {});
                }
            }
        };
    }
}
