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

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Where the body of an HTTP answer ends (RFC 9112 §6.3, §7.1), and what hostile servers achieve. */
class HttpAnswerTest {

    private static final int MOST = 100;

    private static HttpAnswer read(String octets) throws IOException {
        byte[] source = octets.getBytes(StandardCharsets.ISO_8859_1);
        return HttpAnswer.read(new WireInput(new ByteArrayInputStream(source), WireTap.NONE), MOST);
    }

    private static String body(String octets) throws IOException {
        return new String(read(octets).body(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 3', 'abcd', abc",
        "'content-length:3 ', 'abc', abc",
        "'Content-Length: 0', 'abc', ''",
        "'', 'abc', abc",
        "'', '', ''",
        "'X: y', 'abc', abc",
        "'Transfer-Encoding: chunked', '3\r\nabc\r\n0\r\n\r\n', abc",
        "'transfer-encoding: CHUNKED', '1\r\na\r\n02;x=\"y\"\r\nbc\r\n0\r\nTrailer: z\r\n\r\n', abc",
        "'Transfer-Encoding: chunked', 'A \nabcdefghij\n0\n\n', abcdefghij",
        "'Content-Length: 1\r\nTransfer-Encoding: chunked', '3\r\nabc\r\n0\r\n\r\n', abc",
    })
    void theBodyEndsWhereTheHeaderSays(String field, String octets, String body) throws IOException {
        String header = field.isEmpty() ? "" : field + "\r\n";
        assertThat(body("HTTP/1.1 200 OK\r\n" + header + "\r\n" + octets)).isEqualTo(body);
    }

    @Test
    void answersWithoutABodyHaveNone() throws IOException {
        assertThat(body("HTTP/1.1 204 Nothing\r\nContent-Length: 3\r\n\r\nabc")).isEmpty();
        assertThat(body("HTTP/1.1 304 Same\r\n\r\nabc")).isEmpty();
    }

    @Test
    void interimAnswersAreSkipped() throws IOException {
        HttpAnswer answer =
                read("HTTP/1.1 100 Go on\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 401 No\r\n\r\nabc");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 999999999999999999\r\n\r\n",
                "Content-Length: 99999999999999999999999999\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffffffffff\r\n",
                "\r\n",
                "Transfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n",
            })
    void aLongBodyIsReadOneOctetPastTheBound(String header) throws IOException {
        assertThat(body("HTTP/1.1 200 OK\r\n" + header + "x".repeat(1000))).hasSize(MOST + 1);
    }

    @Test
    void manyChunksAreBoundedLikeOne() throws IOException {
        String chunks = "8\r\nabcdefgh\r\n".repeat(1000);
        assertThat(body("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks))
                .hasSize(MOST + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "HTTP/1.1 100 Wait\r\n\r\n",
            })
    void anAnswerThatBreaksOffIsAnError(String octets) {
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> read(octets))
                .withMessageContaining("closed the connection");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK ready\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nab\r\n",
            })
    void anAnswerWithoutATellableEndIsAnError(String octets) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(octets))
                .withMessageContaining("it");
    }

    @Test
    void linesWithoutEndAreBounded() {
        for (String endless : new String[] {
            "HTTP/1.1 200 " + "x".repeat(20_000),
            "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(4_000),
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1" + ";".repeat(20_000),
        }) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> read(endless));
        }
    }
}
