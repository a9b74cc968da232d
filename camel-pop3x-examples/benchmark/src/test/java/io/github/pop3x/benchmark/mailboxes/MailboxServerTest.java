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
package io.github.pop3x.benchmark.mailboxes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class MailboxServerTest {

    private static final String LOG_IN = "USER alice\r\nPASS secret\r\n";

    private static ServerOptions options(Duration latency) {
        return new ServerOptions(2, 1, 1, 3, MailText.SHORT, latency);
    }

    /** All that the server says to commands that are sent at once, the last of which must be QUIT. */
    private static List<String> say(int port, String commands) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port);
                var lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            List<String> said = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
            }
            return said;
        }
    }

    @Test
    void eachUserHasThreeMailsAndLosesThoseThatAreDeleted() throws IOException {
        try (MailboxServer server = MailboxServer.start(options(Duration.ZERO))) {
            int port = server.ports().answering().get(0);
            assertThat(say(port, LOG_IN + "STAT\r\nDELE 2\r\nUIDL\r\nQUIT\r\n"))
                    .containsExactly("+OK ready", "+OK", "+OK", "+OK 3 2760", "+OK", "+OK", "1 1", "3 3", ".", "+OK");
            assertThat(say(port, LOG_IN + "STAT\r\nQUIT\r\n")).contains("+OK 2 1840");
            assertThat(say(port, "USER bob\r\nPASS secret\r\nSTAT\r\nQUIT\r\n")).contains("+OK 3 2760");
        }
    }

    @Test
    void aMailIsAsLargeAsItsListingSays() throws IOException {
        try (MailboxServer server = MailboxServer.start(options(Duration.ZERO))) {
            List<String> said = say(server.ports().answering().get(1), LOG_IN + "RETR 1\r\nQUIT\r\n");
            List<String> mail = said.subList(4, said.size() - 2);
            assertThat(mail.stream()
                            .mapToInt(line -> line.length() + 2 - (line.startsWith(".") ? 1 : 0))
                            .sum())
                    .isEqualTo(920);
            assertThat(say(server.ports().answering().get(1), LOG_IN + "TOP 1 0\r\nQUIT\r\n"))
                    .contains("Subject: sample 1", "");
        }
    }

    @Test
    void deliveriesAndVisitsAreCounted() throws IOException {
        try (MailboxServer server = MailboxServer.start(options(Duration.ofMillis(1)))) {
            int port = server.ports().answering().get(0);
            say(port, LOG_IN + "QUIT\r\n");
            assertThat(server.deliver(4)).isEqualTo(4);
            assertThat(say(port, LOG_IN + "STAT\r\nQUIT\r\n")).contains("+OK 7 6440");
            TrafficSummary traffic = server.traffic().summary();
            assertThat(traffic.mailboxes()).isOne();
            assertThat(traffic.logins()).isEqualTo(2);
            assertThat(traffic.sessions()).isEqualTo(2);
            assertThat(traffic.commands()).isEqualTo(7);
            assertThat(traffic.largestGap()).isPositive();
            assertThat(server.traffic().lines()).hasSize(2);
            server.forgetVisits();
            assertThat(server.traffic().summary().mailboxes()).isZero();
            assertThat(say(port, LOG_IN + "STAT\r\nQUIT\r\n")).contains("+OK 7 6440");
        }
    }

    @Test
    void somePortsRefuseAndSomeSayNothing() throws IOException {
        try (MailboxServer server = MailboxServer.start(options(Duration.ZERO))) {
            int refusing = server.ports().refusing().get(0);
            assertThatThrownBy(() -> new Socket("127.0.0.1", refusing).close()).isInstanceOf(ConnectException.class);
            try (Socket silent = new Socket("127.0.0.1", server.ports().silent().get(0))) {
                silent.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
                // The server has one thread: it has seen the command when it has answered this client.
                say(server.ports().answering().get(0), LOG_IN + "QUIT\r\n");
                assertThat(silent.getInputStream().available()).isZero();
            }
        }
    }
}
