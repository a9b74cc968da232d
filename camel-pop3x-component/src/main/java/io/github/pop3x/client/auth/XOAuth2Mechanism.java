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

/** XOAUTH2: how Google and Microsoft took access tokens before OAUTHBEARER, and still do. For encrypted connections. */
public final class XOAuth2Mechanism extends BearerMechanism {

    /** The name that servers announce. */
    public static final String NAME = "XOAUTH2";

    /**
     * @param credentials with an access token
     * @throws IllegalStateException if they hold none
     */
    public XOAuth2Mechanism(Credentials credentials) {
        super(
                "user=" + credentials.username() + "\1auth=Bearer " + credentials.accessToken() + "\1\1",
                credentials.accessToken(),
                "");
    }

    @Override
    public String name() {
        return NAME;
    }
}
