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
package io.github.pop3x.examples.attachmentstofiles;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.util.URISupport;

/**
 * Writes the attachments of all mails of a mailbox into files. Without arguments the mailbox is one of its own, with sample
 * mails; else it is that of an endpoint URI. {@code --java} takes the route in Java in place of that in YAML.
 */
public final class AttachmentsToFiles {

    private static final Path DEFAULT_DIRECTORY = Path.of("target", "attachments");
    private static final String PASSWORD_VARIABLE = "POP3_PASSWORD";

    private final PrintStream out;
    private final boolean isJava;

    /**
     * @param out for the user
     * @param isJava which route: that in Java, or that in YAML
     */
    AttachmentsToFiles(PrintStream out, boolean isJava) {
        this.out = out;
        this.isJava = isJava;
    }

    /**
     * Runs the program.
     *
     * @param arguments {@code --java} or not, then nothing, or an endpoint URI and perhaps a directory
     * @throws Exception if not all went well, so that Maven tells
     */
    public static void main(String[] arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(arguments));
        AttachmentsToFiles program = new AttachmentsToFiles(System.out, words.remove("--java"));
        if (words.isEmpty()) {
            program.demonstrate(DEFAULT_DIRECTORY);
            return;
        }
        String password = System.getenv(PASSWORD_VARIABLE);
        program.drain(
                words.get(0),
                password == null
                        ? Map.of()
                        : Map.of(
                                "camel.component.pop3x.password", password,
                                "camel.component.pop3xs.password", password),
                words.size() > 1 ? Path.of(words.get(1)) : DEFAULT_DIRECTORY);
    }

    /** Fills a mailbox, and drains it. */
    void demonstrate(Path directory) throws Exception {
        try (EmbeddedMailbox mailbox = new EmbeddedMailbox(SampleMails.all())) {
            drain(mailbox.uri(), mailbox.settings(), directory);
            out.println("Left in the mailbox: " + mailbox.count());
        }
    }

    /**
     * Runs the route until a poll finds nothing.
     *
     * @param uri the endpoint
     * @param settings properties of Camel
     * @param directory where to
     * @throws Exception the first failure; what is not written is still on the server
     */
    void drain(String uri, Map<String, String> settings, Path directory) throws Exception {
        out.printf("Attachments of %s%n         into %s%n", URISupport.sanitizeUri(uri), directory);
        Set<Path> before = files(directory);
        UntilEmpty untilEmpty = new UntilEmpty();
        Main camel = new Main();
        // Without a hook for the JVM's end: a run that is cut short leaves on the server what it has not finished.
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        camel.bind("untilEmpty", untilEmpty);
        settings.forEach(camel::addInitialProperty);
        // The name of a mail's directory: the same mail has the same one, and no sender can choose it.
        camel.addInitialProperty("camel.component.pop3x.sha256", "true");
        camel.addInitialProperty("camel.component.pop3xs.sha256", "true");
        camel.addInitialProperty(
                "mail.uri",
                uri + (uri.contains("?") ? '&' : '?') + "pollStrategy=#untilEmpty&greedy=true&initialDelay=0");
        camel.addInitialProperty("mail.directory", directory.toString());
        if (isJava) {
            camel.configure().addRoutesBuilder(new AttachmentsRoute());
        } else {
            camel.configure().withRoutesIncludePattern("classpath:routes/attachments.yaml");
        }
        try {
            camel.start();
            untilEmpty.await();
        } finally {
            camel.stop();
        }
        Set<Path> written = files(directory);
        written.removeAll(before);
        for (Path file : written) {
            Path shown = directory.relativize(file);
            out.printf("  %.8s…/%s, %,d octets%n", shown.getName(0), shown.getFileName(), Files.size(file));
        }
    }

    private static Set<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
