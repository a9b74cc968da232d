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
package io.github.pop3x.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The server's end of one connection, through which an {@link Answerer} speaks. Owned by the session's thread.
 * {@link IOException} means that the session is over; an answerer lets it pass.
 */
public final class ServerWire {

    private static final byte[] FATAL_HANDSHAKE_FAILURE = {21, 3, 3, 0, 2, 2, 40};

    private final Socket socket;
    private final SSLContext tls;
    private final WireFaults faults = new WireFaults();
    private final Recording recording = new Recording();
    private final Outbound out;
    private final Inbound in;
    private Socket layer;

    ServerWire(Socket socket, Mode mode, SSLContext tls, Duration patience) throws IOException {
        this.socket = socket;
        this.tls = tls;
        layer = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        out = new Outbound(mode, faults, recording);
        out.speakInto(socket.getOutputStream());
        in = new Inbound(socket.getInputStream(), faults, recording, out);
    }

    /** Begins the connection: the TLS handshake if it is implicit, and the misfortunes that come before any octet. */
    void open(boolean implicitTls) throws IOException {
        if (faults.closesAtOnce) {
            throw over(SessionOver.Ending.CLOSE);
        }
        if (implicitTls) {
            handshake();
        }
        out.endIfAllIsSaid();
    }

    /**
     * Says one line.
     *
     * @param line the line without CRLF, sent as UTF-8
     * @throws IOException when the session is over
     */
    public void say(String line) throws IOException {
        say((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Says octets as they are.
     *
     * @param octets what to send; neither stuffed nor ended by CRLF here
     * @throws IOException when the session is over
     */
    public void say(byte[] octets) throws IOException {
        out.say(octets, 0, octets.length);
    }

    /**
     * Says the body of a multi-line reply: it is stuffed and, on {@code close}, ended by the terminating dot.
     *
     * @return a stream to be closed when the body is complete, and only then
     */
    public OutputStream body() {
        return new StuffingOutput(out, faults.stuffing);
    }

    /**
     * Hears one line.
     *
     * @return the line with its ending; without one if the client left in the middle of it; null if it left before
     * @throws IOException when the session is over; {@link java.net.SocketTimeoutException} when the server's patience is
     */
    public byte[] hear() throws IOException {
        return hear(Integer.MAX_VALUE);
    }

    /** Hears one line, or no more than so many octets of it. */
    byte[] hear(int most) throws IOException {
        return in.hear(most);
    }

    /**
     * Does the TLS handshake of STLS. Client octets behind the command are the client's fault (RFC 2595 §4).
     *
     * @throws IOException           when the session is over, also because the client refused the certificate
     * @throws IllegalStateException if the client sent octets behind STLS before the handshake
     */
    public void startTls() throws IOException {
        out.flush();
        if (in.heardAll()) {
            throw over(SessionOver.Ending.CUT);
        }
        if (in.unheard().length > 0) {
            throw new IllegalStateException(
                    "the client spoke on behind STLS, before the handshake: " + Octets.show(in.unheard()));
        }
        handshake();
        recording.happened(Directive.STARTTLS);
    }

    /** Loses what came behind the last line, as a server does that has read it into a buffer and thinks no more of it. */
    public void loseUnheard() {
        in.lose();
    }

    /** Tells whether the client has said more than was listened to: it did not wait for the answer. */
    public boolean hasUnheard() {
        return in.unheard().length > 0;
    }

    private void handshake() throws IOException {
        if (faults.alerts) {
            alert();
        }
        Objects.requireNonNull(tls, "no certificate: call ScriptedServer.tls");
        try {
            var secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), false);
            secured.setUseClientMode(false);
            secured.startHandshake();
            layer = secured;
            out.speakInto(secured.getOutputStream());
            in.listenTo(secured.getInputStream());
        } catch (IOException e) {
            throw recording.gone(e);
        }
    }

    /** Answers the client's hello with a fatal alert, in clear as all of a handshake's beginning is, and ends. */
    void alert() throws IOException {
        out.flush();
        recording.happened(Directive.ALERT);
        try {
            // Not before the hello: behind the reply to STLS it would be an injected reply.
            socket.getInputStream().read();
            socket.getOutputStream().write(FATAL_HANDSHAKE_FAILURE);
        } catch (IOException e) {
            throw recording.gone(e);
        }
        throw new SessionOver(SessionOver.Ending.CUT);
    }

    /** Tells whether TLS is on. */
    public boolean encrypted() {
        return layer != socket;
    }

    /** Tells whether TLS could be begun: there is a certificate, and it is not on yet. */
    public boolean offersTls() {
        return tls != null && !encrypted();
    }

    /** The next octet said ends the session: what the command did stands, its reply is lost. */
    void sayNoMore() {
        out.sayNoMore();
    }

    WireFaults faults() {
        return faults;
    }

    /** Writes down that and how the session ends; the caller throws what it gets. */
    SessionOver over(SessionOver.Ending ending) {
        return recording.over(ending, faults.resets);
    }

    /**
     * Ends the connection.
     *
     * @return what the client said after an end in good order, when it should have had nothing more to say
     */
    byte[] end(SessionOver.Ending ending) {
        boolean reset = faults.resets && (ending == SessionOver.Ending.CLOSE || ending == SessionOver.Ending.CUT);
        try (socket) {
            out.flush();
            return Hangup.of(socket, layer, reset ? SessionOver.Ending.RESET : ending, in.unheard());
        } catch (IOException e) {
            // The client hung up before the server did. The end is an end.
            return new byte[0];
        } finally {
            in.free();
        }
    }

    Recording recording() {
        return recording;
    }

    /** How many octets were said. */
    long said() {
        return out.said();
    }

    /** How many octets were heard. */
    long heard() {
        return in.heard();
    }

    /** How many flights the client sent. */
    int flights() {
        return in.flights();
    }
}
