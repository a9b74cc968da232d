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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The page in a browser, where Chromium is installed: trouble of the server is seen, and all works by keyboard. */
@EnabledIf("isInstalled")
class PageTest {

    private static final String PASSWORD = "s3cret-s3cret";

    private final CountDownLatch held = new CountDownLatch(1);
    private EmbeddedServer server;
    private MailboxMonitor monitor;
    private Chromium chromium;

    static boolean isInstalled() {
        return Chromium.isInstalled();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200));
    }

    @BeforeEach
    void start() throws Exception {
        server = new EmbeddedServer(List.of("orders", "reports", "quiet"), PASSWORD);
        String at = "pop3x:127.0.0.1:" + server.port() + "?delay=300&initialDelay=0&username=";
        monitor = new MailboxMonitor(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(at + "orders").routeId("orders").process(exchange -> {});
                        from(at.replace("delay=300", "delay=3600000") + "quiet")
                                .routeId("quiet")
                                .process(exchange -> {});
                        from(at + "reports&sessionIdleTimeout=0")
                                .routeId("reports")
                                .process(exchange -> held.await());
                    }
                },
                Map.of("camel.component.pop3x.tls", "none", "camel.component.pop3x.password", PASSWORD),
                0,
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
        chromium = new Chromium(
                Files.createTempDirectory(Path.of("target"), "chromium").toAbsolutePath());
        chromium.open(monitor.page().address());
        awaitState("orders", "well", "polling");
        awaitState("quiet", "well");
    }

    @AfterEach
    void stop() throws Exception {
        held.countDown();
        if (chromium != null) {
            chromium.close();
        }
        monitor.close();
        server.close();
    }

    private static String in(String route, String selector) {
        return "document.querySelector('[data-route=" + route + "] " + selector + "')";
    }

    private String text(String route, String selector) throws Exception {
        return chromium.evaluate(in(route, selector) + "?.textContent");
    }

    private void awaitState(String route, String... words) {
        await().untilAsserted(() -> assertThat(text(route, ".word")).isIn((Object[]) words));
    }

    @Test
    void troubleOfTheServerIsSeenWithItsWords() throws Exception {
        server.changePassword("orders", "another");
        awaitState("orders", "breaker open");
        assertThat(text("orders", ".trouble")).startsWith("refused: ").doesNotContain(PASSWORD);
        assertThat(chromium.evaluate("document.title")).isEqualTo("(1) Mailboxes");
        assertThat(chromium.evaluate("document.getElementById('summary').textContent"))
                .isEqualTo("3 mailboxes, 1 in trouble");
        int port = server.port();
        server.stop();
        awaitState("reports", "unreachable");
        server.restart(port);
        server.changePassword("orders", PASSWORD);
        press("orders", ".retry", "Enter");
        confirm();
        awaitState("orders", "well", "polling");
    }

    /** Gives an element the focus and presses a key. */
    private void press(String route, String selector, String key) throws Exception {
        chromium.evaluate(in(route, selector) + ".focus()");
        chromium.press(key);
    }

    private void confirm() throws Exception {
        await().until(() -> chromium.evaluate("document.getElementById('confirmation').open")
                .equals("true"));
        chromium.press("Tab");
        assertThat(chromium.evaluate("document.activeElement.id")).isEqualTo("confirm");
        chromium.press("Enter");
    }

    @Test
    void aMessageInFlightIsReleasedByKeyboardAfterAQuestion() throws Exception {
        server.deliver("reports", "slow");
        await().until(() -> !text("reports", ".in-flight li .what").equals("undefined"));
        press("reports", ".in-flight button", "Enter");
        await().until(() -> chromium.evaluate("document.getElementById('confirmation').open")
                .equals("true"));
        chromium.press("Escape");
        await().until(() -> chromium.evaluate("document.getElementById('confirmation').open")
                .equals("false"));
        assertThat(text("reports", ".answer")).as("nothing was done").isEmpty();
        press("reports", ".in-flight button", "Enter");
        confirm();
        await().untilAsserted(() -> assertThat(text("reports", ".answer")).isEqualTo("Release: done"));
    }

    @Test
    void theDialogueIsShownByItsButton() throws Exception {
        assertThat(chromium.evaluate(in("quiet", ".dialogue") + ".hidden")).isEqualTo("true");
        press("quiet", ".talk", "Enter");
        await().untilAsserted(() ->
                assertThat(text("quiet", ".dialogue")).contains("C: QUIT").doesNotContain(PASSWORD));
        assertThat(chromium.evaluate(in("quiet", ".talk") + ".getAttribute('aria-expanded')"))
                .isEqualTo("true");
        press("quiet", ".talk", "Enter");
        await().until(() ->
                chromium.evaluate(in("quiet", ".dialogue") + ".hidden").equals("true"));
    }

    @Test
    void thePageFitsAPhoneAndTheDark() throws Exception {
        chromium.send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 1, "mobile", true));
        assertThat(chromium.evaluate("document.documentElement.scrollWidth <= 360"))
                .isEqualTo("true");
        String light = chromium.evaluate("getComputedStyle(document.body).backgroundColor");
        chromium.send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        assertThat(light).isEqualTo("rgb(244, 245, 247)");
        assertThat(chromium.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(20, 22, 26)");
    }
}
