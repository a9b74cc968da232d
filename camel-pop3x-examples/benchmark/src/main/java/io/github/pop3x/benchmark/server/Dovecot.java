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
package io.github.pop3x.benchmark.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.benchmark.Programs;

/**
 * A Dovecot of the benchmark's own, on a free port of 127.0.0.1, in clear text.
 *
 * <ol>
 *   <li>{@link #start} runs it in a temporary directory, and waits until it greets;
 *   <li>{@link #create} fills a mailbox and has Dovecot index it;
 *   <li>{@link #close} stops this Dovecot and no other, and removes the directory.
 * </ol>
 */
public final class Dovecot implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long GREETING_POLL_MILLIS = 20;

    private final Path directory;
    private final MailOwner owner;
    private final int port;
    private final Process process;
    private final AtomicInteger users = new AtomicInteger();

    private Dovecot(Path directory, MailOwner owner, int port, Process process) {
        this.directory = directory;
        this.owner = owner;
        this.port = port;
        this.process = process;
    }

    private static Optional<Path> program() {
        return Programs.find("dovecot", "/usr/sbin", "/usr/local/sbin");
    }

    /**
     * Runs Dovecot in a temporary directory, which goes when it goes, however this process ends.
     *
     * @throws IllegalStateException if it is not installed, or does not run; the message says what to do, or why
     */
    public static Dovecot start() throws IOException {
        Path program = program()
                .orElseThrow(() -> new IllegalStateException("The benchmark needs Dovecot, and it is not installed."
                        + " On Debian and Ubuntu: apt-get install dovecot-core dovecot-pop3d"));
        // Short: the path of a Unix socket in it may have 107 octets. Open to all: Dovecot's processes run as various.
        Path directory = Files.createTempDirectory("pop3x-benchmark");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        MailOwner owner = MailOwner.of(directory);
        owner.own(Files.createDirectory(directory.resolve("mail")));
        int port = freePort();
        Path configuration = DovecotConfiguration.write(directory, port, owner);
        Process process = new ProcessBuilder(program.toString(), "-F", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Dovecot dovecot = new Dovecot(directory, owner, port, process);
        Runtime.getRuntime().addShutdownHook(new Thread(dovecot::close, "stop-dovecot"));
        dovecot.awaitGreeting();
        return dovecot;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitGreeting() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!greets()) {
            if (hasEndedWithin(GREETING_POLL_MILLIS) || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Dovecot does not start: " + Files.readString(directory.resolve("log")));
            }
        }
    }

    private boolean greets() {
        try (var session = new PlainSession(port)) {
            return session.greeting().startsWith("+OK");
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

    /**
     * A user's name that was never given before: a mailbox that was removed may come back while the server still closes
     * it.
     */
    public String newUser() {
        return "fresh" + users.incrementAndGet();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /**
     * Writes mails, as many and as large as wanted, to fill its mailboxes with.
     *
     * @param name of a directory that is not there yet
     */
    public MailStock stock(String name, int count, int size) throws IOException {
        return MailStock.write(directory.resolve(name), count, size, owner);
    }

    /**
     * Makes a new user's mailbox, full of these mails, and lists it once: then every later session finds an index.
     *
     * @param user letters and digits
     */
    public void create(String user, MailStock stock) throws IOException {
        Maildir.create(mailbox(user), stock, owner);
        int listed = count(user);
        if (listed != stock.count()) {
            throw new IOException("Dovecot lists " + listed + " messages of " + stock.count());
        }
    }

    /** How many messages a user has, by a session of its own that lists them. */
    public int count(String user) throws IOException {
        try (var session = new PlainSession(port)) {
            return session.count(user);
        }
    }

    /** Removes a user's mailbox. */
    public void remove(String user) throws IOException {
        Directories.remove(mailbox(user));
    }

    private Path mailbox(String user) {
        return directory.resolve("mail").resolve(user);
    }

    /** The version, as it tells it; empty if it is not installed. */
    public static String version() {
        return program()
                .map(program -> Programs.firstLine(List.of(program.toString(), "--version")))
                .orElse("");
    }

    /** Stops it and removes all that it kept; its children end with it, unless it has to be killed. */
    @Override
    public synchronized void close() {
        process.destroy();
        if (!hasEndedWithin(PATIENCE.toMillis())) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        try {
            Directories.remove(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
