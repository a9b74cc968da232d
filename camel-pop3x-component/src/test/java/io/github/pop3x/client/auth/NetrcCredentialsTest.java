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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** POSIX permissions are the point. */
@DisabledOnOs(OS.WINDOWS)
class NetrcCredentialsTest {

    private static final String SELF = System.getProperty("user.name");

    @TempDir
    private Path home;

    @Test
    void theEntryLogsIn() throws Exception {
        Path file = netrc(".netrc", "machine h login alice password s3cret");

        assertThat(provider(file, null).credentials()).isEqualTo(Credentials.of("alice", "s3cret"));
        assertThat(provider(file, "alice").credentials()).isEqualTo(Credentials.of("alice", "s3cret"));
    }

    @Test
    void aChangedFileIsUsedAtOnce() throws Exception {
        Path file = netrc(".netrc", "machine h login alice password old");
        NetrcCredentials provider = provider(file, null);
        provider.credentials();
        Files.writeString(file, "machine h login alice password new");

        assertThat(provider.credentials().password()).isEqualTo("new");
    }

    @Test
    void theOperatingSystemsUserIsTheLastResort() throws Exception {
        Path file = netrc(".netrc", "machine h password s3cret");

        assertThat(provider(file, null).credentials()).isEqualTo(Credentials.of(SELF, "s3cret"));
        assertThat(provider(file, "alice").credentials()).isEqualTo(Credentials.of("alice", "s3cret"));
    }

    @Test
    void noEntryAndNoPasswordAreErrorsAndNoLogin() throws Exception {
        Path file = netrc(".netrc", "machine h login alice\nmachine e login alice password \"\"");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(provider(file, "bob")::credentials)
                .withMessageContaining(" has no entry for machine h, login bob. Add one");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(provider(file, null)::credentials)
                .withMessageContaining(" for machine h has no password");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(new NetrcCredentials("e", Optional.empty(), Optional.of(file))::credentials)
                .withMessageContaining(" for machine e has no password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwx--x---"})
    void aFileThatIsOpenToOthersIsRefused(String mode) throws Exception {
        Path file = netrc(".netrc", "machine h login alice password s3cret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(provider(file, null)::credentials)
                .withMessageContaining(mode)
                .withMessageContaining("chmod 600");
    }

    @Test
    void aFileOfAnotherOwnerIsRefused() throws Exception {
        Path file = netrc(".netrc", "machine h login alice password s3cret");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NetrcFile.read(file, "nobody"))
                .withMessageContaining(" belongs to " + Files.getOwner(file).getName() + ", not to nobody");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NetrcFile.read(file, "no-such-user"))
                .withMessageContaining("no-such-user");
    }

    @Test
    void theFileIsBoundedAndText() throws Exception {
        Path large = netrc("large", "#".repeat(NetrcFile.MAX_OCTETS + 1));
        Path limit = netrc("limit", "#".repeat(NetrcFile.MAX_OCTETS));
        Path latin1 = netrc("latin1", "");
        Files.write(latin1, "machine h password é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NetrcFile.read(large, SELF))
                .withMessageContaining("1048576");
        assertThat(NetrcFile.read(limit, SELF).find("h", null)).isEmpty();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NetrcFile.read(latin1, SELF))
                .withMessageContaining("is not UTF-8");
    }

    @Test
    void theHomeDirectoryHasOneOfTwoNames() throws Exception {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NetrcFile.in(home))
                .withMessageContaining("neither .netrc nor _netrc");
        Path second = netrc("_netrc", "");
        assertThat(NetrcFile.in(home)).isEqualTo(second);
        Path first = netrc(".netrc", "");
        assertThat(NetrcFile.in(home)).isEqualTo(first);
    }

    @Test
    void theOperatingSystemTellsItsUserInThreeWays() throws Exception {
        Map<String, String> environment = Map.of("USER", "", "LOGNAME", "carol");

        assertThat(OperatingSystemUser.name(property -> "alice", environment::get))
                .isEqualTo("alice");
        assertThat(OperatingSystemUser.name(property -> "?", Map.of("USER", "bob")::get))
                .isEqualTo("bob");
        assertThat(OperatingSystemUser.name(property -> null, environment::get)).isEqualTo("carol");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> OperatingSystemUser.name(property -> null, variable -> null));
    }

    private NetrcCredentials provider(Path file, String username) {
        return new NetrcCredentials("h", Optional.ofNullable(username), Optional.of(file));
    }

    private Path netrc(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
