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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Forty mailboxes of one host share two sessions, and are polled every two seconds. */
class FortyMailboxesTest {

    private static final int MAILBOXES = 40;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    /** In the order of their logins. */
    private final List<Login> logins = Collections.synchronizedList(new ArrayList<>());

    private record Login(String user, long at) {}

    /** Opened when all routes have started, so that the time of the start does not count. */
    private final CountDownLatch started = new CountDownLatch(1);

    /** Each login asks for credentials once. */
    private CredentialsProvider credentials(String user) {
        return () -> {
            awaitStart();
            logins.add(new Login(user, System.nanoTime()));
            return Credentials.of(user, "s3cret");
        };
    }

    private void awaitStart() {
        try {
            started.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String user(int mailbox) {
        return "user" + mailbox;
    }

    @Test
    void eachIsPolledOnceBeforeAnyIsPolledAgain() throws Exception {
        ServerProfile profile = new ServerProfile();
        DefaultCamelContext context = new DefaultCamelContext();
        for (int mailbox = 0; mailbox < MAILBOXES; mailbox++) {
            String user = user(mailbox);
            profile.mailbox(user, "s3cret", new Maildrop().add(user, "Subject: " + user + "\n\nHello\n"));
            context.getRegistry().bind(user, credentials(user));
        }
        server.answers(profile);
        context.getComponent("pop3x", Pop3xComponent.class).setMaxSessionsPerHost(2);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (int mailbox = 0; mailbox < MAILBOXES; mailbox++) {
                    from("pop3x:" + server.host() + ":" + server.port()
                                    + "?tls=none&initialDelay=0&delay=2000&username=" + user(mailbox)
                                    + "&credentialsProvider=#" + user(mailbox))
                            .to("mock:mail");
                }
            }
        });
        long begun;
        try {
            context.start();
            begun = System.nanoTime();
            started.countDown();
            await().atMost(Duration.ofMinutes(2)).until(() -> logins.size() > MAILBOXES);
        } finally {
            context.stop();
        }
        check(begun);
    }

    private void check(long begun) {
        List<Login> first = new ArrayList<>();
        synchronized (logins) {
            first.addAll(logins.subList(0, MAILBOXES));
        }
        Set<String> users = new HashSet<>();
        first.forEach(login -> users.add(login.user()));
        System.out.printf(
                "Forty mailboxes, two sessions, delay=2000: the last first login %d ms after the first%n",
                Duration.ofNanos(first.get(MAILBOXES - 1).at() - begun).toMillis());
        assertEquals(MAILBOXES, users.size(), () -> "in the order of their logins: " + first);
    }
}
