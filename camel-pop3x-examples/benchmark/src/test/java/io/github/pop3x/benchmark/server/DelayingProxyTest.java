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
package io.github.pop3x.benchmark.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class DelayingProxyTest {

    private static final int REPLY = 3_000_000;

    @Test
    void everythingArrivesAndIsCounted() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var way = new DelayingProxy(server.getLocalPort(), Duration.ofMillis(2));
                var proxy = DelayingProxy.counting(way.port());
                var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> serve(server));
            client.getOutputStream().write("RETR 1\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readAllBytes()).hasSize(REPLY).containsOnly('x');
            serving.get(10, TimeUnit.SECONDS);
            assertThat(proxy.traffic()).isEqualTo(new TrafficCount(8, REPLY, 1, Map.of("RETR", 1L)));
            assertThat(proxy.traffic()).isEqualTo(new TrafficCount(0, 0, 0, Map.of()));
        }
    }

    private static void serve(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.getInputStream().readNBytes(8);
            client.getOutputStream().write("x".repeat(REPLY).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
