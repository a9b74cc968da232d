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

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class Pop3xOAuth2SettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.com/token",
                "HTTPS://login.example.com:8443/token?tenant=1",
                "http://localhost:8080/token",
                "http://127.0.0.1/token",
                "http://127.10.20.30/token",
                "http://[::1]:8080/token"
            })
    void secretsGoOutEncryptedOrNotOutAtAll(String uri) {
        assertThatNoException().isThrownBy(() -> settings(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.com/hidden",
                "http://127.0.0.1.example.com/hidden",
                "http://localhost.example.com/hidden",
                "http://[2001:db8::1]/hidden",
                "https://client:hidden@login.example.com/token",
                "https://login.example.com/token#hidden",
                "ftp://login.example.com/hidden",
                "login.example.com/hidden",
                "https:///hidden",
                "https:hidden",
            })
    void anAddressThatWouldShowThemIsRefusedAndNotQuoted(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(uri))
                .withMessageContaining("oauth2TokenUri")
                .withMessageNotContaining("hidden");
    }

    @Test
    void aClientHasAnIdentifierAndARight() {
        URI uri = URI.create("https://login.example.com/token");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pop3xOAuth2Settings(uri, " ", "secret", null, null))
                .withMessageStartingWith("oauth2ClientId is missing. Set it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pop3xOAuth2Settings(uri, "client", "", "", ""))
                .withMessage("a client of OAuth 2.0 needs oauth2ClientSecret or oauth2RefreshToken");
        assertThatNoException().isThrownBy(() -> new Pop3xOAuth2Settings(uri, "client", "", "", "right"));
    }

    @Test
    void toStringShowsNoSecret() {
        URI uri = URI.create("https://login.example.com/token?key=hidden1");
        assertThat(new Pop3xOAuth2Settings(uri, "client", "hidden2", "pop", "hidden3"))
                .hasToString("Pop3xOAuth2Settings[https://login.example.com/token, client, pop, refresh token ****]");
    }

    private static Pop3xOAuth2Settings settings(String uri) {
        return new Pop3xOAuth2Settings(URI.create(uri), "client", "secret", null, null);
    }
}
