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

import io.github.pop3x.client.ServerClaims.Claim;
import io.github.pop3x.client.command.Capabilities;
import io.github.pop3x.client.command.Keyword;

/**
 * What the server of one connection claims, and what of it has failed in practice, over this connection or another. For the
 * thread that owns the connection.
 */
public final class ClaimsOfServer {

    private final ServerClaims claims;
    private final ServerAddress server;
    private final TlsMode tls;

    ClaimsOfServer(Pop3ClientOptions options, ServerAddress server) {
        this.claims = options.rememberedCapabilities().claims();
        this.server = server;
        this.tls = options.tls();
    }

    /** Tells whether a claim may be used: it did not fail recently. */
    public boolean isBelieved(Claim claim) {
        return claims.isBelieved(server, tls, claim);
    }

    /** Notes that a claim has failed: it is not used for a while, which is reported once. */
    public void failed(Claim claim) {
        claims.failed(server, tls, claim);
    }

    /**
     * Notes that what a claim promises did not work, without a certain refusal. After a few times in a row the claim
     * counts as {@linkplain #failed failed}.
     *
     * @return whether it counts as failed now
     */
    public boolean missed(Claim claim) {
        return claims.missed(server, tls, claim);
    }

    /** Notes that the server did what it claims. */
    public void kept(Claim claim) {
        claims.kept(server, tls, claim);
    }

    /** Tells whether the server did what it claims, and has not failed to since. */
    public boolean isKept(Claim claim) {
        return claims.isKept(server, tls, claim);
    }

    /**
     * Octets of commands that may be outstanding; 0 if the server does not announce PIPELINING, or that failed. A window
     * that grows does not, if a session broke with one that had grown.
     */
    int window(Pop3ClientOptions options, Capabilities announced) {
        if (!announced.hasPipelining() || !isBelieved(Claim.PIPELINING)) {
            return 0;
        }
        int window = options.pipelineWindow();
        return window == PipelineWindow.AUTO && !isBelieved(Claim.WINDOW) ? PipelineWindow.START : window;
    }

    /** Notes what a session shows at its end: at which command it broke. */
    void ended(Pop3Pipeline pipeline, ServerConnection connection) {
        if (pipeline.hasFailed()) {
            failed(pipeline.hasGrown() ? Claim.WINDOW : Claim.PIPELINING);
            return;
        }
        Keyword brokenAt = connection.brokenAt();
        if (brokenAt == Keyword.UIDL) {
            missed(Claim.UIDL);
        } else if (brokenAt == Keyword.TOP) {
            missed(Claim.TOP);
        } else if (brokenAt == Keyword.CAPA && !isKept(Claim.CAPA_AFTER_LOGIN)) {
            missed(Claim.CAPA_AFTER_LOGIN);
        }
    }
}
