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
import java.util.Optional;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.SaslMechanism;
import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.StatusLine;

/** One SASL exchange (RFC 5034 §4): with an initial response where the line has room for it, else in two steps. */
final class SaslExchange {

    private final ServerConnection connection;
    private final Credentials credentials;
    private final SaslMechanism mechanism;
    private final Optional<byte[]> initial;
    private final Optional<Command<StatusLine>> oneLine;
    private final Command<StatusLine> command;
    private boolean isAnsweredAtOnce;

    SaslExchange(ServerConnection connection, Credentials credentials, SaslMechanism mechanism) throws IOException {
        this.connection = connection;
        this.credentials = credentials;
        this.mechanism = mechanism;
        this.initial = mechanism.initialResponse();
        this.oneLine = initial.flatMap(response -> inOneLine(mechanism, response));
        this.command = oneLine.orElseGet(() -> Commands.auth(mechanism.name()));
    }

    /** The command that begins it. */
    Command<StatusLine> command() {
        return command;
    }

    /** Holds it; the answer is the last one. */
    StatusLine run() throws IOException {
        hideSecrets();
        StatusLine answer = connection.ask(command);
        isAnsweredAtOnce = answer.status() != StatusLine.Status.CONTINUE;
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
            finish();
        }
        return answer;
    }

    /** Tells whether the server has answered before anything of the credentials was sent. */
    boolean isUnheard() {
        return isAnsweredAtOnce && oneLine.isEmpty();
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

    private void finish() throws IOException {
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

    private void hideSecrets() {
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
}
