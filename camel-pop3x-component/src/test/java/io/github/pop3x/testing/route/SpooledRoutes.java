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
package io.github.pop3x.testing.route;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import io.github.pop3x.PackageAccess;
import io.github.pop3x.Pop3xConsumer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Routes of a test's own for mails past the spool threshold. Each mail is unlike every other, so that the far end tells
 * by its octets alone which one arrived. The consumer polls only when the test says so.
 */
public final class SpooledRoutes implements AutoCloseable {

    private static final String ID = "mail";
    private static final int LINES = 500;

    private final Maildrop maildrop = new Maildrop();
    private final Map<String, String> uids = new HashMap<>();
    private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
    private final CamelContext context = new DefaultCamelContext();
    private final Path spool;

    /** Adds routes; that which begins with {@link #mail} is the one that is polled. */
    @FunctionalInterface
    public interface Plan {
        void configure(RouteBuilder routes, String mail) throws Exception;
    }

    /**
     * Starts the routes.
     *
     * @param spool where the spool files are made
     * @param uids of the mails that are there
     */
    public SpooledRoutes(ScriptedServer server, Path spool, List<String> uids, Plan plan) throws Exception {
        this.spool = spool;
        uids.forEach(this::receive);
        server.answers(maildrop);
        String uri = "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&password=s3cret&tls=none&mapMailMessage=false"
                + "&delete=true&delay=1&initialDelay=3600000&spoolThreshold=1000&spoolDirectory=" + spool;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                plan.configure(this, uri);
                getRouteCollection().getRoutes().stream()
                        .filter(route -> route.getInput().getEndpointUri().startsWith(uri))
                        .forEach(route -> route.routeId(ID));
            }
        });
        context.start();
    }

    /** Another mail comes into the mailbox. */
    public void receive(String uid) {
        Random random = new Random(uid.hashCode());
        StringBuilder mail = new StringBuilder("Subject: " + uid + "\r\n\r\n");
        for (int line = 0; line < LINES; line++) {
            mail.append(Long.toHexString(random.nextLong())).append(" .\r\n");
        }
        uids.put(mail.toString(), uid);
        maildrop.add(uid, mail.toString());
    }

    /** The far end: reads the body, or all the bodies, messages or exchanges of a list. */
    public void arrive(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        for (Object one : body instanceof List<?> all ? all : List.of(body)) {
            arrive(exchange, one);
        }
    }

    private void arrive(Exchange exchange, Object one) {
        Object body = one instanceof Exchange inner ? inner.getIn() : one;
        body = body instanceof Message message ? message.getBody() : body;
        byte[] octets = exchange.getContext().getTypeConverter().convertTo(byte[].class, exchange, body);
        arriveWhole(new String(octets, StandardCharsets.ISO_8859_1));
    }

    /** A mail that the test has put together. */
    public void arriveWhole(String mail) {
        arrived.add(uids.getOrDefault(mail, "not as it was sent: " + mail.length() + " octets"));
    }

    /** The unique ids of the mails that arrived octet for octet at the far end, sorted. */
    public List<String> arrived() {
        synchronized (arrived) {
            return arrived.stream().sorted().toList();
        }
    }

    /** What the server removed, in order. */
    public List<String> removed() {
        return maildrop.removals();
    }

    /** What was retrieved, in order. */
    public List<String> retrieved() {
        return maildrop.retrievals();
    }

    public CamelContext context() {
        return context;
    }

    /** One poll, as Camel's scheduler would run it. */
    public int poll() throws Exception {
        return PackageAccess.poll((Pop3xConsumer) context.getRoute(ID).getConsumer());
    }

    /** Polls until the server has removed these. */
    public void pollUntilRemoved(String... expected) {
        await().until(() -> {
            poll();
            return removed().size() >= expected.length;
        });
        assertEquals(List.of(expected), removed().stream().sorted().toList());
    }

    /** Waits until so many mails have arrived at the far end. */
    public List<String> awaitArrived(int count) {
        await().until(() -> arrived.size() >= count);
        return arrived();
    }

    /** Each mail was retrieved once, arrived once, and was deleted, and no file is left: not even for the collector. */
    public void assertAllArrivedOnceAndWereRemoved() {
        List<String> all = uids.values().stream().sorted().toList();
        assertEquals(all, awaitArrived(all.size()));
        pollUntilRemoved(all.toArray(String[]::new));
        assertEquals(all, retrieved());
        await().until(() -> files().isEmpty());
    }

    /** The spool files that are there. Some may go while they are listed. */
    public List<String> files() {
        List<String> files = new ArrayList<>();
        for (File directory : Objects.requireNonNull(spool.toFile().listFiles())) {
            String[] names = directory.list();
            Stream.of(names == null ? new String[0] : names)
                    .filter(name -> name.endsWith(".octets"))
                    .forEach(files::add);
        }
        return files;
    }

    /** Waits until no spool file is left, which for some the garbage collector alone can tell. */
    public void awaitNoFiles() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    System.gc();
                    return files().isEmpty();
                });
    }

    @Override
    public void close() {
        context.stop();
    }
}
