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

import java.io.Closeable;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The connection: a socket, TLS on top of it when asked for, and the memory of why it ended.
 *
 * <ol>
 *   <li>{@link #connect} opens it;
 *   <li>{@link #startTls} may put TLS over it, once;
 *   <li>{@link #input()} and {@link #output()} carry the dialogue;
 *   <li>{@link #fail} or {@link #close} ends it. A failed transport keeps its first cause and refuses further use.
 * </ol>
 *
 * One thread uses it; {@link #close()}, a {@link TimeLimit} and a {@link Cancellation} may end it from another.
 */
public final class Transport implements Closeable {

    private final WireTap tap;
    /** TCP, whatever lies over it. */
    private final Socket connection;

    private volatile Socket socket;
    private WireInput input;
    private WireOutput output;
    private volatile IOException cause;
    private final Cancellation cancellation;
    private final Cancellation.Wait wait;

    private Transport(Socket socket, WireTap tap, Cancellation cancellation) throws IOException {
        this.tap = tap;
        this.cancellation = cancellation;
        this.connection = socket;
        attach(socket);
        this.wait = cancellation.begin(() -> endWith(cancellation.cause()));
    }

    private void attach(Socket over) throws IOException {
        socket = over;
        input = new WireInput(over.getInputStream(), tap);
        output = new WireOutput(over.getOutputStream(), tap);
    }

    /**
     * Opens a TCP connection: to one address of the host after the other, each with its share of the time, or through a
     * proxy.
     *
     * @param host name or address, not null
     * @param port 1 to 65535
     * @param reach which way to go, not null
     * @param timeout bound on all of it, the lookup of the name and the proxy's answers included
     * @param tap sees the dialogue
     * @throws UnknownHostException if the name has no address of the wanted version
     * @throws SocketTimeoutException if no address answers in time
     * @throws LocalBindFailure if the local address or port cannot be used
     * @throws ProxyFailure if there is a proxy, and it does not let us through in time
     * @throws IOException if no address lets us through; the message names each and why
     */
    public static Transport connect(String host, int port, Reach reach, Duration timeout, WireTap tap)
            throws IOException {
        return connect(host, port, reach, timeout, tap, new Cancellation());
    }

    /**
     * As {@link #connect(String, int, Reach, Duration, WireTap)}, for a connection that may be cancelled at any time.
     *
     * @throws Cancellation.Cancelled if it was; whatever else is thrown after it was means the same
     */
    public static Transport connect(
            String host, int port, Reach reach, Duration timeout, WireTap tap, Cancellation cancellation)
            throws IOException {
        Socket socket = new Dialer(reach, timeout, cancellation).dial(host, port);
        try {
            return new Transport(socket, tap, cancellation);
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Starts TLS and checks that the certificate is for the server meant (RFC 7817, RFC 8314).
     *
     * @param factory makes the TLS socket; {@link PinnedTrust#sufficient} leaves the name out of the check
     * @param serverName the name or address to find in the certificate; a name is also announced (SNI)
     * @param port for the TLS session cache
     * @throws ProtocolException if octets have arrived already: they came in clear text and anybody may have sent them
     * @throws javax.net.ssl.SSLException if the handshake fails or the certificate is not trusted
     */
    public void startTls(SSLSocketFactory factory, String serverName, int port) throws IOException {
        if (!input.isEmpty()) {
            throw new ProtocolException("octets in clear text came where TLS was to start");
        }
        HostName server = HostName.of(serverName);
        SSLSocket tls = (SSLSocket) factory.createSocket(socket, server.inTls(), port, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        server.serverNameIndication().ifPresent(name -> parameters.setServerNames(List.of(name)));
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        attach(tls);
    }

    /** The receiving side. */
    public WireInput input() {
        return input;
    }

    /** The sending side. */
    public WireOutput output() {
        return output;
    }

    /** Bounds the wait for each single read. */
    public void readTimeout(Duration timeout) throws IOException {
        socket.setSoTimeout(millis(timeout));
    }

    /**
     * Bounds what follows as a whole, however the octets trickle: when the time is up the connection is closed under
     * any reader or writer.
     *
     * @param limit the time, from now
     * @param what names what was bounded, for the message
     * @param option names the option that sets the bound, for {@link TimeLimit.Exceeded}
     * @return to be closed when it is done in time
     */
    public TimeLimit limit(Duration limit, String what, String option) {
        return TimeLimit.start(this, limit, what, option);
    }

    /** The TLS session, or empty while the connection is in clear text. */
    public Optional<SSLSession> tlsSession() {
        return socket instanceof SSLSocket tls ? Optional.of(tls.getSession()) : Optional.empty();
    }

    /** The server's certificate, or empty while the connection is in clear text. */
    public Optional<Certificate> serverCertificate() throws IOException {
        Optional<SSLSession> session = tlsSession();
        return session.isEmpty() ? Optional.empty() : Optional.of(session.get().getPeerCertificates()[0]);
    }

    /**
     * Ends the connection because of a failure; the first cause is kept.
     *
     * @param failure why
     * @return the cause to report: the time limit or the cancellation that closed the connection if one did, else the
     *     failure
     */
    public IOException fail(IOException failure) {
        IOException first = endWith(failure);
        return first instanceof SocketTimeoutException || first instanceof Cancellation.Cancelled ? first : failure;
    }

    /** Remembers why, unless it is known already, and closes the socket. */
    synchronized IOException endWith(IOException failure) {
        if (cause == null) {
            cause = failure;
        }
        shut();
        return cause;
    }

    /** What may end the connection from outside. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Why the connection ended, or empty while it is usable. */
    public Optional<IOException> cause() {
        return Optional.ofNullable(cause);
    }

    /** Closes the socket. Never sends anything of the protocol above. May be called from any thread, repeatedly. */
    @Override
    public void close() {
        endWith(new IOException("session was closed"));
    }

    /** Closes TCP even under TLS: closing a TLS socket would wait for a thread that is blocked in writing to it. */
    private void shut() {
        wait.close();
        try {
            connection.close();
        } catch (IOException e) {
            // The connection is being given up: what matters is why, and that is in the cause already.
            if (e != cause) {
                cause.addSuppressed(e);
            }
        }
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }
}
