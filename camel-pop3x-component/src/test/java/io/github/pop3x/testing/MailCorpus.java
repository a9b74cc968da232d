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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The messages that tests send through a real server: every {@code .eml} file below the directory that the system
 * property {@value #PROPERTY} names, or {@link TrickyMails} where it names none. Stateless.
 */
public final class MailCorpus {

    /** The system property that names the directory. */
    public static final String PROPERTY = "pop3x.corpus";

    private MailCorpus() {}

    /**
     * Reads all messages.
     *
     * @return octets by name, at least one, in a fixed order
     * @throws IllegalStateException if the directory that the property names holds no message
     */
    public static Map<String, byte[]> all() {
        String directory = System.getProperty(PROPERTY, "");
        return directory.isEmpty() ? TrickyMails.all() : read(Path.of(directory));
    }

    /** A mail of the corpus with CRLF at the end of each line, where its file has LF. */
    public static byte[] asServersSendIt(byte[] mail) {
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        return text.replaceAll("\r?\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, byte[]> read(Path directory) {
        var mails = new TreeMap<String, byte[]>();
        try (var found = Files.walk(directory)) {
            List<Path> files =
                    found.filter(file -> file.toString().endsWith(".eml")).toList();
            for (Path file : files) {
                mails.put(directory.relativize(file).toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (mails.isEmpty()) {
            throw new IllegalStateException("no .eml file below " + directory + ", which " + PROPERTY + " names");
        }
        return Collections.unmodifiableMap(mails);
    }
}
