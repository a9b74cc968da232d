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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Trouble on the server's side is seen on the page, and its operations mend what they can. */
class MailboxMonitorTest {

    private static final String PASSWORD = "s3cret-s3cret";

    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final CountDownLatch held = new CountDownLatch(1);
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private EmbeddedServer server;
    private MailboxMonitor monitor;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        server = new EmbeddedServer(List.of("orders", "reports", "quiet"), PASSWORD);
        monitor = new MailboxMonitor(
                routes(),
                Map.of(
                        "camel.component.pop3x.tls", "none",
                        "camel.component.pop3x.password", PASSWORD,
                        "camel.component.pop3x.authMechanisms", "USER"),
                0,
                new PrintStream(shown, true, UTF_8));
        browser = new Browser(monitor.page().address());
        await().until(() -> polled("orders") && polled("reports") && polled("quiet"));
    }

    private RouteBuilder routes() {
        String at = "pop3x:127.0.0.1:" + server.port() + "?delay=200&initialDelay=0&username=";
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(at + "orders&delete=true&exceptionHandler=#silent")
                        .routeId("orders")
                        .process(exchange -> {
                            if (failing.contains(exchange.getIn().getHeader("subject", String.class))) {
                                throw new IllegalStateException("no room");
                            }
                        });
                from(at.replace("delay=200", "delay=3600000") + "quiet")
                        .routeId("quiet")
                        .process(exchange -> {});
                from(at + "reports&sessionIdleTimeout=0").routeId("reports").process(exchange -> held.await());
                getContext().getRegistry().bind("silent", new Silent());
            }
        };
    }

    @AfterEach
    void stop() {
        held.countDown();
        monitor.close();
        server.close();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }

    private boolean polled(String route) {
        return !browser.mailbox(route).getString("lastPoll").isEmpty();
    }

    private String trouble(String route) {
        return browser.mailbox(route).getString("trouble");
    }

    @Test
    void aMailboxThatIsWellShowsWhatWasDelivered() throws Exception {
        server.deliver("orders", "one");
        await().until(() -> browser.mailbox("orders").getLong("deleted") == 1);
        assertThat(browser.mailbox("orders"))
                .containsEntry("status", "Started")
                .containsEntry("trouble", "none")
                .containsEntry("breaker", "closed")
                .containsEntry("ledger", "memory")
                .containsEntry("error", "");
        await().untilAsserted(() ->
                assertThat(browser.mailbox("orders").get("history").toString()).contains("[1, 0, 0]"));
        assertThat(browser.get("/metrics").body())
                .contains("pop3x_messages_delivered_total{")
                .contains("route_id=\"orders\"");
    }

    @Test
    void aServerThatIsGoneIsShownAsUnreachableUntilItIsBack() throws Exception {
        int port = server.port();
        server.stop();
        await().until(() -> trouble("orders").startsWith("unreachable"));
        server.restart(port);
        assertThat(browser.operate("retryNow", "orders", null).statusCode()).isEqualTo(200);
        await().until(() -> trouble("orders").equals("none"));
    }

    @Test
    void aWrongPasswordOpensTheBreakerAndTheButtonClosesItOnceThePasswordIsRight() throws Exception {
        server.changePassword("orders", "another");
        await().until(() -> browser.mailbox("orders").getString("breaker").equals("open"));
        assertThat(browser.mailbox("reports").getString("breaker")).isEqualTo("closed");
        String refused = browser.get("/api/mailboxes").body()
                + browser.get("/api/dialogue?route=orders").body();
        assertThat(refused).contains("refused").contains("C: PASS").doesNotContain(PASSWORD);
        server.changePassword("orders", PASSWORD);
        browser.operate("retryNow", "orders", null);
        await().until(() -> browser.mailbox("orders").getString("breaker").equals("closed"));
        assertThat(shown.toString(UTF_8)).doesNotContain(PASSWORD);
    }

    @Test
    void aMessageThatFailsWaitsForItsRetryAndForgettingItRoutesItAnew() throws Exception {
        failing.add("bad");
        server.deliver("orders", "bad");
        await().until(() -> browser.uids("orders", "waitingForRetry").size() == 1);
        String uid = browser.uids("orders", "waitingForRetry").get(0);
        failing.clear();
        assertThat(browser.operate("forget", "orders", uid).body()).isIn("{\"messages\":1}", "{\"messages\":0}");
        await().until(() -> browser.mailbox("orders").getLong("deleted") == 1);
        assertThat(browser.uids("orders", "waitingForRetry")).isEmpty();
    }

    @Test
    void aMessageInFlightIsShownAndReleased() throws Exception {
        server.deliver("reports", "slow");
        await().until(() -> browser.uids("reports", "inFlight").size() == 1);
        String uid = browser.uids("reports", "inFlight").get(0);
        HttpResponse<String> released = browser.operate("releaseInFlight", "reports", uid);
        assertThat(released.body()).isEqualTo("{\"messages\":1}");
        assertThat(browser.operate("releaseInFlight", "reports", "nobody").body())
                .isEqualTo("{\"messages\":0}");
    }

    @Test
    void theLastDialogueIsShownOnRequest() throws Exception {
        assertThat(browser.get("/api/mailboxes").body()).doesNotContain("C: ");
        assertThat(browser.get("/api/dialogue?route=quiet").body()).contains("\"C: QUIT\"");
        assertThat(browser.get("/api/dialogue?route=nobody").statusCode()).isEqualTo(404);
        assertThat(browser.get("/api/dialogue").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/monitor.css, text/css",
        "/monitor.js, text/javascript",
        "/chart.js, text/javascript",
    })
    void thePageHasNothingFromElsewhere(String path, String type) throws Exception {
        HttpResponse<String> file = browser.get(path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith(type));
        assertThat(file.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(file.body().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "innerHTML");
    }

    @ParameterizedTest
    @CsvSource({
        "400, forget, '{\"route\":\"orders\"}'",
        "400, forget, not json",
        "400, forget, '[1]'",
        "404, forget, '{\"route\":\"nobody\",\"uid\":\"1\"}'",
        "404, format, '{\"route\":\"orders\"}'",
    })
    void whatMakesNoSenseIsRefused(int status, String operation, String body) throws Exception {
        HttpResponse<String> answer = browser.post(
                "/api/operations/" + operation, body, "Content-Type", "application/json", RequestGuard.HEADER, "1");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"error\"");
    }

    @Test
    void onlyThePageItselfStartsOperations() throws Exception {
        String body = "{\"route\":\"orders\"}";
        String path = "/api/operations/pollNow";
        String own = monitor.page().address().toString().replaceFirst("/$", "");
        String[] ours = {"Content-Type", "application/json", RequestGuard.HEADER, "1"};
        assertThat(browser.post(path, body, ours).statusCode()).isEqualTo(200);
        assertThat(browser.post(path, body, with(ours, "Origin", own)).statusCode())
                .isEqualTo(200);
        assertThat(browser.post(path, body, "Content-Type", "application/json").statusCode())
                .isEqualTo(403);
        assertThat(browser.post(path, body, "Content-Type", "text/plain", RequestGuard.HEADER, "1")
                        .statusCode())
                .isEqualTo(403);
        for (String origin : List.of("http://evil.example", "null", own + "0", "https" + own.substring(4))) {
            assertThat(browser.post(path, body, with(ours, "Origin", origin)).statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(browser.post(path, body, with(ours, "Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/api/mailboxes", "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/other").statusCode()).isEqualTo(404);
    }

    private static String[] with(String[] headers, String name, String value) {
        String[] more = Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = name;
        more[headers.length + 1] = value;
        return more;
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1", "evil.example:8110"})
    void aHostNameThatLeadsHereReadsNothing(String host) throws Exception {
        assertThat(statusFor(host)).isEqualTo(403);
        assertThat(statusFor("localhost:" + monitor.page().address().getPort())).isEqualTo(200);
    }

    private int statusFor(String host) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", monitor.page().address().getPort())) {
            String request = "GET /api/mailboxes HTTP/1.1\r\nHost: " + host + "\r\n" + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return Integer.parseInt(new String(socket.getInputStream().readNBytes(12), UTF_8).substring(9));
        }
    }

    @Test
    void thePageIsServedToThisMachineAlone() throws Exception {
        assertThat(InetAddress.getByName(monitor.page().address().getHost()).isLoopbackAddress())
                .isTrue();
        assertThat(shown.toString(UTF_8)).contains("The mailboxes are shown at http://127.0.0.1:");
    }
}
