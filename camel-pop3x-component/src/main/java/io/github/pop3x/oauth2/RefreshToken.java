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
package io.github.pop3x.oauth2;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A refresh token that the authorization server may exchange at each use (RFC 6749 §6). All who begin with the same one
 * share this, for the server may take the use of an exchanged token for theft, and revoke them all. One request runs at a
 * time. Thread-safe; kept in memory only.
 */
public final class RefreshToken {

    private final ReentrantLock turn = new ReentrantLock();

    /** Guarded by {@link #turn}. */
    private String present;

    private volatile boolean exchanged;

    /** @param configured the token to begin with */
    public RefreshToken(String configured) {
        this.present = configured;
    }

    /**
     * Asks for an access token by the refresh token that was issued last.
     *
     * @throws InterruptedIOException if the thread was interrupted while it waited; it still is
     * @throws IOException if there is no token; the message says what to do, and tells no secret
     */
    public TokenResponse use(TokenEndpoint endpoint) throws IOException {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + endpoint);
        }
        try {
            TokenResponse response = endpoint.request(Optional.of(present));
            if (response.refreshToken().isPresent()) {
                present = response.refreshToken().get();
                exchanged = true;
            }
            return response;
        } finally {
            turn.unlock();
        }
    }

    /** Tells whether the server has issued another one in place of the token that it began with. */
    public boolean isExchanged() {
        return exchanged;
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "RefreshToken[****]";
    }
}
