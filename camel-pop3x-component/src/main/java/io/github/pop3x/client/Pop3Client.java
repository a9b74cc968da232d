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
import java.util.Objects;

import javax.net.ssl.SSLSocketFactory;

import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.Greeting;
import io.github.pop3x.client.command.SessionState;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.client.wire.TimeLimit;
import io.github.pop3x.client.wire.Transport;

/** Opens sessions. Stateless; see {@link Pop3Session} for what follows. */
public final class Pop3Client {

    private final Pop3ClientOptions options;

    private Pop3Client(Pop3ClientOptions options) {
        this.options = Objects.requireNonNull(options);
    }

    /**
     * Opens a session: connects, protects the connection, reads the greeting, logs in.
     *
     * @param options where and how
     * @return the session, in {@link SessionState#TRANSACTION}; to be closed
     * @throws Pop3ConnectionException if no session came about; the message says what to do
     * @throws Pop3AuthenticationException if the server refused the credentials
     * @throws Pop3CommandException if it refused for another reason, e.g. since the maildrop is locked
     */
    public static Pop3Session open(Pop3ClientOptions options) throws IOException {
        return new Pop3Client(options).open();
    }

    private Pop3Session open() throws IOException {
        Transport transport = connect();
        try {
            TimeLimit sessionLimit = transport.limit(options.sessionTimeout(), "the session");
            Conversation conversation = new Conversation(transport, options.limits(), options.place());
            Greeting greeting = meet(conversation);
            transport.readTimeout(options.readTimeout());
            Capabilities capabilities = capabilities(conversation);
            new Login(conversation, capabilities, options.credentials()).perform();
            conversation.enter(SessionState.TRANSACTION);
            return new Pop3Session(conversation, greeting, capabilities, options.quitTimeout(), sessionLimit);
        } catch (IOException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    private Transport connect() throws Pop3ConnectionException {
        try {
            return Transport.connect(options.host(), options.port(), options.connectionTimeout(), options.tap());
        } catch (IOException e) {
            throw Pop3ConnectionException.connecting(options.host(), options.place(), e);
        }
    }

    /** From the first octet to a greeted, protected connection, under one limit of time. */
    private Greeting meet(Conversation conversation) throws IOException {
        Transport transport = conversation.transport();
        transport.readTimeout(options.connectionTimeout());
        TimeLimit limit = transport.limit(options.connectionTimeout(), "connecting to " + options.place());
        try {
            if (options.tls() == TlsMode.IMPLICIT) {
                startTls(transport);
            }
            Greeting greeting = greeting(conversation);
            if (options.tls() == TlsMode.STARTTLS) {
                agreeOnTls(conversation);
                startTls(transport);
            }
            return greeting;
        } finally {
            limit.close();
        }
    }

    private Greeting greeting(Conversation conversation) throws IOException {
        StatusLine line;
        try {
            line = conversation.greeting();
        } catch (SocketTimeoutException e) {
            throw noGreeting("it says nothing", conversation, e);
        } catch (ProtocolException e) {
            throw noGreeting(e.getMessage(), conversation, e);
        } catch (IOException e) {
            IOException cause = conversation.transport().fail(e);
            throw noGreeting(String.valueOf(cause.getMessage()), conversation, cause);
        }
        if (line.status() == StatusLine.Status.ERR) {
            throw new Pop3CommandException(options.place(), "the connection", null, line);
        }
        if (!line.isOk()) {
            throw noGreeting("expected +OK, found " + line, conversation, null);
        }
        return new Greeting(line);
    }

    private Pop3ConnectionException noGreeting(String what, Conversation conversation, IOException cause) {
        String hint = options.tls() == TlsMode.IMPLICIT
                ? "Check that the port is the one for POP3 over TLS (995)"
                : "Check the port; one that expects TLS from the first octet (995) needs implicit TLS";
        return new Pop3ConnectionException(
                conversation.place() + " does not greet like a POP3 server: " + what + ". " + hint, cause);
    }

    private void agreeOnTls(Conversation conversation) throws IOException {
        try {
            conversation.execute(Commands.stls());
        } catch (Pop3CommandException refused) {
            throw new Pop3ConnectionException(
                    refused.getMessage() + ". TLS is required here: use implicit TLS (port 995), or allow clear text"
                            + " by naming it (TLS mode none)",
                    refused);
        }
    }

    private void startTls(Transport transport) throws IOException {
        SSLSocketFactory factory =
                options.tlsFactory() != null ? options.tlsFactory() : (SSLSocketFactory) SSLSocketFactory.getDefault();
        String serverName = options.tlsServerName() != null ? options.tlsServerName() : options.host();
        try {
            transport.startTls(factory, serverName, options.port());
        } catch (IOException e) {
            throw Pop3ConnectionException.securing(options.place(), options.tls(), serverName, transport.fail(e));
        }
    }

    /** Asked after TLS only: what was announced before it may be forged (RFC 2595 §4). */
    private static Capabilities capabilities(Conversation conversation) throws IOException {
        try {
            return conversation.execute(Commands.capa());
        } catch (Pop3CommandException noCapa) {
            return Capabilities.NONE;
        }
    }
}
