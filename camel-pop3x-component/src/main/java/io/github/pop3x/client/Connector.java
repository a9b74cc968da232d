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
package io.github.pop3x.client;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.Greeting;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.client.wire.Cancellation;
import io.github.pop3x.client.wire.TimeLimit;
import io.github.pop3x.client.wire.Transport;

/** From nothing to a greeted, protected connection with one server. */
final class Connector {

    private final Pop3ClientOptions options;
    private final ServerAddress server;
    private final Secrets secrets;
    private final Cancellation cancellation;

    /** @param cancellation may end the connection, also while it is being made */
    Connector(Pop3ClientOptions options, ServerAddress server, Cancellation cancellation) {
        this.options = options;
        this.server = server;
        this.secrets = new Secrets(options.tap());
        this.cancellation = cancellation;
    }

    /**
     * Connects, protects the connection, reads the greeting.
     *
     * @throws Pop3ConnectionException if that failed; the message says what to do
     * @throws Pop3CommandException if the server greets with a refusal
     */
    Pop3Authorization connect() throws IOException {
        long began = System.nanoTime();
        Transport transport = dial();
        Duration left = options.connectionTimeout().minusNanos(System.nanoTime() - began);
        TimeLimit sessionLimit = null;
        try {
            sessionLimit = transport.limit(options.sessionTimeout(), "the session", "sessionTimeout");
            ServerConnection connection = new ServerConnection(transport, options.limits(), server.toString(), secrets);
            Greeting greeting = meet(connection, left);
            connection.readTimeout(null, options.readTimeout(), "readTimeout");
            return new Pop3Authorization(options, server, connection, greeting, sessionLimit);
        } catch (IOException | RuntimeException | Error e) {
            if (sessionLimit != null) {
                sessionLimit.close();
            }
            transport.close();
            throw e;
        }
    }

    private Transport dial() throws Pop3ConnectionException {
        try {
            return Transport.connect(
                    server.host(), server.port(), options.reach(), options.connectionTimeout(), secrets, cancellation);
        } catch (IOException e) {
            throw Pop3ConnectionException.connecting(server, e);
        }
    }

    /** From the first octet to a greeted, protected connection, under one limit of time. */
    private Greeting meet(ServerConnection connection, Duration left) throws IOException {
        Transport transport = connection.transport();
        transport.readTimeout(options.connectionTimeout());
        TimeLimit limit = transport.limit(left, "connecting to " + server, ServerConnection.CONNECTION_TIMEOUT);
        try {
            if (options.tls() == TlsMode.IMPLICIT) {
                startTls(transport);
            }
            Greeting greeting = greeting(connection);
            if (options.tls() == TlsMode.STARTTLS) {
                agreeOnTls(connection);
                startTls(transport);
            }
            return greeting;
        } finally {
            limit.close();
        }
    }

    private Greeting greeting(ServerConnection connection) throws IOException {
        StatusLine line;
        try {
            line = connection.greeting();
        } catch (SocketTimeoutException e) {
            throw noGreeting("it says nothing", e);
        } catch (ProtocolException e) {
            throw noGreeting(e.getMessage(), e);
        } catch (IOException e) {
            IOException cause = connection.transport().fail(e);
            throw noGreeting(String.valueOf(cause.getMessage()), cause);
        }
        if (line.status() == StatusLine.Status.ERR) {
            throw new Pop3CommandException(server.toString(), "the connection", null, line);
        }
        if (!line.isOk()) {
            throw noGreeting("expected +OK, found " + line, null);
        }
        return new Greeting(line);
    }

    private Pop3ConnectionException noGreeting(String what, IOException cause) {
        String hint = options.tls() == TlsMode.IMPLICIT
                ? "Check that the port is the one for POP3 over TLS (995)"
                : "Check the port; one that expects TLS from the first octet (995) needs pop3xs";
        return new Pop3ConnectionException(server + " does not greet like a POP3 server: " + what + ". " + hint, cause);
    }

    private static void agreeOnTls(ServerConnection connection) throws IOException {
        try {
            connection.execute(Commands.stls());
        } catch (Pop3CommandException refused) {
            throw new Pop3ConnectionException(
                    refused.getMessage() + ". TLS is required here: use implicit TLS (pop3xs, port 995), or allow"
                            + " clear text by tls=none",
                    refused);
        }
    }

    private void startTls(Transport transport) throws IOException {
        String serverName = options.tlsServerName(server);
        try {
            transport.startTls(options.tlsFactory(), serverName, server.port());
        } catch (IOException e) {
            throw Pop3ConnectionException.securing(server, options.tls(), serverName, transport.fail(e));
        }
    }
}
