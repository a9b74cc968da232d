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
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.pop3x.ledger.LedgerEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.pop3x.ledger.SomeEntries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A journal has one writer, and a killed one loses nothing that it was told was saved. */
class JournalLockTest {

    private static final int ENOUGH = 500;

    @TempDir
    Path directory;

    @Test
    void anotherStoreOfThisProcessIsRefused() throws IOException {
        try (JournalLedgerStore first = new JournalLedgerStore(directory)) {
            assertThatThrownBy(() -> new JournalLedgerStore(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("open already in this process");
            first.save(JournalProcess.MAILBOX, List.of(entry("uid-1")));
        }
        new JournalLedgerStore(directory).close();
    }

    @Test
    void theSameDirectoryByAnotherNameIsTheSame() throws IOException {
        Path link =
                Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("real")));
        try (JournalLedgerStore first = new JournalLedgerStore(directory.resolve("real"))) {
            assertThat(first.isDurable()).isTrue();
            assertThatThrownBy(() -> new JournalLedgerStore(link)).hasMessageContaining("open already");
        }
    }

    @Test
    void anotherProcessIsRefusedEvenAfterThisOneHasRefusedItself() throws Exception {
        try (JournalLedgerStore first = new JournalLedgerStore(directory)) {
            assertThatThrownBy(() -> new JournalLedgerStore(directory)).isInstanceOf(IOException.class);
            try (JournalProcess other = new JournalProcess(directory)) {
                assertThat(other.line())
                        .contains("is open in another process (process "
                                + ProcessHandle.current().pid() + ")")
                        .contains("stop that one");
            }
            first.sync();
        }
    }

    @Test
    void anotherCopyOfTheLibraryIsRefusedAndGivesTheLockToNoOtherProcess() throws Exception {
        URL classes =
                JournalLedgerStore.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader application = new OwnCopy(classes);
                JournalLedgerStore first = new JournalLedgerStore(directory)) {
            Constructor<?> another =
                    application.loadClass(JournalLedgerStore.class.getName()).getConstructor(Path.class);
            assertThat(another.getDeclaringClass()).isNotEqualTo(JournalLedgerStore.class);
            assertThatThrownBy(() -> another.newInstance(directory))
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("by another copy of this library");
            try (JournalProcess other = new JournalProcess(directory)) {
                assertThat(other.line()).contains("is open in another process");
            }
            first.sync();
        }
        new JournalLedgerStore(directory).close();
    }

    /** Loads this library's classes anew, and all others as everyone does. */
    private static final class OwnCopy extends URLClassLoader {
        OwnCopy(URL classes) {
            super(new URL[] {classes}, JournalLockTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith("io.github.pop3x.")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }
    }

    @Test
    void anInterruptDoesNotGiveTheLockBack() throws Exception {
        Thread.currentThread().interrupt();
        try (JournalLedgerStore first = new JournalLedgerStore(directory)) {
            assertThat(Thread.interrupted()).isTrue();
            try (JournalProcess other = new JournalProcess(directory)) {
                assertThat(other.line()).contains("is open in another process");
            }
            first.sync();
        } finally {
            // Other tests run on this thread.
            Thread.interrupted();
        }
    }

    @Test
    void closingAnOldStoreAgainDoesNotTakeTheLockFromANewOne() throws IOException {
        JournalLedgerStore old = new JournalLedgerStore(directory);
        old.close();
        try (JournalLedgerStore store = new JournalLedgerStore(directory)) {
            old.close();
            assertThat(store.isDurable()).isTrue();
            assertThatThrownBy(() -> new JournalLedgerStore(directory)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aKilledProcessKeepsTheEntriesItSaved() throws Exception {
        int last = -1;
        try (JournalProcess other = new JournalProcess(directory)) {
            assertThat(other.line()).isEqualTo("open");
            while (last < ENOUGH) {
                last = Integer.parseInt(other.line());
            }
            assertThatThrownBy(() -> new JournalLedgerStore(directory))
                    .hasMessageContaining("is open in another process (process " + other.pid() + ")");
            other.kill();
        }
        try (JournalLedgerStore store = new JournalLedgerStore(directory)) {
            List<LedgerEntry> entries = store.load(JournalProcess.MAILBOX).entries();
            assertThat(entries).hasSizeGreaterThan(last);
            for (int i = 0; i < entries.size(); i++) {
                assertThat(entries.get(i)).isEqualTo(entry("uid-" + i));
            }
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        for (Path impossible : List.of(file, file.resolve("below"))) {
            assertThatThrownBy(() -> new JournalLedgerStore(impossible))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("needs a directory that this process may write to")
                    .hasMessageContaining(impossible.toString());
        }
    }
}
