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
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.pop3x.testing.RefusingPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TransportTest {

    private static final Duration AMPLE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket listener;
    private Transport transport;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        transport = Transport.connect("127.0.0.1", listener.getLocalPort(), Reach.DIRECT, AMPLE, WireTap.NONE);
        server = listener.accept();
    }

    @AfterEach
    void disconnect() throws IOException {
        transport.close();
        server.close();
        listener.close();
        threads.shutdownNow();
    }

    private void serverSays(String octets) throws IOException {
        server.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The server sends an octet every few milliseconds until its client is gone. */
    private Future<?> serverDrips() {
        return threads.submit(() -> {
            try (OutputStream out = server.getOutputStream()) {
                while (true) {
                    out.write('x');
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                }
            } catch (SocketException gone) {
                return;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void linesGoBothWays() throws IOException {
        serverSays("+OK ready\r\n");
        assertEquals("+OK ready", transport.input().readLine(512).toString());
        transport.output().writeLine("QUIT", "QUIT", 255);
        transport.output().flush();
        assertEquals("QUIT\r\n", new String(server.getInputStream().readNBytes(6), StandardCharsets.US_ASCII));
        assertTrue(transport.tlsSession().isEmpty());
        assertTrue(transport.serverCertificate().isEmpty());
        assertTrue(transport.cause().isEmpty());
    }

    @Test
    void aTimeLimitStopsADrippingServerAndNamesTheCause() throws Exception {
        Future<?> dripping = serverDrips();
        transport.readTimeout(AMPLE);
        MultiLineBody body = new MultiLineBody(transport.input(), Long.MAX_VALUE);
        TimeLimit limit = transport.limit(Duration.ofMillis(50), "the session", "readTimeout");
        IOException ended = assertThrows(IOException.class, body::readAllBytes);
        limit.close();
        IOException cause = transport.fail(ended);
        assertInstanceOf(SocketTimeoutException.class, cause);
        assertEquals("the session took longer than 50 ms", cause.getMessage());
        assertSame(cause, transport.cause().orElseThrow());
        dripping.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aBlockedWriteIsEndedByTheLimit() throws IOException {
        TimeLimit limit = transport.limit(Duration.ofMillis(50), "sending", "readTimeout");
        String line = "x".repeat(60_000);
        assertThrows(IOException.class, () -> {
            // Nobody reads: sooner or later the buffers of both sides are full.
            while (true) {
                transport.output().writeLine(line, "", 65_536);
                transport.output().flush();
            }
        });
        limit.close();
        assertEquals(
                "sending took longer than 50 ms",
                transport.cause().orElseThrow().getMessage());
    }

    @Test
    void aClosedTimeLimitDoesNotEndTheConnection() throws IOException {
        transport
                .limit(Duration.ofMillis(30), "a piece that was done in time", "readTimeout")
                .close();
        try (Transport witness =
                Transport.connect("127.0.0.1", listener.getLocalPort(), Reach.DIRECT, AMPLE, WireTap.NONE)) {
            TimeLimit later = witness.limit(Duration.ofMillis(60), "the witness", "readTimeout");
            await().until(() -> witness.cause().isPresent());
            later.close();
        }
        serverSays("+OK\r\n");
        assertEquals("+OK", transport.input().readLine(512).toString());
        assertTrue(transport.cause().isEmpty());
    }

    @Test
    void aSilentServerRunsIntoTheReadTimeout() throws IOException {
        transport.readTimeout(Duration.ofMillis(20));
        assertThrows(SocketTimeoutException.class, () -> transport.input().readLine(512));
        assertTrue(transport.cause().isEmpty());
    }

    @Test
    void theFirstCauseIsKept() {
        IOException first = new IOException("first");
        assertSame(first, transport.fail(first));
        IOException second = new IOException("second");
        assertSame(second, transport.fail(second));
        transport.close();
        assertSame(first, transport.cause().orElseThrow());
    }

    @Test
    void closingEndsAReaderOnAnotherThread() throws Exception {
        Future<String> reader =
                threads.submit(() -> transport.input().readLine(512).toString());
        transport.close();
        assertThrows(Exception.class, () -> reader.get(10, TimeUnit.SECONDS));
        assertEquals("session was closed", transport.cause().orElseThrow().getMessage());
        transport.close();
        assertEquals(-1, server.getInputStream().read());
    }

    @Test
    void closingSendsNothing() throws IOException {
        transport.output().writeLine("DELE 1", "DELE 1", 255);
        transport.close();
        assertEquals(-1, server.getInputStream().read());
    }

    @Test
    void unexpectedOctetsAreRefusedBeforeTls() throws IOException {
        serverSays("+OK go ahead\r\n+OK injected\r\n");
        transport.input().readLine(512);
        IOException refused =
                assertThrows(IOException.class, () -> transport.startTls(null, "localhost", listener.getLocalPort()));
        assertTrue(refused.getMessage().contains("octets in clear text"), refused.getMessage());
    }

    @Test
    void anUnknownHostAndARefusedConnectionDiffer() throws IOException {
        assertThrows(
                UnknownHostException.class,
                () -> Transport.connect("no-such-host.invalid", 110, Reach.DIRECT, AMPLE, WireTap.NONE));
        int free = RefusingPort.number();
        IOException refused = assertThrows(
                IOException.class, () -> Transport.connect("127.0.0.1", free, Reach.DIRECT, AMPLE, WireTap.NONE));
        assertFalse(refused instanceof UnknownHostException);
    }
}
