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

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.mail.MessagingException;
import org.apache.camel.builder.RouteBuilder;

/**
 * Four mailboxes of a server in this process. One is well, the mails of one fail now and then, those of one take long, and the
 * password of one is wrong.
 */
final class Demonstration implements AutoCloseable {

    private static final List<String> NAMES = List.of("orders", "invoices", "reports", "support");
    private static final long MAIL_SECONDS = 2;

    private final String password = UUID.randomUUID().toString();
    private final Random random = new Random();
    private final ScheduledExecutorService senders = Executors.newSingleThreadScheduledExecutor();
    private final EmbeddedServer server;
    private int sent;

    /** Starts the server, and sends mails from then on. */
    Demonstration() throws Exception {
        server = new EmbeddedServer(NAMES, password);
        server.changePassword("support", "changed by somebody");
        senders.scheduleWithFixedDelay(this::send, 0, MAIL_SECONDS, TimeUnit.SECONDS);
    }

    private void send() {
        try {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            boolean isBroken = name.equals("invoices") && random.nextInt(3) == 0;
            server.deliver(name, (isBroken ? "unreadable " : "") + name + " " + ++sent);
        } catch (MessagingException e) {
            throw new IllegalStateException("a sample mail cannot be made", e);
        }
    }

    /** Properties of Camel: how to log in, in clear text, which does not leave this process. */
    Map<String, String> settings() {
        return Map.of(
                "demonstration.server",
                "pop3x:127.0.0.1:" + server.port(),
                "camel.component.pop3x.tls",
                "none",
                "camel.component.pop3x.password",
                password,
                "camel.component.pop3x.delete",
                "true");
    }

    /** The routes of the four. */
    static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(mailbox("orders", "")).routeId("orders").process(exchange -> {});
                from(mailbox("invoices", "&maxAttempts=3"))
                        .routeId("invoices")
                        .filter(header("subject").startsWith("unreadable"))
                        .throwException(new IllegalArgumentException("the invoice cannot be read"));
                from(mailbox("reports", "&concurrentExchanges=4"))
                        .routeId("reports")
                        .delay(simple("${random(5000,30000)}"))
                        .asyncDelayed();
                from(mailbox("support", "")).routeId("support").process(exchange -> {});
            }

            private String mailbox(String name, String options) {
                return "{{demonstration.server}}?username=" + name + "&delay=4000&initialDelay=500" + options;
            }
        };
    }

    @Override
    public void close() {
        senders.shutdownNow();
        server.close();
    }
}
