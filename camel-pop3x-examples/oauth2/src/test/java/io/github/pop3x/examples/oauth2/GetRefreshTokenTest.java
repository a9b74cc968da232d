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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The program: what it prints, what it stores, and what it does not. */
class GetRefreshTokenTest {

    private static final String SECRET = "s3cret";
    private static final Registration CLIENT = new Registration("client", Optional.of(SECRET));

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Grants grants = new Grants(CLIENT, Duration.ofSeconds(30), Clock.systemUTC());
    private TokenServer server;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        server = new TokenServer(grants);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A file of properties that names the endpoints of the server. */
    private String authority() throws IOException {
        Authority authority = server.authority();
        return Files.writeString(
                        directory.resolve("authority.properties"),
                        "authorizationUri=" + authority.authorizationUri().orElseThrow() + "\ntokenUri="
                                + authority.tokenUri() + "\ndeviceUri="
                                + authority.deviceUri().orElseThrow() + "\nscope=pop\n")
                .toString();
    }

    private String run(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--authority", authority(), "--client-id", "client"));
        arguments.addAll(List.of(more));
        new GetRefreshToken(new PrintStream(shown, true, UTF_8), Browser::open, time -> {})
                .run(arguments, Optional.of(SECRET));
        return shown.toString(UTF_8);
    }

    private static String tokenIn(String options) {
        return options.lines()
                .filter(line -> line.startsWith("camel.component.pop3xs.oauth2RefreshToken = "))
                .map(line -> line.replaceFirst(".* = ", ""))
                .findFirst()
                .orElseThrow();
    }

    private boolean works(String refreshToken) {
        int before = grants.rotations();
        grants.token(Map.of(
                "client_id",
                "client",
                "client_secret",
                SECRET,
                "grant_type",
                "refresh_token",
                "refresh_token",
                refreshToken));
        return grants.rotations() == before + 1;
    }

    @Test
    void theOptionsArePrintedAndWorkAndNothingIsStored() throws Exception {
        String options = run();

        assertThat(options)
                .contains("camel.component.pop3xs.oauth2TokenUri = " + server.tokenUri())
                .contains("camel.component.pop3xs.oauth2ClientSecret = {{env:POP3X_CLIENT_SECRET}}")
                .doesNotContain(SECRET);
        assertThat(works(tokenIn(options))).isTrue();
        assertThat(directory.toFile().list()).containsExactly("authority.properties");
    }

    @Test
    void theDeviceFlowShowsTheCode() throws Exception {
        String options = run("--device", "--scope", "pop offline_access");

        assertThat(options).contains("WDJB-MJHT", "camel.component.pop3xs.oauth2Scope = pop offline_access");
        assertThat(works(tokenIn(options))).isTrue();
    }

    @Test
    void aFileIsForItsOwnerAloneAndNoTokenIsShown() throws Exception {
        Path file = directory.resolve("options.properties");

        assertThat(run("--out", file.toString())).doesNotContain("oauth2RefreshToken");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(works(tokenIn(Files.readString(file)))).isTrue();
    }

    @Test
    void aFileThatIsThereStaysAsItIs() throws Exception {
        Path file = Files.writeString(directory.resolve("options.properties"), "mine");

        assertThatThrownBy(() -> run("--out", file.toString())).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--minutes", "--minutes 0", "--minutes 61", "--minutes soon", "--nothing"})
    void anArgumentThatIsNotRightIsNamed(String arguments) {
        assertThatThrownBy(() -> run(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(arguments.split(" ")[0]);
    }

    @Test
    void anAuthorityWithoutTheFlowSaysWhichOneToTake() {
        assertThatThrownBy(() -> new GetRefreshToken(new PrintStream(shown, true, UTF_8), Browser::open, time -> {})
                        .run(List.of("--authority", "google", "--client-id", "client", "--device"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave --device out");
    }

    @Test
    void theKnownAuthoritiesAreReachedByTlsOnly() throws Exception {
        for (String name : List.of("google", "microsoft")) {
            Authority authority = Authority.of(name);
            assertThat(List.of(authority.authorizationUri().orElseThrow(), authority.tokenUri()))
                    .allMatch(address -> address.getScheme().equals("https"));
        }
    }
}
