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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.github.pop3x.client.ServerClaims.Claim;
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

    /** Where another mechanism is left, when to leave this one for it. */
    private enum Leave {
        /** Not at all. */
        NEVER,
        /** If the server does not know it after all. */
        IF_UNSUPPORTED,
        /** Also if it is refused without a word about the password. */
        IF_REFUSED
    }

    private final ServerConnection connection;
    private final ServerAddress server;
    private final Capabilities capabilities;
    private final Credentials credentials;
    private final Set<Claim> left = new LinkedHashSet<>();
    private Claim leavable;
    private boolean isLeftByRefusal;

    Login(ServerConnection connection, ServerAddress server, Capabilities capabilities, Credentials credentials) {
        this.connection = connection;
        this.server = server;
        this.capabilities = capabilities;
        this.credentials = credentials;
    }

    /**
     * Logs in by the best mechanism; by another only where the server does not know the first one after all, or refuses
     * one that hides the password though a password may go in clear text. That is done once in a login.
     *
     * @param claims where {@code auto} chooses, mechanisms that failed before are left out
     * @param without mechanisms that are left out for another reason
     */
    void perform(Pop3ClientOptions options, Greeting greeting, ClaimsOfServer claims, Set<Claim> without)
            throws IOException {
        boolean encrypted = connection.transport().tlsSession().isPresent();
        // USER is tried where nothing better is announced: many servers know it and do not say so.
        MechanismPolicy wish = options.mechanisms();
        boolean hasStamp = greeting.apopStamp().isPresent();
        OfferedMechanisms offer =
                new OfferedMechanisms(capabilities.saslMechanisms(), hasStamp, true, encrypted, endPoint());
        MechanismChoice choice = choose(wish, offer);
        Deque<Mechanism> inTurn = new ArrayDeque<>(choice.inTurn());
        if (wish.isAuto()) {
            inTurn.removeIf(mechanism -> isLeftOut(claim(mechanism), claims, without));
        }
        if (inTurn.isEmpty()) {
            inTurn.addAll(choice.inTurn());
        }
        boolean mayLeaveRefused = wish.isAuto() && wish.clearText() && !encrypted;
        boolean supported = false;
        while (!supported) {
            Mechanism mechanism = inTurn.remove();
            Leave then = inTurn.isEmpty() ? Leave.NEVER : Leave.IF_UNSUPPORTED;
            if (mayLeaveRefused && isDigest(mechanism) && !inTurn.stream().allMatch(Login::isDigest)) {
                then = Leave.IF_REFUSED;
            }
            leavable = wish.isAuto() && then != Leave.NEVER ? claim(mechanism) : null;
            supported = by(mechanism, options, greeting, offer, then);
            if (leavable != null && !supported && mechanism != Mechanism.USER) {
                left.add(leavable);
            }
            if (isLeftByRefusal) {
                // A wrong password is to be refused twice at most.
                inTurn.removeIf(Login::isDigest);
            }
        }
    }

    private static boolean isLeftOut(Claim claim, ClaimsOfServer claims, Set<Claim> without) {
        return without.contains(claim) || !claims.isBelieved(claim);
    }

    private static Claim claim(Mechanism mechanism) {
        return mechanism == Mechanism.APOP ? Claim.APOP : Claim.sasl(mechanism.wireName());
    }

    /** Tells whether the server has to store the password, or something made of it, in its own way for a mechanism. */
    private static boolean isDigest(Mechanism mechanism) {
        return mechanism == Mechanism.APOP || mechanism == Mechanism.CRAM_MD5 || mechanism.isScram();
    }

    /** @return false if the mechanism is to be left for another */
    private boolean by(
            Mechanism mechanism, Pop3ClientOptions options, Greeting greeting, OfferedMechanisms offer, Leave then)
            throws IOException {
        return switch (mechanism) {
            case USER -> userAndPass(then);
            case APOP -> apop(ApopDigest.of(greeting.apopStamp().orElseThrow(), credentials), then);
            default ->
                authenticate(
                        SaslMechanisms.of(
                                mechanism, credentials, offer, options.scramIterations(), server.host(), server.port()),
                        then);
        };
    }

    /** The mechanisms that were left for another; empty unless {@link #perform} chose. */
    Set<Claim> left() {
        return left;
    }

    /** The mechanism that was used last, if {@code auto} chose it and another may follow it; else null. */
    Claim leavable() {
        return leavable;
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
        userAndPass(Leave.NEVER);
    }

    /** @return false if the server, which did not announce USER, refuses it, and there is another mechanism */
    private boolean userAndPass(Leave then) throws IOException {
        requireRoom("username", "USER", credentials.username());
        requireRoom("password", "PASS", credentials.password());
        Command<StatusLine> user = Commands.user(credentials.username());
        StatusLine known = connection.ask(user);
        if (then != Leave.NEVER && !capabilities.has(Keyword.USER.name()) && LoginRefusal.isUnheard(known)) {
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
        apop(digest, Leave.NEVER);
    }

    /** @return false if the server refuses it, which says nothing of the password, and there is another mechanism */
    private boolean apop(String digest, Leave then) throws IOException {
        Command<StatusLine> apop = Commands.apop(credentials.username(), digest);
        connection.hide(credentials.password());
        connection.hide(digest);
        StatusLine answer = connection.ask(apop);
        if (isLeft(answer, then)) {
            return false;
        }
        judge(answer, apop, "APOP", Optional.empty());
        return true;
    }

    private boolean isLeft(StatusLine answer, Leave then) {
        isLeftByRefusal = then == Leave.IF_REFUSED && LoginRefusal.mayBeOfMechanism(answer);
        return isLeftByRefusal;
    }

    /** RFC 5034 §4: with an initial response where the line has room for it, else in two steps. */
    void authenticate(SaslMechanism mechanism) throws IOException {
        authenticate(mechanism, Leave.NEVER);
    }

    /**
     * @return false if there is another mechanism, and the server does not know this one, though it announced it, or
     *     refuses it, which says nothing of the password
     */
    private boolean authenticate(SaslMechanism mechanism, Leave then) throws IOException {
        SaslExchange exchange = new SaslExchange(connection, credentials, mechanism);
        StatusLine answer = exchange.run();
        boolean isUnsupported =
                exchange.isUnheard() && LoginRefusal.isUnheard(answer) || LoginRefusal.isUnsupported(answer);
        if (then != Leave.NEVER && isUnsupported || isLeft(answer, then)) {
            return false;
        }
        judge(
                answer,
                exchange.command(),
                "AUTH " + mechanism.name(),
                mechanism.serverError().map(connection::mask));
        return true;
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
