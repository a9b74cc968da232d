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
package io.github.pop3x.client.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import io.github.pop3x.testing.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class TlsTransportTest {

    private static final Duration AMPLE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket listener;
    private Transport transport;
    private Socket server;

    @BeforeEach
    void shakeHands() throws Exception {
        listener = TestCertificates.LOCALHOST
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Future<SSLSocket> accepted = threads.submit(() -> {
            SSLSocket socket = (SSLSocket) ((SSLServerSocket) listener).accept();
            socket.startHandshake();
            return socket;
        });
        transport = Transport.connect("127.0.0.1", listener.getLocalPort(), Reach.DIRECT, AMPLE, WireTap.NONE);
        transport.startTls(TestCertificates.trustingClient().getSocketFactory(), "localhost", listener.getLocalPort());
        server = accepted.get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void disconnect() throws IOException {
        server.close();
        transport.close();
        listener.close();
        threads.shutdownNow();
    }

    @Test
    void theCertificateOfTheServerIsReturned() throws IOException {
        assertEquals(
                TestCertificates.LOCALHOST.certificate(),
                transport.serverCertificate().orElseThrow());
    }

    @Test
    void aBlockedWriteIsEndedByTheLimit() {
        String line = "x".repeat(60_000);
        AtomicLong flights = new AtomicLong();
        Future<?> writer = threads.submit(() -> {
            // Nobody reads: sooner or later the buffers of both sides are full.
            while (true) {
                transport.output().writeLine(line, "", 65_536);
                transport.output().flush();
                flights.incrementAndGet();
            }
        });
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(100)).until(() -> before.getAndSet(flights.get()) == flights.get());
        TimeLimit limit = transport.limit(Duration.ofMillis(10), "sending", "readTimeout");
        assertThrows(ExecutionException.class, () -> writer.get(10, TimeUnit.SECONDS));
        limit.close();
        assertEquals(
                "sending took longer than 10 ms",
                transport.cause().orElseThrow().getMessage());
    }

    @Test
    void aBlockedReadIsEndedByTheLimit() {
        TimeLimit limit = transport.limit(Duration.ofMillis(50), "waiting", "readTimeout");
        assertThrows(IOException.class, () -> transport.input().readLine(512));
        limit.close();
        assertEquals(
                "waiting took longer than 50 ms",
                transport.cause().orElseThrow().getMessage());
    }
}
