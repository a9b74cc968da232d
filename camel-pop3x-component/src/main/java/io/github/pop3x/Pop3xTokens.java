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
package io.github.pop3x;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.pop3x.oauth2.RefreshToken;
import io.github.pop3x.oauth2.TokenEndpoint;
import org.apache.camel.CamelContext;

/**
 * The access tokens of accounts, and the refresh tokens that they come from, for all endpoints of a Camel context: those
 * of one account share them, also one that is made anew.
 *
 * <p>Kept is what an endpoint uses, the accounts that were asked for last, and each refresh token that was exchanged: it
 * must not be begun with again. Any thread may call it.
 */
final class Pop3xTokens {

    /** How many accounts are kept that no endpoint uses. */
    static final int MOST_UNUSED = 1_000;

    private final Map<Account, WeakReference<Pop3xOAuth2CredentialsProvider>> known = new HashMap<>();
    private final Map<Account, Pop3xOAuth2CredentialsProvider> recent = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Grant, RefreshToken> refreshTokens = new HashMap<>();
    private final CamelContext context;
    private int tidyAt = 2 * MOST_UNUSED;

    /** Whose tokens, and how they are fetched; shows no secret. */
    private record Account(String username, Pop3xOAuth2Settings settings, Pop3xTokenPath path) {}

    /** A refresh token as it is configured: the same for all accounts that it is used for. */
    private record Grant(URI tokenUri, String clientId, String refreshToken) {
        @Override
        public String toString() {
            return "Grant[" + clientId + "]";
        }
    }

    /** @param context reads the stores of keys and certificates */
    Pop3xTokens(CamelContext context) {
        this.context = context;
    }

    /**
     * The provider of an account.
     *
     * @param path how the authorization server is reached; another way is another provider, which shares the refresh token
     * @throws IllegalArgumentException if the name is empty or has control characters
     */
    synchronized Pop3xOAuth2CredentialsProvider provider(
            String username, Pop3xOAuth2Settings settings, Pop3xTokenPath path) {
        Account account = new Account(username, settings, path);
        Pop3xOAuth2CredentialsProvider provider = find(account);
        if (provider == null) {
            provider = Pop3xOAuth2CredentialsProvider.of(
                    username, refreshToken(settings), new TokenEndpoint(settings.client(), path.in(context)));
            known.put(account, new WeakReference<>(provider));
            tidy();
        }
        recent.put(account, provider);
        dropEldest();
        return provider;
    }

    private Pop3xOAuth2CredentialsProvider find(Account account) {
        WeakReference<Pop3xOAuth2CredentialsProvider> reference = known.get(account);
        return reference == null ? null : reference.get();
    }

    private void dropEldest() {
        if (recent.size() > MOST_UNUSED) {
            recent.remove(recent.keySet().iterator().next());
        }
    }

    private RefreshToken refreshToken(Pop3xOAuth2Settings settings) {
        return settings.refreshToken() == null
                ? null
                : refreshTokens.computeIfAbsent(
                        new Grant(settings.tokenUri(), settings.clientId(), settings.refreshToken()),
                        grant -> new RefreshToken(grant.refreshToken()));
    }

    /** Forgets what nobody uses any more, when it has become as much again as there was after the last time. */
    private void tidy() {
        if (known.size() < tidyAt && refreshTokens.size() < tidyAt) {
            return;
        }
        Set<RefreshToken> used = Collections.newSetFromMap(new IdentityHashMap<>());
        known.values().removeIf(reference -> {
            Pop3xOAuth2CredentialsProvider provider = reference.get();
            if (provider != null) {
                used.add(provider.refreshToken());
            }
            return provider == null;
        });
        refreshTokens.values().removeIf(token -> !token.isExchanged() && !used.contains(token));
        tidyAt = 2 * Math.max(MOST_UNUSED, Math.max(known.size(), refreshTokens.size()));
    }
}
