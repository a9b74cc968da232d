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

import java.net.URI;

/**
 * A client of an OAuth 2.0 authorization server: where it asks for tokens, and who it is. {@link #toString()} shows no
 * secret.
 *
 * @param tokenUri the token endpoint
 * @param id the client's identifier
 * @param secret null for a public client
 * @param scope what the token shall allow, or null for the server's default
 */
public record ClientRegistration(URI tokenUri, String id, String secret, String scope) {

    /** The token endpoint as messages may name it: without the query, which may hold a key. */
    public String address() {
        return tokenUri.getScheme() + "://" + tokenUri.getRawAuthority() + tokenUri.getRawPath();
    }

    @Override
    public String toString() {
        return "TokenClient[" + address() + ", " + id + (scope == null ? "" : ", " + scope) + "]";
    }
}
