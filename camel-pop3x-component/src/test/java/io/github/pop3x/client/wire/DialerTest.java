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
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.pop3x.testing.RefusingPort;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Which addresses are tried, from which side, and what is said when none lets us in. */
class DialerTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void addressesAreTriedInTurnUntilOneAnswers() throws IOException {
        try (ServerSocket server = listening("127.0.0.1");
                Socket socket = dialer(Reach.DIRECT, LONG, "127.0.0.2", "127.0.0.3", "127.0.0.1")
                        .dial("mail.test", server.getLocalPort())) {
            assertThat(socket.getInetAddress().getHostAddress()).isEqualTo("127.0.0.1");
            assertThat(socket.getTcpNoDelay()).isTrue();
            assertThat(socket.getSoTimeout()).isZero();
        }
    }

    @Test
    void everyFailedAttemptIsReported() throws IOException {
        int port = RefusingPort.number();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() ->
                        dialer(Reach.DIRECT, LONG, "127.0.0.1", "127.0.0.2").dial("mail.test", port))
                .withMessage("127.0.0.1:" + port + " (Connection refused), 127.0.0.2:" + port + " (Connection refused)")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly(
                                "127.0.0.1:" + port + " (Connection refused)",
                                "127.0.0.2:" + port + " (Connection refused)"));
    }

    @Test
    void theMessageNamesABoundedNumberOfAttempts() throws IOException {
        int port = RefusingPort.number();
        String[] many = new String[20];
        Arrays.fill(many, "127.0.0.1");
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> dialer(Reach.DIRECT, LONG, many).dial("mail.test", port))
                .withMessageEndingWith(", and 12 more")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(20));
    }

    @Test
    void anAddressThatDoesNotAnswerLeavesTimeForTheNext() throws IOException {
        try (Silence silent = new Silence();
                ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress("127.0.0.2", silent.port()));
            try (Socket socket = dialer(Reach.DIRECT, Duration.ofSeconds(2), "127.0.0.1", "127.0.0.2")
                    .dial("mail.test", silent.port())) {
                assertThat(socket.getInetAddress().getHostAddress()).isEqualTo("127.0.0.2");
            }
        }
    }

    @Test
    void anUnansweredConnectionIsReportedAsATimeout() throws IOException {
        try (Silence silent = new Silence()) {
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> dialer(Reach.DIRECT, SHORT, "127.0.0.1").dial("mail.test", silent.port()))
                    .withMessageContaining("127.0.0.1:" + silent.port());
        }
    }

    @Test
    void aResolverThatDoesNotAnswerIsBoundedToo() {
        CountDownLatch asked = new CountDownLatch(1);
        Dialer dialer = new Dialer(Reach.DIRECT, SHORT, name -> {
            awaitQuietly(asked);
            return new InetAddress[0];
        });
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> dialer.dial("mail.test", 110))
                .withMessage("looking up the name mail.test took too long");
        asked.countDown();
    }

    @Test
    void onlyAddressesOfTheWantedVersionAreTried() throws IOException {
        try (ServerSocket server = listening("127.0.0.1");
                Socket socket = dialer(Reach.DIRECT.over(IpVersion.V4), LONG, "::1", "127.0.0.1")
                        .dial("mail.test", server.getLocalPort())) {
            assertThat(socket.getInetAddress().getHostAddress()).isEqualTo("127.0.0.1");
        }
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> dialer(Reach.DIRECT.over(IpVersion.V6), LONG, "127.0.0.1")
                        .dial("mail.test", 110))
                .withMessage("host mail.test has no IPv6 address");
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> dialer(Reach.DIRECT.over(IpVersion.V4), LONG).dial("[::1]", 110))
                .withMessage("host [::1] has no IPv4 address");
    }

    @Test
    void sixIsReachedWhereThereIsSix() throws IOException {
        try (ServerSocket server = listeningOnSix()) {
            assumeTrue(server != null, "this machine has no IPv6 loopback");
            try (Socket socket = dialer(Reach.DIRECT.over(IpVersion.V6), LONG, "127.0.0.1", "::1")
                    .dial("mail.test", server.getLocalPort())) {
                assertThat(socket.getInetAddress()).isEqualTo(InetAddress.getByName("::1"));
            }
        }
    }

    @Test
    void anUnknownNameStaysUnknown() {
        Dialer dialer = new Dialer(Reach.DIRECT, LONG, name -> {
            throw new UnknownHostException(name);
        });
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> dialer.dial("mail.test", 110))
                .withMessage("mail.test");
    }

    @Test
    void theLocalSideIsTheOneAskedFor() throws IOException {
        int localPort = freePort();
        Reach reach = Reach.DIRECT.from(InetAddress.getByName("127.0.0.5"), localPort);
        try (ServerSocket server = listening("127.0.0.1");
                Socket socket = dialer(reach, LONG, "::1", "127.0.0.1").dial("mail.test", server.getLocalPort());
                Socket accepted = server.accept()) {
            assertThat(accepted.getRemoteSocketAddress()).isEqualTo(new InetSocketAddress("127.0.0.5", localPort));
            assertThat(socket.getReuseAddress()).isTrue();
        }
    }

    @Test
    void aLocalSideInUseIsNamed() throws IOException {
        try (ServerSocket taken = listening("127.0.0.1");
                ServerSocket server = listening("127.0.0.2")) {
            Reach reach = Reach.DIRECT.from(InetAddress.getByName("127.0.0.1"), taken.getLocalPort());
            assertThatExceptionOfType(LocalBindFailure.class)
                    .isThrownBy(() -> dialer(reach, LONG, "127.0.0.2").dial("mail.test", server.getLocalPort()))
                    .withMessageContaining("the local side 127.0.0.1:" + taken.getLocalPort() + " cannot be used");
        }
    }

    private static Dialer dialer(Reach reach, Duration timeout, String... addresses) {
        return new Dialer(reach, timeout, name -> {
            InetAddress[] all = new InetAddress[addresses.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = InetAddress.getByName(addresses[i]);
            }
            return all;
        });
    }

    private static ServerSocket listening(String address) throws IOException {
        return new ServerSocket(0, 50, InetAddress.getByName(address));
    }

    private static ServerSocket listeningOnSix() {
        try {
            return listening("::1");
        } catch (IOException noSix) {
            return null;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            return server.getLocalPort();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A port of 127.0.0.1 that neither accepts nor refuses: its queue is full. */
    private static final class Silence implements AutoCloseable {

        private final ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        private final List<Socket> queue = new ArrayList<>();

        Silence() throws IOException {
            for (boolean accepts = true; accepts; ) {
                assumeTrue(queue.size() < 20, "this system's queues have no end");
                Socket socket = new Socket();
                queue.add(socket);
                accepts = isAccepted(socket);
            }
        }

        private boolean isAccepted(Socket socket) throws IOException {
            try {
                socket.connect(full.getLocalSocketAddress(), 200);
                return true;
            } catch (SocketTimeoutException queueIsFull) {
                return false;
            }
        }

        int port() {
            return full.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queue) {
                socket.close();
            }
            full.close();
        }
    }
}
