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
package io.github.pop3x.client.auth;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import io.github.pop3x.client.text.ServerText;

/**
 * SCRAM-SHA-1 and SCRAM-SHA-256, bound to the TLS channel or not (RFC 5802, RFC 7677). Client and server each prove to
 * the other that they know the password, and neither sends it.
 *
 * <ol>
 *   <li>{@link #initialResponse()}: name and nonce.
 *   <li>{@link #respond}: the server's salt and iteration count, answered with the proof.
 *   <li>{@link #respond}: the server's signature, verified, answered with nothing.
 *   <li>{@link #finish()}: a {@code +OK} without that signature is a lie.
 * </ol>
 */
public final class ScramMechanism implements SaslMechanism {

    private enum Step {
        SERVER_FIRST,
        SERVER_FINAL,
        VERIFIED,
        REFUSED
    }

    private static final int NONCE_OCTETS = 24;
    private static final String ERROR = "e=";
    private static final byte[] NOTHING = {};

    /** RFC 5802 §7, without extensions: the library would sign a message without them, and leaves the form to us. */
    private static final Pattern FIRST_FORM =
            Pattern.compile("r=[\\x21-\\x2B\\x2D-\\x7E]+,s=[A-Za-z0-9+/]+={0,2},i=[1-9][0-9]*");

    private static final Pattern LAST_FORM = Pattern.compile("v=[A-Za-z0-9+/]+={0,2}");

    private final Mechanism mechanism;
    private final ScramIterations iterations;
    private final ScramClient exchange;
    private final byte[] clientFirst;
    private Step step = Step.SERVER_FIRST;
    private String error;

    /**
     * @param mechanism one of the four SCRAM mechanisms
     * @param credentials with a password
     * @param endPoint the data of {@link TlsServerEndPoint} where this connection could be bound. A -PLUS mechanism
     *     needs it; without -PLUS it makes the client say that it saw no -PLUS offered ({@code y}), by which the server
     *     notices that somebody struck it from the list (RFC 5802 §6)
     * @param iterations how many are accepted
     * @throws IllegalArgumentException if the mechanism is another, a -PLUS has nothing to bind to, or name or password
     *     holds what SASLprep forbids (RFC 4013)
     * @throws IllegalStateException if the credentials hold no password
     */
    public ScramMechanism(
            Mechanism mechanism, Credentials credentials, Optional<byte[]> endPoint, ScramIterations iterations) {
        this(mechanism, credentials, endPoint, iterations, randomNonce());
    }

    ScramMechanism(
            Mechanism mechanism,
            Credentials credentials,
            Optional<byte[]> endPoint,
            ScramIterations iterations,
            String nonce) {
        if (!mechanism.isScram()) {
            throw new IllegalArgumentException(mechanism.wireName() + " is no SCRAM mechanism");
        }
        if (mechanism.bindsChannel() && endPoint.isEmpty()) {
            throw new IllegalArgumentException(mechanism.wireName() + " needs a TLS connection to bind to");
        }
        this.mechanism = mechanism;
        this.iterations = iterations;
        exchange = prepare(mechanism, credentials, endPoint, nonce);
        clientFirst = exchange.clientFirstMessage().toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return mechanism.wireName();
    }

    @Override
    public Optional<byte[]> initialResponse() {
        return Optional.of(clientFirst.clone());
    }

    @Override
    public byte[] respond(byte[] challenge) throws ProtocolException {
        String message = new String(challenge, StandardCharsets.UTF_8);
        if (step == Step.VERIFIED || step == Step.REFUSED) {
            throw new ProtocolException(name() + " is over, but the server asks on");
        }
        if (message.startsWith(ERROR)) {
            step = Step.REFUSED;
            error = ServerText.escape(message.substring(ERROR.length()));
            return NOTHING;
        }
        return step == Step.SERVER_FIRST ? proof(message) : verify(message);
    }

    @Override
    public void finish() throws ProtocolException {
        if (step == Step.REFUSED) {
            throw new ProtocolException("the server reported an error, then +OK: " + error);
        }
        if (step != Step.VERIFIED) {
            throw new ProtocolException("the server said +OK without the signature by which " + name()
                    + " proves that it knows the password");
        }
    }

    /** The server's error value, e.g. {@code invalid-proof} or {@code unsupported-channel-binding-type}. */
    @Override
    public Optional<String> serverError() {
        return Optional.ofNullable(error);
    }

    private byte[] proof(String message) throws ProtocolException {
        requireForm("first", message, FIRST_FORM);
        try {
            iterations.check(exchange.serverFirstMessage(message).getIterationCount());
            byte[] clientFinal = exchange.clientFinalMessage().toString().getBytes(StandardCharsets.UTF_8);
            step = Step.SERVER_FINAL;
            return clientFinal;
        } catch (ScramException | IllegalArgumentException e) {
            throw wrong("first", e.getMessage());
        }
    }

    private byte[] verify(String message) throws ProtocolException {
        requireForm("last", message, LAST_FORM);
        try {
            exchange.serverFinalMessage(message);
        } catch (ScramException | IllegalArgumentException e) {
            throw wrong("last", e.getMessage());
        }
        step = Step.VERIFIED;
        return NOTHING;
    }

    private void requireForm(String which, String message, Pattern form) throws ProtocolException {
        if (!form.matcher(message).matches()) {
            throw wrong(which, "not of the form of RFC 5802");
        }
    }

    /** The library's words may quote the server; they never quote the password, which was prepared before. */
    private ProtocolException wrong(String which, String how) {
        return new ProtocolException("the server's " + which + " " + name() + " message: " + ServerText.escape(how));
    }

    private static ScramClient prepare(
            Mechanism mechanism, Credentials credentials, Optional<byte[]> endPoint, String nonce) {
        requirePreparable("username", credentials.username());
        requirePreparable("password", credentials.password());
        var builder = ScramClient.builder()
                .advertisedMechanisms(List.of(mechanism.wireName()))
                .username(credentials.username())
                .password(credentials.password().toCharArray())
                .stringPreparation(StringPreparation.SASL_PREPARATION)
                .nonceSupplier(() -> nonce);
        credentials.authorizationId().ifPresent(builder::authzid);
        endPoint.ifPresent(data -> builder.channelBinding(TlsServerEndPoint.TYPE, data));
        return builder.build();
    }

    /** Before anything is sent, and without the cause, which could quote the secret. */
    private static void requirePreparable(String what, String text) {
        try {
            StringPreparation.SASL_PREPARATION.normalize(text.toCharArray());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what
                    + " holds characters that SASLprep (RFC 4013) forbids. Use others, or set authMechanisms to PLAIN where TLS"
                    + " protects it");
        }
    }

    private static String randomNonce() {
        byte[] octets = new byte[NONCE_OCTETS];
        new SecureRandom().nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }
}
