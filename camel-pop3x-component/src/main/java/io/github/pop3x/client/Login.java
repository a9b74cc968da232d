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
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.PlainMechanism;
import io.github.pop3x.client.auth.SaslMechanism;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.ResponseCode;
import io.github.pop3x.client.command.StatusLine;

/** From AUTHORIZATION to TRANSACTION: one login, by the best way that the server offers. */
final class Login {

    /** Codes with which a server refuses a login that has nothing to do with who logs in. */
    private static final List<ResponseCode> NOT_THE_CREDENTIALS =
            List.of(ResponseCode.IN_USE, ResponseCode.LOGIN_DELAY, new ResponseCode("SYS"));

    private final Conversation conversation;
    private final Capabilities capabilities;
    private final CredentialsProvider provider;

    Login(Conversation conversation, Capabilities capabilities, CredentialsProvider provider) {
        this.conversation = conversation;
        this.capabilities = capabilities;
        this.provider = provider;
    }

    /**
     * Logs in.
     *
     * @throws Pop3AuthenticationException if the credentials were refused; the provider has been told
     * @throws Pop3CommandException if the login was refused for another reason
     */
    void perform() throws IOException {
        Credentials credentials = provider.credentials();
        try {
            if (capabilities.saslMechanisms().contains(PlainMechanism.NAME)) {
                authenticate(credentials, new PlainMechanism(credentials));
            } else {
                userAndPass(credentials);
            }
        } catch (Pop3AuthenticationException refused) {
            provider.refused(credentials);
            throw refused;
        }
    }

    /** RFC 1939 §7. Each waits for its answer: a server that does not know the user must not be told the password. */
    private void userAndPass(Credentials credentials) throws IOException {
        requireAscii(credentials.username());
        requireAscii(credentials.password());
        Command<StatusLine> user = Commands.user(credentials.username());
        judge(conversation.ask(user), user, credentials, "USER and PASS");
        Command<StatusLine> pass = Commands.pass(credentials.password());
        judge(conversation.ask(pass), pass, credentials, "USER and PASS");
    }

    private static void requireAscii(String secret) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(secret)) {
            throw new IllegalArgumentException("USER and PASS take ASCII only (RFC 1939 §3), and the server offers no"
                    + " SASL mechanism that takes more");
        }
    }

    /** RFC 5034 §4: with an initial response where the line has room for it, else in two steps. */
    private void authenticate(Credentials credentials, SaslMechanism mechanism) throws IOException {
        Optional<byte[]> initial = mechanism.initialResponse();
        Optional<Command<StatusLine>> oneLine = initial.flatMap(response -> inOneLine(mechanism, response));
        Command<StatusLine> command = oneLine.orElseGet(() -> Commands.auth(mechanism.name()));
        boolean initialDue = initial.isPresent() && oneLine.isEmpty();
        StatusLine answer = conversation.ask(command);
        while (answer.status() == StatusLine.Status.CONTINUE) {
            byte[] response;
            try {
                response = initialDue ? initial.get() : mechanism.respond(decode(answer.text()));
            } catch (ProtocolException e) {
                conversation.cancelExchange();
                throw conversation.broken(Keyword.AUTH, e);
            }
            initialDue = false;
            answer = conversation.respond(response);
        }
        judge(answer, command, credentials, "AUTH " + mechanism.name());
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

    private void judge(StatusLine answer, Command<?> command, Credentials credentials, String how)
            throws Pop3CommandException {
        if (answer.isOk()) {
            return;
        }
        boolean otherReason = answer.responseCode()
                .filter(code -> NOT_THE_CREDENTIALS.stream().anyMatch(code::isWithin))
                .isPresent();
        if (otherReason) {
            throw conversation.refusal(command, answer);
        }
        throw new Pop3AuthenticationException(
                conversation.place(), credentials.username(), how, command.keyword(), answer);
    }
}
