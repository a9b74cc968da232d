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
package io.github.pop3x.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A file system so small that it is soon full, mounted over a directory. Only root may mount: others skip the test. */
public final class SmallDisk implements AutoCloseable {

    private final Path directory;

    /**
     * Mounts it.
     *
     * @param directory what lies in it cannot be seen until this is closed
     * @param size as {@code mount} takes it, e.g. {@code 1m}
     */
    public SmallDisk(Path directory, String size) throws IOException {
        this.directory = directory;
        boolean mounted = "root".equals(System.getProperty("user.name"))
                && run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs");
        assumeTrue(mounted, "no file system can be mounted here");
    }

    /** Makes room. */
    public void resize(String size) throws IOException {
        if (!run("mount", "-o", "remount,size=" + size)) {
            throw new IOException(directory + " cannot be made larger");
        }
    }

    private boolean run(String... command) throws IOException {
        String[] whole = Arrays.copyOf(command, command.length + 1);
        whole[command.length] = directory.toString();
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().join().exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        run("umount");
    }
}
