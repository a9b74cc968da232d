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
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The netrc file of a user, which is read only if nobody else can read or change it. */
final class NetrcFile {

    /** No netrc written by hand comes near. */
    static final int MAX_OCTETS = 1 << 20;

    private static final List<String> NAMES = List.of(".netrc", "_netrc");

    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private NetrcFile() {}

    /**
     * The file in a home directory: {@code .netrc}, else {@code _netrc}.
     *
     * @throws IOException if there is neither
     */
    static Path in(Path home) throws IOException {
        for (String name : NAMES) {
            if (Files.exists(home.resolve(name))) {
                return home.resolve(name);
            }
        }
        throw new IOException(
                "no netrc file: neither .netrc nor _netrc is in " + home + ". Make one, or name it by netrcFile");
    }

    /**
     * Reads a file. The checks need POSIX permissions; elsewhere they are left out.
     *
     * @param user the operating system's name of who must own it
     * @throws IOException if it cannot be read, is not the user's own, is open to others, is larger than
     *     {@link #MAX_OCTETS}, or is malformed
     */
    static Netrc read(Path file, String user) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " does not exist. Make it, or name another by netrcFile");
        }
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            check(file, view.readAttributes(), user);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                throw new IOException(file + " is larger than " + MAX_OCTETS
                        + " octets, the limit for a netrc file. Is it one? Name another by netrcFile");
            }
            return parsed(file, text(file, octets));
        }
    }

    private static void check(Path file, PosixFileAttributes attributes, String user) throws IOException {
        if (!OWNER_ONLY.containsAll(attributes.permissions())) {
            throw new IOException(file + " is accessible to others than its owner ("
                    + PosixFilePermissions.toString(attributes.permissions()) + "). Make it private by chmod 600");
        }
        try {
            var self = file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
            if (!attributes.owner().equals(self)) {
                throw new IOException(file + " belongs to " + attributes.owner().getName() + ", not to " + user
                        + ". Give it to that user");
            }
        } catch (UserPrincipalNotFoundException e) {
            throw new IOException(
                    file + " cannot be shown to belong to " + user + ", whom this system does not know", e);
        }
    }

    private static Netrc parsed(Path file, String text) throws IOException {
        try {
            return Netrc.parse(text);
        } catch (IOException malformed) {
            throw new IOException(
                    file + " cannot be read as " + malformed.getMessage() + ". Correct that line", malformed);
        }
    }

    private static String text(Path file, byte[] octets) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8. Write it anew in that encoding", e);
        }
    }
}
