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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;

import io.github.pop3x.client.auth.ApopDigest;
import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.Mechanism;
import io.github.pop3x.client.auth.MechanismChoice;
import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.client.auth.OfferedMechanisms;
import io.github.pop3x.client.auth.SaslMechanism;
import io.github.pop3x.client.auth.SaslMechanisms;
import io.github.pop3x.client.auth.TlsServerEndPoint;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.Greeting;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.StatusLine;

/** One login, with given credentials, over a connection in AUTHORIZATION. */
final class Login {

    /** Where the server does not know a mechanism after all: return to try another, or fail since there is no other. */
    private enum IfUnsupported {
        RETURN,
        FAIL
    }

    private final ServerConnection connection;
    private final ServerAddress server;
    private final Capabilities capabilities;
    private final Credentials credentials;
    private boolean isApopRefused;

    Login(ServerConnection connection, ServerAddress server, Capabilities capabilities, Credentials credentials) {
        this.connection = connection;
        this.server = server;
        this.capabilities = capabilities;
        this.credentials = credentials;
    }

    /**
     * Logs in by the best mechanism; by another only where the server does not know the first one after all, or refuses
     * APOP and a password may go in clear text. Where that is so, APOP is left out unless it may be used.
     */
    void perform(Pop3ClientOptions options, Greeting greeting, boolean mayUseApop) throws IOException {
        boolean encrypted = connection.transport().tlsSession().isPresent();
        // USER is tried where nothing better is announced: many servers know it and do not say so.
        MechanismPolicy wish = options.mechanisms();
        boolean mayLeaveApop = wish.isAuto() && wish.clearText() && !encrypted;
        boolean usesApop = greeting.apopStamp().isPresent() && (mayUseApop || !mayLeaveApop);
        OfferedMechanisms offer =
                new OfferedMechanisms(capabilities.saslMechanisms(), usesApop, true, encrypted, endPoint());
        Iterator<Mechanism> inTurn = choose(wish, offer).inTurn().iterator();
        boolean supported = false;
        while (!supported) {
            Mechanism mechanism = inTurn.next();
            IfUnsupported then = inTurn.hasNext() ? IfUnsupported.RETURN : IfUnsupported.FAIL;
            supported = switch (mechanism) {
                case USER -> userAndPass(then);
                case APOP ->
                    apop(
                            ApopDigest.of(greeting.apopStamp().orElseThrow(), credentials),
                            mayLeaveApop ? then : IfUnsupported.FAIL);
                default ->
                    authenticate(
                            SaslMechanisms.of(
                                    mechanism,
                                    credentials,
                                    offer,
                                    options.scramIterations(),
                                    server.host(),
                                    server.port()),
                            then);
            };
        }
    }

    /**
     * Chooses how to log in.
     *
     * @throws Pop3LoginUnsupportedException if no mechanism fits
     */
    private MechanismChoice choose(MechanismPolicy wish, OfferedMechanisms offer) throws Pop3LoginUnsupportedException {
        return MechanismChoice.of(wish, offer, credentials)
                .orElseThrow(() -> new Pop3LoginUnsupportedException(
                        connection.place(), MechanismChoice.whyNone(wish, offer, credentials)));
    }

    private Optional<byte[]> endPoint() throws IOException {
        Optional<Certificate> certificate = connection.transport().serverCertificate();
        try {
            return certificate.isPresent() && certificate.get() instanceof X509Certificate x509
                    ? TlsServerEndPoint.of(x509)
                    : Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new Pop3ProtocolException(connection.place() + ": the server's certificate cannot be read", e);
        }
    }

    /**
     * RFC 1939 §7. Each waits for its answer: a server that does not know the user must not be told the password. Both are
     * sent in UTF-8: what is beyond ASCII works where the server announces UTF8 USER (RFC 6856 §2.2), and where it compares
     * octets, as most do.
     */
    void userAndPass() throws IOException {
        userAndPass(IfUnsupported.FAIL);
    }

    /**
     * @param then whether another mechanism is left
     * @return false if the server, which did not announce USER, refuses it, and there is another
     */
    private boolean userAndPass(IfUnsupported then) throws IOException {
        requireRoom("username", "USER", credentials.username());
        requireRoom("password", "PASS", credentials.password());
        Command<StatusLine> user = Commands.user(credentials.username());
        StatusLine known = connection.ask(user);
        if (then == IfUnsupported.RETURN && !capabilities.has(Keyword.USER.name()) && LoginRefusal.isUnheard(known)) {
            return false;
        }
        judge(known, user, "USER and PASS", Optional.empty());
        Command<StatusLine> pass = Commands.pass(credentials.password());
        connection.hide(credentials.password());
        judge(connection.ask(pass), pass, "USER and PASS", Optional.empty());
        return true;
    }

    /** Before USER is sent: a server counts an attempt from there. The line is in UTF-8. */
    private static void requireRoom(String what, String keyword, String text) {
        int octets = keyword.length() + " \r\n".length() + text.getBytes(StandardCharsets.UTF_8).length;
        if (octets > Command.MAX_LINE || text.chars().anyMatch(c -> c == '\r' || c == '\n')) {
            throw new IllegalArgumentException("the " + what + " does not fit the command " + keyword
                    + ": it must be one line of at most 248 octets in UTF-8 (RFC 2449 §4). Use a server that offers a"
                    + " SASL mechanism, or another " + what);
        }
    }

    /** RFC 1939 §7. */
    void apop(String digest) throws IOException {
        apop(digest, IfUnsupported.FAIL);
    }

    /** @return false if the server refuses it, which says nothing of the password, and there is another mechanism */
    private boolean apop(String digest, IfUnsupported then) throws IOException {
        Command<StatusLine> apop = Commands.apop(credentials.username(), digest);
        connection.hide(credentials.password());
        connection.hide(digest);
        StatusLine answer = connection.ask(apop);
        isApopRefused = then == IfUnsupported.RETURN && LoginRefusal.mayBeOfApop(answer);
        if (isApopRefused) {
            return false;
        }
        judge(answer, apop, "APOP", Optional.empty());
        return true;
    }

    /** Tells whether the server refused APOP, and another mechanism came next. */
    boolean isApopRefused() {
        return isApopRefused;
    }

    /** RFC 5034 §4: with an initial response where the line has room for it, else in two steps. */
    void authenticate(SaslMechanism mechanism) throws IOException {
        authenticate(mechanism, IfUnsupported.FAIL);
    }

    /**
     * @param then whether another mechanism is left
     * @return false if the server does not know the mechanism, though it announced it, and there is another
     */
    private boolean authenticate(SaslMechanism mechanism, IfUnsupported then) throws IOException {
        Optional<byte[]> initial = mechanism.initialResponse();
        Optional<Command<StatusLine>> oneLine = initial.flatMap(response -> inOneLine(mechanism, response));
        Command<StatusLine> command = oneLine.orElseGet(() -> Commands.auth(mechanism.name()));
        hideSecretsOf(command);
        StatusLine answer = connection.ask(command);
        if (then == IfUnsupported.RETURN && oneLine.isEmpty() && LoginRefusal.isUnheard(answer)) {
            return false;
        }
        // A server may overlook the initial response and ask for it by an empty challenge.
        boolean initialDue =
                initial.isPresent() && (oneLine.isEmpty() || answer.text().isEmpty());
        while (answer.status() == StatusLine.Status.CONTINUE) {
            byte[] response;
            try {
                response = initialDue ? initial.get() : mechanism.respond(decode(answer.text()));
            } catch (ProtocolException e) {
                throw cancelled(e);
            }
            initialDue = false;
            hideDigestIn(response);
            answer = connection.respond(response);
        }
        if (answer.isOk()) {
            finish(mechanism);
        }
        judge(
                answer,
                command,
                "AUTH " + mechanism.name(),
                mechanism.serverError().map(connection::mask));
        return true;
    }

    /** RFC 5034 §4. That the exchange is wrong is what counts, also where the server does not wait to hear so. */
    private IOException cancelled(ProtocolException wrong) {
        ProtocolException told = new ProtocolException(connection.mask(wrong.getMessage()));
        try {
            connection.cancelExchange();
        } catch (IOException gone) {
            told.addSuppressed(gone);
        }
        return connection.broken(Keyword.AUTH, told);
    }

    private void finish(SaslMechanism mechanism) throws IOException {
        try {
            mechanism.finish();
        } catch (ProtocolException e) {
            throw connection.broken(Keyword.AUTH, new ProtocolException(connection.mask(e.getMessage())));
        }
    }

    /** What follows the name in a response without its base64 is a digest, from which the password may be guessed. */
    private void hideDigestIn(byte[] response) {
        String text = new String(response, StandardCharsets.UTF_8);
        String last = text.substring(text.lastIndexOf(' ') + 1);
        if (!last.equals(credentials.username())) {
            connection.hide(last);
        }
    }

    private void hideSecretsOf(Command<StatusLine> command) {
        switch (credentials.kind()) {
            case PASSWORD -> connection.hide(credentials.password());
            case ACCESS_TOKEN -> connection.hide(credentials.accessToken());
            case CERTIFICATE -> {}
        }
        String[] words = command.line().split(" ");
        if (words.length > 2) {
            connection.hide(words[2]);
        }
    }

    private static Optional<Command<StatusLine>> inOneLine(SaslMechanism mechanism, byte[] response) {
        String encoded = response.length == 0 ? "=" : Base64.getEncoder().encodeToString(response);
        Command<StatusLine> command = Commands.auth(mechanism.name(), encoded);
        return command.line().length() + 2 <= Command.MAX_LINE ? Optional.of(command) : Optional.empty();
    }

    private static byte[] decode(String challenge) throws ProtocolException {
        try {
            return Base64.getDecoder().decode(challenge);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("the server's challenge is not base64");
        }
    }

    private void judge(StatusLine answer, Command<?> command, String how, Optional<String> serverError)
            throws Pop3CommandException {
        if (answer.isOk()) {
            return;
        }
        if (LoginRefusal.isOfTheServer(answer, capabilities)) {
            throw new Pop3CommandException(
                    connection.place(),
                    command.toString(),
                    command.keyword(),
                    answer,
                    capabilities.loginDelay().orElse(null));
        }
        throw new Pop3AuthenticationException(
                connection.place(), credentials.username(), how, command.keyword(), answer, serverError);
    }
}
