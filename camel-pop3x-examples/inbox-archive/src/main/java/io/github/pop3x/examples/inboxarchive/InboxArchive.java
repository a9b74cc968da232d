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
package io.github.pop3x.examples.inboxarchive;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.pop3x.Pop3xEndpoint;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.util.URISupport;

/**
 * Empties a mailbox into files, one for each message, named by its unique-id.
 *
 * <p>Without arguments it starts a mailbox of its own and fills it; with an endpoint URI, and a directory if wanted, it
 * drains a real one. It ends when there is nothing more, and fails with one line that says why.
 */
public final class InboxArchive {

    /** Where a password may be instead of in the URI, and so on the command line. */
    static final String PASSWORD_VARIABLE = "POP3_PASSWORD";

    private static final Path DEFAULT_DIRECTORY = Path.of("target", "inbox-archive");
    private static final Pattern MAILBOX = Pattern.compile("pop3xs?:.+");
    private static final Pattern HAS_PASSWORD = Pattern.compile("[?&]password=");

    private final PrintStream out;
    private final String password;

    /**
     * @param out for the user
     * @param password for mailboxes whose URI has none, or null
     */
    InboxArchive(PrintStream out, String password) {
        this.out = out;
        this.password = password;
    }

    /**
     * Runs the program.
     *
     * @param arguments nothing, or an endpoint URI and perhaps a directory
     * @throws Exception if not all went well, so that the exit status, or Maven, tells
     */
    public static void main(String[] arguments) throws Exception {
        try {
            new InboxArchive(System.out, System.getenv(PASSWORD_VARIABLE)).run(List.of(arguments));
        } catch (ArchiveFailedException e) {
            System.err.println("FAILED: " + e.getMessage());
            throw e;
        }
    }

    private void run(List<String> arguments) throws Exception {
        if (arguments.isEmpty()) {
            demonstrate(DEFAULT_DIRECTORY);
            return;
        }
        String mailbox = arguments.get(0);
        if (arguments.size() > 2 || !MAILBOX.matcher(mailbox).matches()) {
            throw new ArchiveFailedException("expected nothing, or an endpoint URI and perhaps a directory, e.g."
                    + " pop3xs:mail.example.com?username=alice&delete=true target/mails (the password is taken from"
                    + " the environment variable " + PASSWORD_VARIABLE + " if the URI has none)");
        }
        drain(mailbox, arguments.size() == 2 ? Path.of(arguments.get(1)) : DEFAULT_DIRECTORY, Map.of());
    }

    /** Fills a mailbox, drains it, and checks that nothing is missing and nothing left. */
    void demonstrate(Path directory) throws Exception {
        List<byte[]> mails = SampleMails.all();
        try (EmbeddedMailbox mailbox = EmbeddedMailbox.start(mails)) {
            Summary summary = drain(mailbox.uri("trust"), directory, Map.of("trust", mailbox.trust()));
            if (summary.messages() != mails.size() || summary.left() != 0) {
                throw new ArchiveFailedException("the mailbox held " + mails.size() + " messages");
            }
        }
    }

    /**
     * Runs the route until a poll finds nothing, then asks the server what it still holds.
     *
     * @param mailbox the endpoint's URI
     * @param directory where to
     * @param beans what the URI refers to by name
     * @throws ArchiveFailedException with the first failure; what is not safe on the disk is still on the server
     */
    Summary drain(String mailbox, Path directory, Map<String, Object> beans) throws Exception {
        out.printf("Archiving %s%n       to %s%n", URISupport.sanitizeUri(mailbox), directory);
        Main camel = new Main();
        // Without a hook for the JVM's end: a run that is cut short leaves on the server what it has not finished.
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        beans.forEach(camel::bind);
        String uri = withPassword(mailbox, camel);
        Progress progress = new Progress(out);
        Drain drain = new Drain();
        try {
            camel.configure().addRoutesBuilder(new ArchiveRoute(uri, new Archive(directory), progress, drain));
            camel.start();
            drain.await();
            Pop3xEndpoint endpoint = camel.getCamelContext().getEndpoint(uri, Pop3xEndpoint.class);
            // Ends the route before anything is counted, so that no delete is under way.
            camel.getCamelContext().getRouteController().stopAllRoutes();
            drain.rethrow();
            Summary summary = progress.summary(Maildrop.count(endpoint));
            out.println(summary);
            return summary;
        } catch (ArchiveFailedException e) {
            throw e;
        } catch (Exception e) {
            throw ArchiveFailedException.of(e);
        } finally {
            camel.stop();
        }
    }

    /** By reference: a password in an endpoint's URI is seen in more places than one in Camel's registry. */
    private String withPassword(String mailbox, Main camel) throws ArchiveFailedException {
        if (HAS_PASSWORD.matcher(mailbox).find()) {
            return mailbox;
        }
        if (password == null) {
            throw new ArchiveFailedException("there is no password: put it into the environment variable "
                    + PASSWORD_VARIABLE + ", or into the URI as password=RAW(...)");
        }
        camel.bind(PASSWORD_VARIABLE, password);
        return mailbox + (mailbox.contains("?") ? '&' : '?') + "password=#bean:" + PASSWORD_VARIABLE;
    }
}
