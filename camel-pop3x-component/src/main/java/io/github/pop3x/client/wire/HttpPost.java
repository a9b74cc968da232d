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
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

import javax.net.ssl.SSLSocketFactory;

/**
 * A form that is sent to an HTTP server, over a connection of its own (RFC 9110, RFC 9112). Immutable.
 *
 * <p>It goes the ways of a {@link Transport}. The JDK's HTTP clients cannot: a login at a SOCKS proxy is a setting of the
 * whole JVM there, and by default they do not log in by Basic where a proxy makes a tunnel.
 *
 * @param uri https, or http for clear text; with a host
 * @param form in {@code application/x-www-form-urlencoded}. A secret
 */
public record HttpPost(URI uri, String form) {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int MAX_LINE = 64 * 1024;

    /**
     * Sends it, and reads the answer. No redirect is followed.
     *
     * @param reach the way to the server
     * @param tls makes the TLS socket, for https; the server's certificate must be for its host
     * @param timeout bound on all of it, from the lookup of the name to the last octet of the answer
     * @param most how many octets of the answer's body are wanted; one more is read if there are more
     * @throws SocketTimeoutException if it takes longer
     * @throws ProxyFailure if the proxy in between does not let it through
     * @throws javax.net.ssl.SSLException if TLS fails
     * @throws java.net.ProtocolException if the server does not speak HTTP/1.1
     * @throws IOException if the server cannot be reached, closes the connection, or the thread is interrupted; it still is
     */
    public HttpAnswer send(Reach reach, SSLSocketFactory tls, Duration timeout, int most) throws IOException {
        Cancellation cancellation = new Cancellation();
        try {
            return BoundedCall.call("pop3-http-request", "the request", null, timeout.toMillis(), cancellation, () -> {
                try (Transport transport =
                        Transport.connect(uri.getHost(), port(), reach, timeout, WireTap.NONE, cancellation)) {
                    return exchange(transport, tls, most);
                }
            });
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            // An interrupt does not end a read of a socket, its end does.
            cancellation.cancel("nobody waits for the answer any more");
        }
    }

    private HttpAnswer exchange(Transport transport, SSLSocketFactory tls, int most) throws IOException {
        if (isProtected()) {
            transport.startTls(tls, uri.getHost(), port());
        }
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        WireOutput output = transport.output();
        for (String line : head(body.length)) {
            output.writeLine(line, line, MAX_LINE);
        }
        output.write(body);
        output.flush();
        return HttpAnswer.read(transport.input(), most);
    }

    private List<String> head(int octets) {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
        String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        return List.of(
                "POST " + path + query + " HTTP/1.1",
                "Host: " + host,
                "User-Agent: camel-pop3x",
                "Accept: application/json",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + octets,
                "Connection: close",
                "");
    }

    private boolean isProtected() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    private int port() {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isProtected() ? HTTPS_PORT : HTTP_PORT;
    }

    private static IOException rethrown(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IOException io ? io : new IOException(failure);
    }

    /** Where to; never the form. */
    @Override
    public String toString() {
        return "HttpPost[" + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath() + "]";
    }
}
