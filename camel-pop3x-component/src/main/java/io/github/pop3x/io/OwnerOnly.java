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
package io.github.pop3x.io;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Permissions for files and directories that only their owner may open, where the file system knows owners. */
public final class OwnerOnly {

    private static final String POSIX = "posix";

    private OwnerOnly() {}

    /**
     * The permissions of a new directory.
     *
     * @param path on the file system in question; it need not exist
     * @return empty if the file system has no POSIX permissions
     */
    public static FileAttribute<?>[] directory(Path path) {
        return permissions(path, "rwx------");
    }

    /**
     * The permissions of a new file.
     *
     * @param path on the file system in question; it need not exist
     * @return empty if the file system has no POSIX permissions
     */
    public static FileAttribute<?>[] file(Path path) {
        return permissions(path, "rw-------");
    }

    /** Whether the file system of this path has POSIX permissions. */
    public static boolean isSupported(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains(POSIX);
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        return isSupported(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
