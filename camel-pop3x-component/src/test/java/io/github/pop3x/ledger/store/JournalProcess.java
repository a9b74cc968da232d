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

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.github.pop3x.ledger.SomeEntries;

/** Another process with a journal: it tells what it does, a line each, until it is killed. */
final class JournalProcess implements AutoCloseable {

    static final String MAILBOX = "alice@mail.example.com";

    private final Process process;
    private final BufferedReader said;

    JournalProcess(Path directory) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                + File.pathSeparator
                                + System.getProperty("java.class.path"),
                        JournalProcess.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    long pid() {
        return process.pid();
    }

    /** What it says next, or null if it has ended. */
    String line() throws IOException {
        return said.readLine();
    }

    /** Ends it as SIGKILL does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        kill();
        said.close();
    }

    /** Opens the journal of a directory and saves entries with growing ids, each told when it is saved. */
    public static void main(String[] arguments) {
        try (JournalLedgerStore store = new JournalLedgerStore(Path.of(arguments[0]))) {
            System.out.println("open");
            for (int uid = 0; !System.out.checkError(); uid++) {
                store.save(MAILBOX, List.of(SomeEntries.entry("uid-" + uid)));
                System.out.println(uid);
            }
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
