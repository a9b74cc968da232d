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
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.TestProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Ways through SOCKS5 (RFC 1928, RFC 1929) and HTTP CONNECT (RFC 9110 §9.3.6), and what hostile proxies achieve. */
class ProxyTest {

    private static final Pattern LOGIN = Pattern.compile("(.*//)([^:]*):(.*)@(.*)");

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    private enum Kind {
        SOCKS5(TestProxy::socks5),
        HTTP(TestProxy::http);

        private final Supplier<TestProxy> starter;

        Kind(Supplier<TestProxy> starter) {
            this.starter = starter;
        }

        TestProxy proxy() {
            return starter.get();
        }
    }

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    @ParameterizedTest
    @EnumSource
    void theDialogueGoesThroughTheProxyAndTheNameToIt(Kind kind) throws IOException {
        server.plays("""
            S: +OK ready
            C: QUIT
            S: +OK bye
            """);
        try (TestProxy proxy = kind.proxy();
                Transport transport = connect(proxy.uri(), "mail.test", server.port(), LONG)) {
            assertThat(transport.input().readLine(512)).hasToString("+OK ready");
            transport.output().writeLine("QUIT", "QUIT", 512);
            transport.output().flush();
            assertThat(transport.input().readLine(512)).hasToString("+OK bye");
            assertThat(proxy.asked()).containsExactly("mail.test:" + server.port());
        }
        server.verify();
    }

    @ParameterizedTest
    @EnumSource
    void anAddressIsPassedAsAnAddress(Kind kind) throws IOException {
        try (TestProxy proxy = kind.proxy()) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> connect(proxy.uri(), "127.0.0.1", 1, LONG));
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(proxy.uri(), "::1", 1, LONG));
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(proxy.uri(), "[::1]", 1, LONG));
            assertThat(proxy.asked())
                    .map(place -> place.replace("0:0:0:0:0:0:0:1", "::1"))
                    .containsExactly("127.0.0.1:1", "[::1]:1", "[::1]:1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRightPasswordOpensIt(Kind kind) throws IOException {
        server.plays("S: +OK ready");
        try (TestProxy proxy = kind.proxy().demands("al@ice", "pässword:%");
                Transport transport = connect(proxy.uri("al@ice:pässword:%@"), "mail.test", server.port(), LONG)) {
            assertThat(transport.input().readLine(512)).hasToString("+OK ready");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SOCKS5, alice:wrong@, it refused proxyUsername and proxyPassword",
        "SOCKS5, '', it requires a login. Set proxyUsername and proxyPassword",
        "HTTP, alice:wrong@, 'status 407: it refused proxyUsername and proxyPassword, or requires another scheme than Basic'",
        "HTTP, '', status 407: it requires a login. Set proxyUsername and proxyPassword",
    })
    void aWrongProxyPasswordIsReported(Kind kind, String userinfo, String why) throws IOException {
        try (TestProxy proxy = kind.proxy().demands("alice", "secret")) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> connect(proxy.uri(userinfo), "mail.test", 110, LONG))
                    .withMessageStartingWith("proxy " + proxy.uri() + ": ")
                    .withMessageEndingWith(why);
            assertThat(proxy.asked()).isEmpty();
        }
    }

    @Test
    void aPasswordIsOfferedAndNeedNotBeTaken() throws IOException {
        server.plays("S: +OK ready");
        try (TestProxy proxy = TestProxy.socks5();
                Transport transport = connect(proxy.uri("alice:secret@"), "mail.test", server.port(), LONG)) {
            assertThat(transport.input().readLine(512)).hasToString("+OK ready");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SOCKS5, it refused mail.test:1: connection refused (5)",
        "HTTP, it answered CONNECT mail.test:1 with status 502: it cannot connect",
    })
    void aHostThatTheProxyCannotReachIsNamed(Kind kind, String why) throws IOException {
        try (TestProxy proxy = kind.proxy()) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> connect(proxy.uri(), "mail.test", 1, LONG))
                    .withMessage("proxy " + proxy.uri() + ": " + why);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatSaysNothingIsATimeout(Kind kind) throws IOException {
        try (TestProxy proxy = kind.proxy().answers("")) {
            assertThatExceptionOfType(ProxyFailure.class)
                    .isThrownBy(() -> connect(proxy.uri(), "mail.test", 110, SHORT))
                    .matches(ProxyFailure::isTimeout)
                    .withMessageContaining(proxy.uri());
        }
    }

    @Test
    void aProxyThatDripsIsATimeout() throws IOException {
        try (TestProxy proxy = TestProxy.http().answers("HTTP/1.1 100 \r\n\r\n").drips()) {
            assertThatExceptionOfType(ProxyFailure.class)
                    .isThrownBy(() -> connect(proxy.uri(), "mail.test", 110, SHORT))
                    .matches(ProxyFailure::isTimeout);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatDisconnectsIsReportedAsSuch(Kind kind) throws IOException {
        try (TestProxy proxy = kind.proxy().answers("").hangsUp()) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> connect(proxy.uri(), "mail.test", 110, LONG))
                    .withMessageEndingWith("it closed the connection instead of answering");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatIsNotThereIsNamed(Kind kind) throws IOException {
        String there;
        int nobody;
        try (TestProxy proxy = kind.proxy();
                ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            there = proxy.uri("alice:secret@");
            nobody = silent.getLocalPort();
        }
        String gone = there.replaceAll(":[0-9]+$", ":" + nobody);
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> connect(gone, "mail.test", 110, LONG))
                .withMessageStartingWith("proxy " + gone.replace("alice:secret@", "") + ": 127.0.0.1:")
                .withMessageEndingWith("(Connection refused)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK ready\r\n",
                "\4\0",
                "\5\2",
                "\5\u0080",
                "\5\u00ff",
                "\5\0\4\0\0\1",
                "\5\0\5\0\0\2",
                "\5\0\5\1\0\1",
                "\5\0\5\u00ee\0\1"
            })
    void nonsenseInSocksIsAnError(String octets) throws IOException {
        try (TestProxy proxy = TestProxy.socks5().answers(octets)) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> connect(proxy.uri(), "mail.test", 110, LONG))
                    .withMessageStartingWith("proxy " + proxy.uri() + ": it ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+OK ready\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 0200 \r\n\r\n", "HTTP/1.1 2\r\n\r\n", "\r\n"})
    void nonsenseInHttpIsAnError(String octets) throws IOException {
        try (TestProxy proxy = TestProxy.http().answers(octets)) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> connect(proxy.uri(), "mail.test", 110, LONG))
                    .withMessageEndingWith("it does not speak HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 403, 404, 500, 599, 999})
    void aStatusOtherThan2xxIsNamedAndItsReasonIsNot(int status) throws IOException {
        try (TestProxy proxy = TestProxy.http().answers("HTTP/1.1 " + status + " YWxpY2U6c2VjcmV0\r\n\r\n")) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> connect(proxy.uri("alice:secret@"), "mail.test", 110, LONG))
                    .withMessageContaining("with status " + status)
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("YWxpY2U6c2VjcmV0"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.0 299\r\nContent-Length: 5\r\nX: \r\n\r\n",
                "HTTP/1.1 100 Wait\r\nA: b\r\n\r\nHTTP/1.1 103 \r\n\r\nHTTP/1.1 200 \r\n\r\n",
                "HTTP/1.1 200 OK\nVia: somebody\n\n",
            })
    void octetsBehindTheBlankLineBelongToTheTunnel(String header) throws IOException {
        try (TestProxy proxy = TestProxy.http().answers(header + "+OK ready\r\n");
                Transport transport = connect(proxy.uri(), "mail.test", 110, LONG)) {
            assertThat(transport.input().readLine(512)).hasToString("+OK ready");
            assertThat(transport.input().isEmpty()).isTrue();
        }
    }

    @Test
    void octetsBehindTheSocksReplyBelongToTheTunnel() throws IOException {
        try (TestProxy proxy = TestProxy.socks5().answers("\5\0\5\0\0\1\0\0\0\0\0\0+OK ready\r\n");
                Transport transport = connect(proxy.uri(), "mail.test", 110, LONG)) {
            assertThat(transport.input().readLine(512)).hasToString("+OK ready");
        }
    }

    @Test
    void aHeaderWithoutEndIsBounded() throws IOException {
        for (String endless : new String[] {
            "HTTP/1.1 200 " + "x".repeat(20_000),
            "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(4_000),
            "HTTP/1.1 100 \r\n\r\n".repeat(2_000)
        }) {
            try (TestProxy proxy = TestProxy.http().answers(endless)) {
                assertThatExceptionOfType(ConnectException.class)
                        .isThrownBy(() -> connect(proxy.uri(), "mail.test", 110, LONG))
                        .withMessageEndingWith("its answer is longer than the limit of 16384 octets");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.test:1 HTTP/1.1\r\nX: y", "mail test", "mail.test\0", "user@mail.test"})
    void anInvalidHostNameIsNotSentToAProxy(String host) throws IOException {
        try (TestProxy proxy = TestProxy.http()) {
            assertThatExceptionOfType(UnknownHostException.class)
                    .isThrownBy(() -> connect(proxy.uri(), host, 110, LONG))
                    .withMessageContaining("this host is neither");
            assertThat(proxy.asked()).isEmpty();
        }
    }

    /** A proxy as {@link TestProxy#uri(String)} writes it may have a login in front of its host. */
    private static Transport connect(String proxy, String host, int port, Duration timeout) throws IOException {
        Matcher parts = LOGIN.matcher(proxy);
        ProxyAddress address = parts.matches()
                ? ProxyAddress.parse(parts.group(1) + parts.group(4)).as(parts.group(2), parts.group(3))
                : ProxyAddress.parse(proxy);
        Reach reach = Reach.DIRECT.through(address);
        return Transport.connect(host, port, reach, timeout, WireTap.NONE);
    }
}
