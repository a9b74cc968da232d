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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * A GreenMail that keeps its mail in memory and counts its unique ids from 1. Restarted, it has new mail under old ids,
 * which the ledger must not take for the old mail.
 */
class RestartedServerTest {

    @TempDir
    Path home;

    private GreenMail server;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3));
        server.setUser("alice@example.org", "alice", "s3cret");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void deliver(String... subjects) {
        for (String subject : subjects) {
            server.getUserManager()
                    .getUser("alice")
                    .deliver(GreenMailUtil.createTextEmail(
                            "alice@example.org", "bob@example.org", subject, "Hello", ServerSetup.POP3));
        }
    }

    private PolledRoute route(String options) throws Exception {
        return route(options, exchange -> {});
    }

    /** Its port is another one after each start, and the mailbox is the same. */
    private PolledRoute route(String options, Processor processor) throws Exception {
        String uri = "pop3x:127.0.0.1:" + server.getPop3().getPort()
                + "?username=alice&password=s3cret&tls=none&mapMailMessage=false";
        return new PolledRoute(uri + "&mailboxKey=inbox&ledger=journal:" + home + options, processor);
    }

    private static List<Object> subjects(PolledRoute route) {
        return route.routed().stream()
                .map(routed -> routed.headers().get("Subject"))
                .toList();
    }

    @Test
    void newMailIsRoutedThoughItsIdsAreThoseOfOldMailThatWasKept() throws Exception {
        List<String> ids;
        deliver("old 1", "old 2");
        try (PolledRoute route = route("")) {
            assertEquals(2, route.poll());
            ids = route.takeUids();
        }
        stop();
        start();
        deliver("new 1", "new 2");
        try (PolledRoute route = route("")) {
            assertEquals(2, route.poll());
            assertEquals(List.of("new 1", "new 2"), subjects(route));
            assertEquals(ids, route.takeUids(), "else nothing was tried here");
            assertEquals(0, route.poll());
        }
    }

    @Test
    void newMailWithReusedUniqueIdsIsRoutedAndDeleted() throws Exception {
        deliver("old 1", "old 2");
        try (PolledRoute route = route("&delete=true")) {
            assertEquals(2, route.poll());
            assertEquals(0, server.getReceivedMessages().length);
        }
        stop();
        start();
        deliver("new 1", "new 2");
        try (PolledRoute route = route("&delete=true")) {
            assertEquals(2, route.poll());
            assertEquals(List.of("new 1", "new 2"), subjects(route));
            assertEquals(0, server.getReceivedMessages().length);
        }
    }

    @Test
    void newMailIsNotDeletedForOldMailThatWasToGoWhenTheServerStopped() throws Exception {
        deliver("old 1", "old 2");
        try (PolledRoute route = route("&delete=true", exchange -> stop())) {
            assertThrows(IOException.class, route::poll);
            route.awaitVerdicts(1);
        }
        start();
        deliver("new 1");
        try (PolledRoute route = route("")) {
            assertEquals(1, route.poll());
            assertEquals(List.of("new 1"), subjects(route));
            assertEquals(1, server.getReceivedMessages().length);
        }
    }
}
