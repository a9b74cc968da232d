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

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.ledger.LedgerStore;
import io.github.pop3x.testing.FailingStore;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.route.FlowSetting;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Whatever the server hangs in, stopping ends though it goes on hanging, long before the time is up that Camel gives; and
 * what was delivered is not repeated.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Execution(ExecutionMode.CONCURRENT)
class StopWhileHangingTest extends FlowSetting {

    private static final Logger LOG = LoggerFactory.getLogger(StopWhileHangingTest.class);
    private static final String ROUTE = "mail";

    private final List<String> routed = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch reached = new CountDownLatch(1);
    private final LedgerStore keepsNothing = new FailingStore();
    private volatile String hangsIn = "";
    private final LedgerStore book = (LedgerStore) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {LedgerStore.class}, (proxy, method, arguments) -> {
                if (method.getName().equals(hangsIn)) {
                    reached.countDown();
                    end.await();
                }
                return method.invoke(keepsNothing, arguments);
            });

    @TempDir
    Path ledger;

    private DefaultCamelContext context;

    @BeforeEach
    void begin() {
        serve(true);
        mails("a", "b", "c");
    }

    @AfterEach
    void stop() {
        end.countDown();
        if (context != null) {
            context.stop();
        }
    }

    private void start(String where, String options, ShutdownRunningTask task) throws Exception {
        context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(600);
        context.getRegistry().bind("hanging", new HangingProvider());
        context.getRegistry().bind("book", book);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pop3x:" + where + "?tls=none&delete=true&initialDelay=0&delay=200&sessionIdleTimeout=200"
                                + "&mapMailMessage=false"
                                + (options.contains("ledger=") ? "" : "&ledger=journal:" + ledger)
                                + options)
                        .routeId(ROUTE)
                        .shutdownRunningTask(task)
                        .process(exchange ->
                                routed.add(exchange.getMessage().getHeader(Pop3xConstants.UID, String.class)));
            }
        });
        context.start();
    }

    private void start(String options) throws Exception {
        start(server.host() + ":" + server.port(), options, ShutdownRunningTask.CompleteCurrentTaskOnly);
    }

    private void stopsWhile(String what) {
        long begun = System.nanoTime();
        context.stop();
        LOG.info("Stopping during {} took {} ms", what, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        context = null;
    }

    private BooleanSupplier heard(String command) {
        return () -> server.dialogue().contains("C: " + command);
    }

    /** A later start routes and deletes what is left; nothing was routed twice. */
    private void goesOnAfterwards() throws Exception {
        server.alwaysSuffers();
        start("&username=alice&password=s3cret");
        await().until(() -> maildrop.uids().isEmpty());
        assertEquals(List.of("a", "b", "c"), routed.stream().sorted().toList());
    }

    static Stream<Arguments> commands() {
        return Stream.of("CAPA", "USER", "PASS", "STAT", "LIST", "UIDL", "RETR", "DELE", "QUIT")
                .flatMap(command -> Stream.of("auto", "off").map(pipelining -> arguments(command, pipelining)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandThatIsNeverAnswered(String command, String pipelining) throws Exception {
        server.alwaysSuffers(Misfortune.silenceAt(command));
        start("&username=alice&password=s3cret&authMechanisms=USER&pipelining=" + pipelining);
        if (!command.equals("STAT")) {
            await().until(heard(command)::getAsBoolean);
        }
        stopsWhile(command);
        goesOnAfterwards();
    }

    @Test
    void aHeaderThatIsNeverSent() throws Exception {
        server.alwaysSuffers(Misfortune.silenceAt("TOP"));
        start("&username=alice&password=s3cret&headerFilter=true");
        await().until(heard("TOP")::getAsBoolean);
        stopsWhile("TOP");
        goesOnAfterwards();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5})
    void aGreetingThatDoesNotCome(long octets) throws Exception {
        server.alwaysSuffers(Misfortune.stallAfterServerOctets(octets));
        start("&username=alice&password=s3cret");
        await().until(() -> server.log().sessions() > 0);
        stopsWhile("the greeting");
        goesOnAfterwards();
    }

    @ParameterizedTest
    @EnumSource(ShutdownRunningTask.class)
    void aMessageThatStopsInItsMiddle(ShutdownRunningTask task) throws Exception {
        maildrop.add("d", mail("d", 100_000));
        server.alwaysSuffers(Misfortune.stallAfterServerOctets(50_000));
        start(server.host() + ":" + server.port(), "&username=alice&password=s3cret", task);
        await().until(() -> server.log().serverOctets() >= 50_000 && routed.size() >= 3);
        stopsWhile("RETR");
        server.alwaysSuffers();
        start("&username=alice&password=s3cret");
        await().until(() -> maildrop.uids().isEmpty());
        assertEquals(List.of("a", "b", "c", "d"), routed.stream().sorted().toList());
    }

    @Test
    void aSuspendedRouteEndsItsSessionAndGoesOnWhenItIsResumed() throws Exception {
        server.suffers(Misfortune.silenceAt("RETR"));
        start("&username=alice&password=s3cret");
        await().until(heard("RETR")::getAsBoolean);
        context.getRouteController().suspendRoute(ROUTE);
        context.getRouteController().resumeRoute(ROUTE);
        await().until(() -> maildrop.uids().isEmpty());
        assertEquals(List.of("a", "b", "c"), routed);
    }

    /** The backlog is full: the system answers no SYN any more. */
    @Test
    void aConnectionThatIsNotAccepted() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            InetSocketAddress address = new InetSocketAddress(full.getInetAddress(), full.getLocalPort());
            while (connects(waiting, address)) {
                assertTrue(waiting.size() < 100, "this system's backlog has no bound");
            }
            start(
                    address.getHostString() + ":" + address.getPort(),
                    "&username=alice&password=s3cret&connectionTimeout=600000",
                    ShutdownRunningTask.CompleteCurrentTaskOnly);
            await().until(StopWhileHangingTest::isConnecting);
            stopsWhile("connect");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static boolean connects(List<Socket> waiting, InetSocketAddress address) throws Exception {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
            socket.connect(address, 300);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    private static boolean isConnecting() {
        return Thread.getAllStackTraces().values().stream().anyMatch(stack -> {
            List<String> methods = Stream.of(stack)
                    .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                    .toList();
            return methods.contains("io.github.pop3x.client.wire.Dialer.attempt")
                    && methods.contains("java.net.Socket.connect");
        });
    }

    /** A write that hangs for ever fails when its time is over, and the poll with it. */
    @ParameterizedTest
    @ValueSource(strings = {"save", "tryToAmend", "sync"})
    void aLedgerThatHangs(String call) throws Exception {
        hangsIn = call;
        start("&username=alice&password=s3cret&ledger=#book&ledgerTimeout=1000");
        assertTrue(reached.await(30, TimeUnit.SECONDS));
        stopsWhile("a call of the ledger, " + call);
    }

    /** It heeds no interrupt. */
    private final class HangingProvider implements CredentialsProvider {
        private final CountDownLatch asked = new CountDownLatch(1);

        @Override
        public Credentials credentials() {
            asked.countDown();
            boolean ended = false;
            while (!ended) {
                try {
                    end.await();
                    ended = true;
                } catch (InterruptedException e) {
                    LOG.debug("Not heeded", e);
                }
            }
            return Credentials.of("alice", "s3cret");
        }
    }

    @Test
    void credentialsThatDoNotCome() throws Exception {
        start("&username=alice&credentialsProvider=#hanging");
        HangingProvider provider = context.getRegistry().lookupByNameAndType("hanging", HangingProvider.class);
        assertTrue(provider.asked.await(30, TimeUnit.SECONDS));
        stopsWhile("the credentials");
        assertEquals(List.of(), routed);
    }
}
