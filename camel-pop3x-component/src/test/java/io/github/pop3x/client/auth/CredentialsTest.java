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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CredentialsTest {

    @Test
    void emptyCredentialsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Credentials.of("", "secret"));
        assertThatIllegalArgumentException().isThrownBy(() -> Credentials.of("alice", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Credentials.ofToken("alice", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Credentials.ofCertificate(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credentials.of("alice", "secret").actingAs(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"al\0ice", "al\1ice", "alice\r\n", "al\u0085ice"})
    void namesHoldNoControlCharacters(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Credentials.of(name, "secret"));
        assertThatIllegalArgumentException().isThrownBy(() -> Credentials.ofToken(name, "secret"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credentials.of("alice", "secret").actingAs(name));
    }

    @Test
    void passwordsHoldNoNul() {
        assertThatIllegalArgumentException().isThrownBy(() -> Credentials.of("alice", "sec\0ret"));
    }

    @Test
    void aSecretOfOneKindIsNotTakenForAnother() {
        assertThatIllegalStateException().isThrownBy(Credentials.ofToken("alice", "t")::password);
        assertThatIllegalStateException().isThrownBy(Credentials.of("alice", "p")::accessToken);
        assertThatIllegalStateException().isThrownBy(Credentials.ofCertificate("alice")::password);
    }

    @Test
    void credentialsAreEqualIfAllTheirPartsAreEqual() {
        Credentials credentials = Credentials.of("alice", "secret");

        assertThat(credentials)
                .isEqualTo(Credentials.of("alice", "secret"))
                .hasSameHashCodeAs(Credentials.of("alice", "secret"));
        assertThat(credentials)
                .isNotEqualTo(Credentials.of("alice", "other"))
                .isNotEqualTo(Credentials.ofToken("alice", "secret"))
                .isNotEqualTo(credentials.actingAs("bob"));
    }

    @Test
    void aTokenIsFetchedAtEachLogin() throws Exception {
        Iterator<String> tokens = List.of("one", "two").iterator();
        CredentialsProvider provider = CredentialsProvider.ofToken("alice", tokens::next);

        assertThat(provider.credentials().accessToken()).isEqualTo("one");
        provider.refused(Credentials.ofToken("alice", "one"));
        assertThat(provider.credentials().accessToken()).isEqualTo("two");
    }

    @Test
    void anUnavailableTokenIsReportedAsIoException() {
        CredentialsProvider provider = CredentialsProvider.ofToken("alice", () -> {
            throw new UncheckedIOException(new IOException("no route to the token server"));
        });

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(provider::credentials)
                .withMessage("no route to the token server");
    }

    @Test
    void aFixedProviderGivesTheSameAnswer() throws Exception {
        CredentialsProvider provider = CredentialsProvider.of("alice", "secret");

        assertThat(provider.credentials()).isSameAs(provider.credentials());
        assertThat(provider.credentials().password()).isEqualTo("secret");
    }
}
