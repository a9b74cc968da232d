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
package io.github.pop3x.ledger.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Directories on file systems that cannot sync them, and on disks that fail. */
class PrivateFilesTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"Invalid argument", "Operation not supported", "Function not implemented"})
    void aFileSystemThatDoesNotSyncDirectoriesIsNoFailure(String said) {
        assertDoesNotThrow(() -> PrivateFiles.sync(directory, (path, options) -> {
            throw new IOException(said);
        }));
        assertDoesNotThrow(() -> PrivateFiles.sync(directory, (path, options) -> {
            throw new FileSystemException(path.toString(), null, said);
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Input/output error", "No space left on device", "Permission denied"})
    void aDiskThatFailsIsAFailure(String said) {
        assertThrows(
                IOException.class,
                () -> PrivateFiles.sync(directory, (path, options) -> {
                    throw new IOException(said);
                }));
    }

    @Test
    void aDirectoryIsSynced() {
        assertDoesNotThrow(() -> PrivateFiles.sync(directory));
    }
}
