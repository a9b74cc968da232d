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
package io.github.pop3x.examples.monitoring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.github.pop3x.examples.mailboxmonitor.MailboxMonitor;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Dashboard and alerts with a real Prometheus, where one is installed: Debian has it as package prometheus. */
@EnabledIf("isInstalled")
class PrometheusTest {

    @TempDir
    Path directory;

    static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/bin/prometheus")) && Files.isExecutable(Path.of("/usr/bin/promtool"));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofSeconds(1));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void eachAlertFiresWhenItsTroubleIsThereAndNoneWhileAllIsWell() throws Exception {
        assertThat(Prometheus.tool("check", "config", "prometheus.yml")).startsWith("good: ");
        assertThat(Prometheus.tool("check", "rules", "alerts.yml")).startsWith("good: ");
        assertThat(Prometheus.tool("test", "rules", "alert-tests.yml")).startsWith("good: ");
    }

    /** The demonstration's mailboxes have most of the troubles; the limits of the alerts are lowered to what a minute shows. */
    @Test
    void eachExpressionReturnsDataAndTheAlertsOfARunningProgramFire() throws Exception {
        int target = freePort();
        String rules = Files.readString(Expressions.ALERTS)
                .replaceAll("for: \\d+m", "for: 1s")
                .replaceAll("offset 15m", "offset 60s")
                .replaceAll("> (600|1800)$|> (600|1800)\n", "> 3\n")
                .replaceAll("\\[30m]", "[3s]")
                .replaceAll("\\[1h]", "[1m]")
                .replace("> 7e6", "> 1");
        Thread program = new Thread(() -> run("--port=" + target));
        program.start();
        try (Prometheus prometheus = new Prometheus(directory, freePort(), target, rules)) {
            for (String expression : Expressions.ofDashboard()) {
                await().untilAsserted(() ->
                        assertThat(prometheus.query(expression)).as(expression).isNotEmpty());
            }
            for (Map.Entry<String, String> alert : Expressions.ofAlerts().entrySet()) {
                String left = alert.getValue().split(" (==|>|unless) ?")[0].replace("offset 15m", "");
                await().untilAsserted(() ->
                        assertThat(prometheus.query(left)).as(left).isNotEmpty());
            }
            for (String alert : List.of(
                    "Pop3xNoGoodPoll",
                    "Pop3xBreakerOpen",
                    "Pop3xMessagesExhausted",
                    "Pop3xMessagesFailing",
                    "Pop3xInFlightTooLong",
                    "Pop3xSpoolLarge")) {
                awaitFiring(prometheus, alert);
            }
            program.interrupt();
            program.join();
            awaitFiring(prometheus, "Pop3xNotScraped");
            awaitFiring(prometheus, "Pop3xRouteGone");
        } finally {
            program.interrupt();
            program.join();
        }
    }

    private static void awaitFiring(Prometheus prometheus, String alert) {
        String firing = "ALERTS{alertstate=\"firing\",alertname=\"" + alert + "\"}";
        await().untilAsserted(() -> {
            Collection<?> found = prometheus.query(firing);
            assertThat(found).as(alert).isNotEmpty();
        });
    }

    private static void run(String port) {
        try {
            MailboxMonitor.main(new String[] {port});
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
