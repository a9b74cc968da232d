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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.MessageSource;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Large messages one after the other: each is asked for before the last octets of the one before it have arrived. */
class LargeMessagesInARowTest {

    private static final int MESSAGES = 5;

    private static final long OCTETS = 1024 * 1024;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();

    private List<Integer> poll(String options) throws Exception {
        for (int number = 1; number <= MESSAGES; number++) {
            maildrop.add("m" + number, MessageSource.generated(OCTETS + number), OCTETS + number);
        }
        server.answers(maildrop);
        try (SlowLine line = new SlowLine(server.port());
                PolledRoute route = new PolledRoute(
                        "pop3x:127.0.0.1:" + line.port() + "?username=alice&password=s3cret&tls=none" + options,
                        exchange -> {})) {
            assertThat(route.poll()).isEqualTo(MESSAGES);
            assertThat(route.takeUids()).containsExactly("m1", "m2", "m3", "m4", "m5");
            assertThat(maildrop.retrievals()).containsExactly("m1", "m2", "m3", "m4", "m5");
            return line.late();
        }
    }

    @Test
    void theNextOneIsAskedForWhileOneArrives() throws Exception {
        assertThat(poll("")).isEmpty();
    }

    @Test
    void theNextOneIsAskedForWhileOneArrivesThatIsLargerThanThePrefetch() throws Exception {
        assertThat(poll("&prefetch=1000")).isEmpty();
    }

    /**
     * A line to the server on which the last two thirds of each message arrive slowly, little by little, until the next one
     * has been asked for. For one session.
     */
    private static final class SlowLine implements AutoCloseable {

        private static final int LITTLE = 1024;

        private static final byte[] END = {'\r', '\n', '.', '\r', '\n'};

        private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        private final int target;
        /** One permit for each RETR that has passed. */
        private final Semaphore asked = new Semaphore(0);

        private final List<Integer> late = new CopyOnWriteArrayList<>();
        private final List<Socket> open = new ArrayList<>();

        SlowLine(int target) throws IOException {
            this.target = target;
            start(this::serve);
        }

        int port() {
            return listener.getLocalPort();
        }

        /** The messages that had arrived before the next one was asked for. */
        List<Integer> late() {
            return late;
        }

        private interface Step {
            void run() throws IOException, InterruptedException;
        }

        private static void start(Step step) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            step.run();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "slow-line");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() throws IOException {
            Socket client = listener.accept();
            Socket behind = new Socket(InetAddress.getByName("127.0.0.1"), target);
            synchronized (open) {
                open.addAll(List.of(client, behind));
            }
            start(() -> commands(client.getInputStream(), behind.getOutputStream()));
            start(() -> answers(behind.getInputStream(), client));
        }

        private void commands(InputStream from, OutputStream to) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int octet = from.read(); octet >= 0; octet = from.read()) {
                to.write(octet);
                line.append((char) octet);
                if (octet == '\n') {
                    asked.release(line.toString().startsWith("RETR ") ? 1 : 0);
                    line.setLength(0);
                }
            }
        }

        private void answers(InputStream from, Socket client) throws IOException, InterruptedException {
            OutputStream to = client.getOutputStream();
            byte[] last = new byte[END.length];
            byte[] chunk = new byte[LITTLE];
            int message = 0;
            long arrived = 0;
            boolean nextIsAsked = true;
            for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
                if (message == 0 && asked.tryAcquire()) {
                    message = 1;
                    nextIsAsked = false;
                }
                for (int i = 0; i < count && message > 0; i++) {
                    System.arraycopy(last, 1, last, 0, last.length - 1);
                    last[last.length - 1] = chunk[i];
                    if (Arrays.equals(last, END)) {
                        if (!nextIsAsked && message < MESSAGES) {
                            late.add(message);
                        }
                        message++;
                        arrived = 0;
                        nextIsAsked = message > MESSAGES;
                    }
                }
                to.write(chunk, 0, count);
                arrived += count;
                boolean slow = arrived > OCTETS / 3 && message < MESSAGES;
                nextIsAsked |= slow && !nextIsAsked && asked.tryAcquire(20, TimeUnit.MILLISECONDS);
            }
            client.shutdownOutput();
        }

        @Override
        public void close() throws IOException {
            listener.close();
            synchronized (open) {
                for (Socket socket : open) {
                    socket.close();
                }
            }
        }
    }
}
