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
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Credentials out of a netrc file, which is read at each login. Thread-safe.
 *
 * <p>The login name is the configured one, else the entry's, else that of the operating system's user. A file that is
 * open to others is refused; an entry that is missing, or has no password, is an error and no login without one.
 */
public final class NetrcCredentials implements CredentialsProvider {

    private final String host;
    private final Optional<String> username;
    private final Optional<Path> file;

    /**
     * @param host the machine to look up: the server's name as configured
     * @param username the login name, if it is known beforehand
     * @param file the file; if empty, {@code .netrc} of the home directory, else {@code _netrc} there
     */
    public NetrcCredentials(String host, Optional<String> username, Optional<Path> file) {
        this.host = Objects.requireNonNull(host, "host");
        this.username = username;
        this.file = file;
    }

    @Override
    public Credentials credentials() throws IOException {
        String self = OperatingSystemUser.name();
        Path path = file.isPresent() ? file.get() : NetrcFile.in(Path.of(System.getProperty("user.home")));
        return credentials(NetrcFile.read(path, self), path, self);
    }

    /**
     * What a file holds for the host.
     *
     * @param path where it lies, for messages
     * @param self the operating system's user
     * @throws IOException if no login can be made of it; told without its words
     */
    Credentials credentials(Netrc netrc, Path path, String self) throws IOException {
        Netrc.Entry entry = netrc.find(host, username.orElse(null))
                .orElseThrow(() -> new IOException(path + " has no entry for " + wanted() + ". Add one"));
        if (entry.password() == null || entry.password().isEmpty()) {
            throw new IOException("the entry of " + path + " for " + wanted() + " has no password. Add it");
        }
        String login = username.or(() -> Optional.ofNullable(entry.login())).orElse(self);
        try {
            return Credentials.of(login, entry.password());
        } catch (IllegalArgumentException unusable) {
            // Tells what is wrong with the name or the password, and quotes neither.
            throw new IOException("the entry of " + path + " for " + wanted() + ": " + unusable.getMessage(), unusable);
        }
    }

    private String wanted() {
        return "machine " + host + username.map(name -> ", login " + name).orElse("");
    }
}
