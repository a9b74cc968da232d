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
package io.github.pop3x;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Mailboxes are added and removed at run time, and leave nothing behind. */
class AddAndRemoveTest {

    private static final int MAILBOXES = 200;
    private static final Duration SOON = Duration.ofMillis(5);

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @TempDir
    Path directory;

    private final ServerProfile profile = new ServerProfile();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger routed = new AtomicInteger();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private Pop3xConsumer add(String user, String options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pop3x:" + server.host() + ":" + server.port() + "?password=s3cret&tls=none&initialDelay=0"
                                + "&delay=50&username=" + user + options)
                        .routeId(user)
                        .process(exchange -> routed.incrementAndGet());
            }
        });
        return (Pop3xConsumer) context.getRoute(user).getConsumer();
    }

    private void addAndRemove(String user, String options) throws Exception {
        Pop3xConsumer consumer = add(user, options);
        await().until(() ->
                consumer.getDelivered() == 1 && (!options.contains("delete=true") || consumer.getDeleted() == 1));
        context.getRouteController().stopRoute(user);
        context.removeRoute(user);
    }

    private Map<String, Integer> sizes() {
        Pop3xComponent component = context.getComponent("pop3x", Pop3xComponent.class);
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("routes", context.getRoutes().size());
        sizes.put("endpoints", context.getEndpoints().size());
        sizes.put("ledgers", component.ledgers().size());
        sizes.put("accounts", Pop3xShared.of(context).accounts());
        sizes.put("meters", meters.getMeters().size());
        sizes.put(
                "health checks", (int) HealthCheckRegistry.get(context).stream().count());
        sizes.put(
                "management",
                ManagementFactory.getPlatformMBeanServer().queryNames(null, null).stream()
                        .filter(name -> name.getDomain().startsWith("org.apache.camel"))
                        .toList()
                        .size());
        return sizes;
    }

    private void start() throws Exception {
        for (int i = 0; i < MAILBOXES; i++) {
            profile.mailbox("user" + i, "s3cret", new Maildrop().add("a", "Subject: a\n\nHello\n"));
        }
        server.answers(profile);
        context.getRegistry().bind("meters", meters);
        context.start();
    }

    @ParameterizedTest
    @CsvSource({"memory, 200", "journal:, 20"})
    void nothingIsLeft(String ledger, int mailboxes) throws Exception {
        String options = "&delete=true&ledger=" + ledger + (ledger.endsWith(":") ? directory : "");
        start();
        addAndRemove("user0", options);
        Map<String, Integer> before = sizes();
        before.put("ledgers", 0);
        before.put("accounts", 0);
        for (int i = 1; i < mailboxes; i++) {
            addAndRemove("user" + i, options);
        }
        await().until(() -> {
            System.gc();
            return sizes().equals(before);
        });
        assertEquals(mailboxes, routed.get());
    }

    @Test
    void whatIsKeptIsKnownWhenItsMailboxIsAddedAgain() throws Exception {
        start();
        for (String options : new String[] {"", "&ledger=journal:" + directory}) {
            String user = options.isEmpty() ? "user0" : "user1";
            int before = routed.get();
            addAndRemove(user, options);
            System.gc();
            Pop3xConsumer consumer = add(user, options);
            await().until(() -> consumer.getListed() >= 2);
            assertEquals(before + 1, routed.get());
        }
    }
}
