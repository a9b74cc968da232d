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

import io.github.pop3x.client.ServerClaims.Claim;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Command;
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.Keyword;
import io.github.pop3x.client.command.RawReply;
import io.github.pop3x.client.command.StatusLine;

/**
 * The question before a login what the server announces: CAPA (RFC 2449 §5), or AUTH alone where there is no CAPA. Where
 * connections have ended at it, one after the other, and none was ever answered, it is left out for a while: some servers end
 * the connection at a command that they do not know.
 *
 * <p>For the thread that owns the connection.
 */
final class CapabilityRequest {

    private final ServerConnection connection;
    private final ClaimsOfServer claims;
    private boolean isLeftOut;
    private boolean isOpen;

    CapabilityRequest(ServerConnection connection, ClaimsOfServer claims) {
        this.connection = connection;
        this.claims = claims;
    }

    /** Tells whether nothing was asked, so that the server may have more to offer. */
    boolean isLeftOut() {
        return isLeftOut;
    }

    /** What the server announces; nothing, if it is left out. */
    Capabilities capabilities() throws IOException {
        isLeftOut = !claims.isBelieved(Claim.CAPA);
        return isLeftOut ? Capabilities.NONE : askAnyway();
    }

    /** What the server announces, asked also where it would be left out. */
    Capabilities askAnyway() throws IOException {
        isLeftOut = false;
        isOpen = true;
        Capabilities announced = ask();
        isOpen = false;
        claims.kept(Claim.CAPA);
        return announced;
    }

    private Capabilities ask() throws IOException {
        try {
            return connection.execute(Commands.capa());
        } catch (Pop3CommandException noCapa) {
            return mechanisms();
        }
    }

    private Capabilities mechanisms() throws IOException {
        Command<RawReply> command = Commands.mechanisms();
        StatusLine status = connection.ask(command);
        if (status.status() == StatusLine.Status.CONTINUE) {
            connection.cancelExchange();
            return Capabilities.NONE;
        }
        return status.isOk()
                ? Capabilities.ofMechanisms(connection.value(command, status).lines())
                : Capabilities.NONE;
    }

    /** Notes that the connection has ended. */
    void ended() {
        Keyword brokenAt = connection.brokenAt();
        if (isOpen && (brokenAt == Keyword.CAPA || brokenAt == Keyword.AUTH) && !claims.isKept(Claim.CAPA)) {
            claims.missed(Claim.CAPA);
        }
        isOpen = false;
    }
}
