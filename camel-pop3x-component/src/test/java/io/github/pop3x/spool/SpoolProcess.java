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
package io.github.pop3x.spool;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another process with messages in files of a spool directory; it holds them until it is killed. */
final class SpoolProcess implements AutoCloseable {

    static final int MESSAGES = 3;

    private final Process process;

    /** Returns when the process has its messages spooled. */
    SpoolProcess(Path parent) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                + File.pathSeparator
                                + System.getProperty("java.class.path"),
                        SpoolProcess.class.getName(),
                        parent.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); !"spooled".equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IOException("the process ended: " + all);
            }
            all.append(line).append('\n');
        }
    }

    /** Ends it as SIGKILL does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** Spools messages, says so, and waits for its end. */
    public static void main(String[] arguments) throws Exception {
        SpoolDirectory directory = new SpoolDirectory(Path.of(arguments[0]));
        Spool spool = new Spool(0, new SpoolMemory(0), directory);
        SpooledMessage[] held = new SpooledMessage[MESSAGES];
        for (int i = 0; i < held.length; i++) {
            held[i] = spool.spool(new ByteArrayInputStream(new byte[1_000]));
        }
        System.out.println("spooled");
        Thread.currentThread().join();
    }
}
