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

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A POP3 client that thinks nothing: octets out, octets in. The yardstick for what a server really sends. Used by one
 * thread; every read is bounded by 10 seconds.
 */
public final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private Socket socket;
    private InputStream in;

    /**
     * Connects; the greeting is not read.
     *
     * @param port a port of 127.0.0.1
     * @throws IOException if nobody listens there
     */
    public RawClient(int port) throws IOException {
        speakThrough(new Socket(InetAddress.getByName("127.0.0.1"), port));
        socket.setTcpNoDelay(true);
    }

    private void speakThrough(Socket top) throws IOException {
        socket = top;
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(top.getInputStream());
    }

    /**
     * Does the TLS handshake here.
     *
     * @param trust    whom to trust
     * @param hostname the name that the certificate must have
     * @return this
     * @throws IOException if either side refuses
     */
    public RawClient startTls(SSLContext trust, String hostname) throws IOException {
        var secured = (SSLSocket) trust.getSocketFactory().createSocket(socket, hostname, socket.getPort(), true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        speakThrough(secured);
        return this;
    }

    /**
     * Sends octets in one write.
     *
     * @param octets in the escapes of a transcript, CRLF not added
     * @return this
     * @throws IOException if the connection is lost
     */
    public RawClient send(String octets) throws IOException {
        socket.getOutputStream().write(Octets.parse(octets));
        return this;
    }

    /**
     * Sends a command and reads one line.
     *
     * @param line the command without CRLF, sent as UTF-8
     * @return the status line without CRLF
     * @throws IOException if the connection is lost, or nothing comes
     */
    public String command(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return readLine();
    }

    /**
     * Reads the greeting and logs in with USER and PASS.
     *
     * @param user     the login name
     * @param password the password
     * @return this
     * @throws IOException if the connection is lost, or the login is refused
     */
    public RawClient login(String user, String password) throws IOException {
        readLine();
        command("USER " + user);
        String reply = command("PASS " + password);
        if (!reply.startsWith("+OK")) {
            throw new IOException(reply);
        }
        return this;
    }

    /**
     * Reads one line.
     *
     * @return the line without CRLF
     * @throws IOException if the connection is lost or ends before the line does
     */
    public String readLine() throws IOException {
        byte[] line = readRawLine();
        return new String(line, 0, line.length - 2, StandardCharsets.UTF_8);
    }

    /** A line ends in CRLF here and nowhere else. */
    private byte[] readRawLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int before = 0, octet = 0; before != '\r' || octet != '\n'; ) {
            before = octet;
            octet = in.read();
            if (octet < 0) {
                throw new EOFException("the server left after " + Octets.show(line.toByteArray()));
            }
            line.write(octet);
        }
        return line.toByteArray();
    }

    /**
     * Reads the body of a multi-line reply.
     *
     * @return its octets, unstuffed, without the terminating line
     * @throws IOException if the connection is lost or ends before
     */
    public byte[] readBody() throws IOException {
        var body = new ByteArrayOutputStream();
        for (byte[] line = readRawLine(); !isTerminator(line); line = readRawLine()) {
            int stuffed = line[0] == '.' ? 1 : 0;
            body.write(line, stuffed, line.length - stuffed);
        }
        return body.toByteArray();
    }

    private static boolean isTerminator(byte[] line) {
        return line.length == 3 && line[0] == '.';
    }

    /**
     * Retrieves a message.
     *
     * @param number its message number
     * @return its octets
     * @throws IOException if RETR is refused, or the connection is lost
     */
    public byte[] retrieve(int number) throws IOException {
        String reply = command("RETR " + number);
        if (!reply.startsWith("+OK")) {
            throw new IOException(reply);
        }
        return readBody();
    }

    /**
     * Reads everything until the server closes.
     *
     * @return the octets, in the escapes of a transcript
     * @throws IOException if the server resets the connection, or does not close
     */
    public String readToTheEnd() throws IOException {
        return Octets.show(in.readAllBytes());
    }

    /**
     * Leaves in good order: says no more, and reads what the server still says until it closes.
     *
     * @return the octets, in the escapes of a transcript
     * @throws IOException if the server resets the connection, or does not close
     */
    public String leave() throws IOException {
        socket.shutdownOutput();
        return readToTheEnd();
    }

    /** Disconnects, whatever is still to be read. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
