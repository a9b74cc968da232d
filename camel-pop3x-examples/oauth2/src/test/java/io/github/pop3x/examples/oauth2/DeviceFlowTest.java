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

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The user at another device, and an authority that is asked from time to time. No test waits: pauses are noted. */
class DeviceFlowTest {

    private static final Registration CLIENT = new Registration("client", Optional.of("s3cret"));

    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private ScriptedAuthority scripted;

    @BeforeEach
    void start() throws IOException {
        scripted = new ScriptedAuthority();
    }

    @AfterEach
    void stop() {
        scripted.close();
    }

    private ScriptedAuthority device(int lifetimeSeconds, int intervalSeconds) {
        return scripted.answers(
                200,
                "{\"device_code\":\"d\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\"https://example.org/d\","
                        + "\"expires_in\":" + lifetimeSeconds + ",\"interval\":" + intervalSeconds + "}");
    }

    private String obtain() throws Exception {
        return new DeviceFlow(scripted.authority(), CLIENT, pauses::add)
                .refreshToken((address, code) -> shown.add(address + " " + code), Deadline.in(Duration.ofSeconds(100)));
    }

    @Test
    void theUserIsShownTheCodeAndTheAuthorityIsAskedAtItsPace() throws Exception {
        device(90, 2).refuses("authorization_pending").refuses("slow_down").issues("r");

        assertThat(obtain()).isEqualTo("r");
        assertThat(shown).containsExactly("https://example.org/d WDJB-MJHT");
        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(7));
        assertThat(scripted.requests().get(3)).contains("device_code=d", "client_id=client");
    }

    @Test
    void aUserWhoDeniesEndsIt() {
        device(90, 1).refuses("authorization_pending").refuses("access_denied");

        assertThatThrownBy(this::obtain).isInstanceOf(AuthorityException.class).hasMessageContaining("access_denied");
    }

    @Test
    void noRequestIsMadeThatCouldOnlyComeTooLate() {
        device(90, 95);

        assertThatThrownBy(this::obtain).isInstanceOf(TimeoutException.class);
        assertThat(scripted.requests()).hasSize(1);
    }

    @Test
    void anAuthorityThatAsksForNoPauseGetsOneAllTheSame() throws Exception {
        device(90, 1).issues("r");

        assertThat(obtain()).isEqualTo("r");
        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aClientThatIsNotRegisteredForItIsToldSo() {
        scripted.refuses("unauthorized_client");

        assertThatThrownBy(this::obtain)
                .isInstanceOf(AuthorityException.class)
                .hasMessageContaining("unauthorized_client (because)");
    }

    @Test
    void theServerOfTheDemonstrationKnowsTheFlow() throws Exception {
        Grants grants = new Grants(CLIENT, Duration.ofSeconds(30), Clock.systemUTC());
        try (TokenServer server = new TokenServer(grants)) {
            String token = new DeviceFlow(server.authority(), CLIENT, time -> {
                        pauses.add(time);
                        if (pauses.size() == 2) {
                            grants.consentOnDevice();
                        }
                    })
                    .refreshToken((address, code) -> shown.add(code), Deadline.in(Duration.ofSeconds(100)));

            assertThat(token).isNotBlank();
            assertThat(pauses).hasSize(2);
        }
    }
}
