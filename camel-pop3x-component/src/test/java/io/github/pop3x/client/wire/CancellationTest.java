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
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A wait for a name, a proxy or a server is ended by another thread, though nothing answers. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancellationTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final Cancellation cancellation = new Cancellation();

    private static FutureTask<Object> aside(Callable<Object> wait) {
        FutureTask<Object> task = new FutureTask<>(wait);
        new Thread(task).start();
        return task;
    }

    @Test
    void aNameThatIsNotFound() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Dialer dialer = new Dialer(
                Reach.DIRECT,
                LONG,
                name -> {
                    asked.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new InetAddress[0];
                },
                cancellation);
        FutureTask<Object> wait = aside(() -> dialer.dial("mail.example", 110));
        asked.await();
        cancellation.cancel("this test ends");
        assertEquals(
                "this test ends",
                assertInstanceOf(Cancellation.Cancelled.class, failure(wait)).getMessage());
        end.countDown();
    }

    @Test
    void aProxyThatSaysNothing() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ProxyAddress proxy = ProxyAddress.parse("socks5://127.0.0.1:" + listener.getLocalPort());
            FutureTask<Object> wait = aside(() -> Transport.connect(
                    "mail.example", 110, Reach.DIRECT.through(proxy), LONG, WireTap.NONE, cancellation));
            try (Socket asked = listener.accept()) {
                asked.getInputStream().read();
                cancellation.cancel("this test ends");
                assertInstanceOf(IOException.class, failure(wait));
            }
        }
    }

    @Test
    void aServerThatSaysNothing() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Transport transport = Transport.connect(
                        "127.0.0.1", listener.getLocalPort(), Reach.DIRECT, LONG, WireTap.NONE, cancellation)) {
            FutureTask<Object> wait = aside(() -> transport.input().readLine(100));
            cancellation.cancel("this test ends");
            IOException broken = assertInstanceOf(IOException.class, failure(wait));
            assertInstanceOf(Cancellation.Cancelled.class, transport.fail(broken));
        }
    }

    private static Throwable failure(FutureTask<Object> wait) {
        return assertThrows(ExecutionException.class, wait::get).getCause();
    }
}
