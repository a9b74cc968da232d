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

import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The way to the server, and the proxy in it. */
class ReachTest {

    @Test
    void directIsAnyAddressFromAnySide() {
        assertThat(Reach.DIRECT).isEqualTo(new Reach(null, 0, IpVersion.ANY, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void aLocalPortIsNoMoreThanSixteenBits(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reach.DIRECT.from(null, port))
                .withMessageContaining("0 (any) to 65535, not " + port);
    }

    @Test
    void aLocalAddressOfTheOtherVersionIsAContradiction() throws Exception {
        InetAddress v4 = InetAddress.getByName("127.0.0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reach.DIRECT.over(IpVersion.V6).from(v4, 0))
                .withMessage("localAddress 127.0.0.1 is not of ipVersion, which is IPv6. Change one of them");
    }

    @Test
    void aLocalAddressReachesItsOwnVersionOnly() throws Exception {
        assertThat(Reach.DIRECT.usableVersion()).isEqualTo(IpVersion.ANY);
        assertThat(Reach.DIRECT.from(InetAddress.getByName("::1"), 0).usableVersion())
                .isEqualTo(IpVersion.V6);
        assertThat(Reach.DIRECT.from(InetAddress.getByName("127.0.0.1"), 0).usableVersion())
                .isEqualTo(IpVersion.V4);
        assertThat(Reach.DIRECT.from(InetAddress.getByName("0.0.0.0"), 0).usableVersion())
                .isEqualTo(IpVersion.ANY);
    }

    @Test
    void aProxyIsReadFromItsUri() {
        assertThat(ProxyAddress.parse("socks5://proxy.example.org"))
                .isEqualTo(new ProxyAddress(ProxyAddress.Kind.SOCKS5, "proxy.example.org", 1080, null, null));
        assertThat(ProxyAddress.parse("HTTP://[::1]:3128/"))
                .isEqualTo(new ProxyAddress(ProxyAddress.Kind.HTTP, "::1", 3128, null, null));
        assertThat(ProxyAddress.parse("http://my_proxy").port()).isEqualTo(80);
        assertThat(ProxyAddress.parse("socks5://10.0.0.1:9").as("al@ice", "s:c+r%t"))
                .isEqualTo(new ProxyAddress(ProxyAddress.Kind.SOCKS5, "10.0.0.1", 9, "al@ice", "s:c+r%t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "socks4://secret",
                "secret:1080",
                "http://host/secret",
                "socks4://user:secret@host",
                "https://user:secret@host",
                "socks5://user:sec@ret@host",
                "socks5://user:secret:more@host",
                "socks5://user:secret@host:port",
                "socks5://user:secret@host:99999",
                "socks5://user:secret@host:0",
                "socks5://user:secret@",
                "socks5://user:secret@host/path",
                "socks5://user:secret@[::1",
                "socks5://user:secret@host",
                "http://user:secret@host:3128",
                "socks5://user@host",
                "socks5://:secret@host",
                "socks5://user:@host",
                "socks5://secret@host",
                "socks5://user:secret%zz@host",
                "socks5://user:secret%0D%0AX@host",
                "http://us%3Aer:secret@host",
                "http://user:secret@ho st",
            })
    void aMalformedProxyIsRefusedAndNeverQuoted(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyAddress.parse(uri))
                .withMessageContaining("proxy")
                .withNoCause()
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("secret").doesNotContain("zz"));
    }

    @Test
    void noTextShowsThePassword() {
        ProxyAddress proxy = ProxyAddress.parse("socks5://[::1]").as("user", "secret");
        assertThat(proxy).hasToString("socks5://[::1]:1080");
        assertThat(Reach.DIRECT.through(proxy).toString()).doesNotContain("secret");
    }

    @Test
    void aLoginInTheAddressOfAProxyIsRefusedWithTheNamesOfTheOptions() {
        for (String uri :
                List.of("socks5://user:secret@host", "http://user@host:3128", "socks5://us@er:sec@ret@host")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProxyAddress.parse(uri))
                    .withMessageEndingWith("Use proxyUsername and proxyPassword");
        }
    }

    @Test
    void halfALoginAtAProxyIsRefusedAndNotQuoted() {
        ProxyAddress proxy = ProxyAddress.parse("socks5://host");
        String tooLong = "secret".repeat(50);
        for (List<String> login : List.of(
                Arrays.asList("secret", null),
                Arrays.asList(null, "secret"),
                List.of("", "secret"),
                List.of("secret", ""),
                List.of("sec:ret", "secret"),
                List.of("user", "secret\r\n"),
                List.of("user", tooLong),
                List.of(tooLong, "secret"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> proxy.as(login.get(0), login.get(1)))
                    .withMessageContaining("proxyUsername and proxyPassword")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        }
    }

    @Test
    void anAddressOfThisMachineIsLookedUpInBoundedTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() -> Reach.lookUp("machine.example", Duration.ofMillis(50), name -> {
                    awaitEnd(never);
                    return new InetAddress[0];
                }))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("machine.example");
        never.countDown();
        assertThat(Reach.lookUp("127.0.0.1", Duration.ofMillis(50))).isEqualTo(InetAddress.getByName("127.0.0.1"));
    }

    private static void awaitEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
