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
package io.github.pop3x.examples.oauth2;

import java.util.Optional;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;

/**
 * The client as the authority has registered it.
 *
 * @param id the client's id
 * @param secret empty for a public client; never shown
 */
record Registration(String id, Optional<String> secret) {

    ClientID clientId() {
        return new ClientID(id);
    }

    /** How the client authenticates: by parameters of the request's body, as the component does; empty for a public client. */
    Optional<ClientAuthentication> authentication() {
        return secret.map(text -> new ClientSecretPost(clientId(), new Secret(text)));
    }

    @Override
    public String toString() {
        return "Registration[" + id + "]";
    }
}
