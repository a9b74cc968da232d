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
import io.github.pop3x.client.command.Commands;
import io.github.pop3x.client.command.StatusLine;

/**
 * The step before a login that asks for mail with UTF-8 in its header as it is (UTF8, RFC 6856 §2.1). Without it a server
 * may send a substitute. It waits for its answer, also where PIPELINING is announced: Courier loses what follows it in one
 * segment.
 *
 * <p>For the thread that owns the connection.
 */
final class Utf8Mode {

    private final Pop3ClientOptions options;
    private final ServerAddress server;
    private final ServerConnection connection;
    private final ClaimsOfServer claims;
    private boolean isAsked;

    Utf8Mode(Pop3ClientOptions options, ServerAddress server, ServerConnection connection, ClaimsOfServer claims) {
        this.options = options;
        this.server = server;
        this.connection = connection;
        this.claims = claims;
    }

    /** Notes that the caller has asked for it. */
    void asked() {
        isAsked = true;
    }

    /**
     * Asks for it, if the options want that, the server announces it, and it did not fail before. Where the server refuses
     * it, the login goes on without it.
     *
     * @param isRemembered whether the capabilities are those of an earlier connection
     * @throws Pop3CommandException if the refusal says that the server is in trouble: no mail must be taken for its own
     *     substitute because of that
     * @throws IOException if the connection breaks
     */
    void request(Capabilities announced, boolean isRemembered) throws IOException {
        if (isAsked || !options.utf8() || !announced.has("UTF8") || !claims.isBelieved(Claim.UTF8)) {
            return;
        }
        isAsked = true;
        StatusLine answer = connection.ask(Commands.utf8());
        if (answer.isOk()) {
            claims.kept(Claim.UTF8);
        } else if (LoginRefusal.isOfTheMaildrop(answer)) {
            throw connection.refusal(Commands.utf8(), answer);
        } else if (isRemembered) {
            // The server may not announce it any more.
            options.rememberedCapabilities().forget(server, options.tls());
        } else {
            claims.failed(Claim.UTF8);
        }
    }
}
