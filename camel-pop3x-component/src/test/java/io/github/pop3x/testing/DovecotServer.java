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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The installed Dovecot on free ports of 127.0.0.1, with a configuration and mailboxes of its own in a temporary
 * directory: the yardstick for what a real server does. It knows any name as a user, each with the password
 * {@link #PASSWORD} and, from the first look at it, a mailbox.
 *
 * <ol>
 *   <li>{@link #start} runs it, and waits until it greets;</li>
 *   <li>{@link #mailbox} fills a maildrop, or tells what is left in it;</li>
 *   <li>{@link #close} stops this Dovecot and no other, and removes the directory.</li>
 * </ol>
 *
 * <p>As a static field with {@code @RegisterExtension} it runs for all tests of a class; elsewhere use it with
 * try-with-resources. Works as root and as any other user. Starting and stopping belong to one thread, the rest is
 * thread-safe.
 */
public final class DovecotServer implements AutoCloseable, BeforeAllCallback, AfterAllCallback {

    /** Opens every mailbox. */
    public static final String PASSWORD = "s3cret";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 10;

    /** Between finding a free port and Dovecot's listening on it, another program may take it. */
    private static final int PORT_ATTEMPTS = 3;

    private static final String NAME = "dovecot";

    private final Thread stopWithTheJvm = new Thread(this::stop, "stop-dovecot");
    private DovecotHome home;
    private Process process;
    private int port;
    private int tlsPort;

    /**
     * Runs Dovecot and waits until it greets.
     *
     * @return this
     * @throws IllegalStateException if it is not installed, or does not run; the message says what to do, or why
     */
    public DovecotServer start() {
        Path program = program(places());
        try {
            home = new DovecotHome();
            Runtime.getRuntime().addShutdownHook(stopWithTheJvm);
            for (int attempt = 1; !startOnFreePorts(program); attempt++) {
                if (attempt == PORT_ATTEMPTS) {
                    throw new IllegalStateException("Dovecot does not start: " + home.log());
                }
            }
            return this;
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Stream<Path> places() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of("/usr/sbin", "/usr/local/sbin"), Stream.of(path.split(":")))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, NAME));
    }

    /** The first of these files that can be run. */
    static Path program(Stream<Path> places) {
        return places.filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("These tests need Dovecot, and it is not installed."
                        + " On Debian and Ubuntu: apt-get install dovecot-core dovecot-pop3d"));
    }

    /** False if it has ended for want of a port. */
    private boolean startOnFreePorts(Path program) throws IOException {
        chooseFreePorts();
        Path configuration = home.writeConfiguration(port, tlsPort);
        process = new ProcessBuilder(List.of(program.toString(), "-F", "-c", configuration.toString()))
                .directory(home.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.logFile().toFile())
                .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!greets()) {
            if (hasEndedWithin(POLL_MILLIS)) {
                if (home.log().contains("Address already in use")) {
                    return false;
                }
                throw new IllegalStateException("Dovecot has ended at once: " + home.log());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Dovecot does not greet within " + PATIENCE + ": " + home.log());
            }
        }
        return true;
    }

    /** Both at a time, lest they be the same. */
    private void chooseFreePorts() throws IOException {
        InetAddress loopback = InetAddress.getByName(host());
        try (var plain = new ServerSocket(0, 1, loopback);
                var tls = new ServerSocket(0, 1, loopback)) {
            port = plain.getLocalPort();
            tlsPort = tls.getLocalPort();
        }
    }

    private boolean greets() {
        try (var client = new RawClient(port)) {
            return client.readLine().startsWith("+OK");
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean hasEndedWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Dovecot was starting or stopping", e);
        }
    }

    /** Where it listens: {@code 127.0.0.1}. */
    public String host() {
        return "127.0.0.1";
    }

    /** The port for clear text and STLS. */
    public int port() {
        return port;
    }

    /** The port for TLS from the first octet, with the certificate {@link TestCertificates#LOCALHOST}. */
    public int tlsPort() {
        return tlsPort;
    }

    /**
     * A user's maildrop, empty when it is first asked for.
     *
     * @param user the login name: letters and digits
     * @return the maildrop, as it lies on disk
     */
    public DovecotMailbox mailbox(String user) {
        return home.mailbox(user);
    }

    /** What Dovecot has logged since it was started. */
    public String log() {
        try {
            return home.log();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** Stops it and removes all that it kept. Does nothing if it does not run. */
    @Override
    public void close() {
        stop();
        if (home != null) {
            Runtime.getRuntime().removeShutdownHook(stopWithTheJvm);
            home = null;
        }
    }

    /** The children of Dovecot end with it, unless it has to be killed. */
    private void stop() {
        if (process != null) {
            process.destroy();
            if (!hasEndedWithin(PATIENCE.toMillis())) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            process = null;
        }
        if (home != null) {
            home.remove();
        }
    }
}
