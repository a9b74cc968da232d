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

import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import io.github.pop3x.client.Pop3AuthenticationException;
import io.github.pop3x.client.wire.PinnedTrust;
import io.github.pop3x.context.ContextLimits;
import io.github.pop3x.delivery.MailboxPoller;
import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.TestCertificates;
import io.github.pop3x.testing.VirtualTime;
import io.github.pop3x.testing.route.ManualScheduler;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Routes of {@code pop3x:} and of {@code pop3xs:} in one Camel context. */
class BothSchemesTest {

    private static final String MAIL = "Subject: hello\r\n\r\nHello\r\n";

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @RegisterExtension
    final ScriptedServer secured = new ScriptedServer();

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime();
    private final Maildrop maildrop = new Maildrop();
    private final CamelContext context = new DefaultCamelContext();
    private final List<String> routed = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void serveBoth() {
        server.answers(maildrop);
        secured.answers(maildrop);
        secured.implicitTls(TestCertificates.LOCALHOST.server());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Pop3xComponent component(String scheme) {
        return context.getComponent(scheme, Pop3xComponent.class);
    }

    private void start(String... uris) throws Exception {
        for (String scheme : List.of("pop3x", "pop3xs")) {
            PackageAccess.pollOn(component(scheme), new ManualScheduler());
            component(scheme).clocks().tellTimeBy(time, time::nanoTime);
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                for (String uri : uris) {
                    from(uri + "&username=alice&password=s3cret&initialDelay=3600000&delay=60000")
                            .routeId(uri.substring(0, uri.indexOf(':')))
                            .process(exchange -> routed.add(exchange.getFromRouteId() + " "
                                    + exchange.getIn().getHeader(Pop3xConstants.UID)));
                }
            }
        });
        context.start();
    }

    private String clear(String options) {
        return "pop3x:" + server.host() + ":" + server.port() + "?tls=none" + options;
    }

    private String tls(String options) throws CertificateException {
        return "pop3xs:localhost:" + secured.port() + "?tlsFingerprints="
                + PinnedTrust.fingerprint(TestCertificates.LOCALHOST.certificate()) + options;
    }

    /** The other scheme at the server in clear text: there it fails, if it ever gets so far. */
    private String tlsAtTheSamePort() {
        return "pop3xs:" + server.host() + ":" + server.port() + "?delete=false";
    }

    private int poll(String scheme) throws Exception {
        return PackageAccess.poll((Pop3xConsumer) context.getRoute(scheme).getConsumer());
    }

    @Test
    void bothHaveOneJournalAndOneLedgerOfAMailbox() throws Exception {
        maildrop.add("a", MAIL);
        String journal = "&mailboxKey=alice&ledger=journal:" + directory;
        start(clear(journal), tls(journal));
        assertEquals(1, poll("pop3x"));
        await().until(() -> routed.size() == 1);
        maildrop.add("b", MAIL);
        assertEquals(1, poll("pop3xs"));
        await().until(() -> routed.size() == 2);
        time.pass(Duration.ofMinutes(1));
        assertEquals(0, poll("pop3x"));
        assertEquals(List.of("pop3x a", "pop3xs b"), routed);
    }

    @Test
    void bothHaveOneLedgerInMemory() throws Exception {
        maildrop.add("a", MAIL);
        start(clear("&mailboxKey=alice"), tls("&mailboxKey=alice"));
        assertEquals(1, poll("pop3xs"));
        await().until(() -> routed.size() == 1);
        assertEquals(0, poll("pop3x"));
    }

    @Test
    void whatOneIsRefusedTheOtherDoesNotTry() throws Exception {
        server.answers(new ServerProfile().mailbox("alice", "other", maildrop));
        start(clear(""), tlsAtTheSamePort());
        assertThrows(Pop3AuthenticationException.class, () -> poll("pop3x"));
        assertEquals(MailboxPoller.LATER, poll("pop3xs"));
        assertEquals(1, server.log().sessions());
    }

    @Test
    void bothHeedTheLoginDelayOfTheirAccount() throws Exception {
        server.answers(new ServerProfile().mailbox("alice", "s3cret", maildrop).announcing("LOGIN-DELAY 90"));
        start(clear(""), tlsAtTheSamePort());
        assertEquals(0, poll("pop3x"));
        time.pass(Duration.ofSeconds(60));
        assertEquals(MailboxPoller.LATER, poll("pop3xs"));
        assertEquals(1, server.log().sessions());
    }

    @Test
    void bothPollOnTheSameThreadsAndShareOneMemory() throws Exception {
        context.start();
        assertSame(component("pop3x").pollExecutor(), component("pop3xs").pollExecutor());
        assertSame(component("pop3x").spools(), component("pop3xs").spools());
        assertSame(component("pop3x").turns(), component("pop3xs").turns());
    }

    @Test
    void whatIsSharedEndsWithTheLastOfThem() throws Exception {
        context.start();
        ScheduledExecutorService threads = component("pop3x").pollExecutor();
        component("pop3xs").pollExecutor();
        component("pop3x").stop();
        assertFalse(threads.isShutdown());
        component("pop3xs").stop();
        assertTrue(threads.isShutdown());
        component("pop3xs").start();
        assertFalse(component("pop3xs").pollExecutor().isShutdown());
    }

    @Test
    void aStoppedOneLeavesTheJournalToTheOther() throws Exception {
        maildrop.add("a", MAIL);
        String journal = "&mailboxKey=alice&ledger=journal:" + directory;
        start(clear(journal), tls(journal));
        context.getRouteController().stopRoute("pop3x");
        context.removeComponent("pop3x");
        assertEquals(1, poll("pop3xs"));
        await().until(() -> routed.size() == 1);
        context.stop();
        assertEquals(List.of("pop3xs a"), routed);
    }

    @Test
    void aLimitThatOneSetsHoldsForBoth() throws Exception {
        component("pop3xs").setPollThreads(3);
        component("pop3xs").setSpoolMemory(1_000);
        context.start();
        try (CapturedLog log = new CapturedLog()) {
            ScheduledExecutorService threads = component("pop3x").pollExecutor();
            assertEquals(
                    3,
                    assertInstanceOf(ScheduledThreadPoolExecutor.class, threads).getCorePoolSize());
            assertSame(component("pop3x").spools(), component("pop3xs").spools());
            assertEquals(List.of(), log.told());
        }
    }

    @Test
    void ofTwoLimitsTheFirstCountsAndTheOtherIsToldOnce() {
        ContextLimits limits = new ContextLimits();
        try (CapturedLog log = new CapturedLog()) {
            assertEquals(2, limits.of("maxSessionsPerHost", List.of(2L, 0L), 0));
            assertEquals(2, limits.of("maxSessionsPerHost", List.of(0L, 2L), 0));
            assertEquals(List.of(), log.told());
            assertEquals(2, limits.of("maxSessionsPerHost", List.of(5L, 2L), 0));
            assertEquals(2, limits.of("maxSessionsPerHost", List.of(2L, 5L), 0));
            assertEquals(
                    List.of(
                            "WARN io.github.pop3x.context.ContextLimits The components pop3x and pop3xs of this Camel context share"
                                    + " one maxSessionsPerHost: 2 counts, and 5 does not. Set it alike for both, or for one of"
                                    + " them"),
                    log.told());
        }
    }

    @Test
    void otherContextsShareNothing() {
        CamelContext other = new DefaultCamelContext();
        Pop3xComponent elsewhere = other.getComponent("pop3x", Pop3xComponent.class);
        assertNotSame(component("pop3x").ledgers(), elsewhere.ledgers());
        assertNotSame(component("pop3x").turns(), elsewhere.turns());
        other.stop();
    }

    @Test
    void aComponentThatIsNotAddedSharesNothing() {
        Pop3xComponent alone = new Pop3xComponent(context);
        assertNotSame(component("pop3x").ledgers(), alone.ledgers());
    }
}
