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
package io.github.pop3x.examples.mailboxfleet;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The installed PostgreSQL with a cluster of its own in a temporary directory, at a free port of 127.0.0.1. As root it runs as
 * the user nobody, since it refuses to run as root.
 */
final class LocalPostgresql implements FleetDatabase {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String UNPRIVILEGED = "nobody";
    private static final long START_SECONDS = 60;
    private static final long LOOK_MILLIS = 50;
    /** A worker that is paused in the middle of a transaction keeps no rows from the others after that. */
    private static final int IDLE_MILLIS = 5_000;

    private final boolean root = "root".equals(System.getProperty("user.name"));
    private final Path home = Files.createTempDirectory("mailbox-fleet");
    private final Path log = Files.createTempFile("mailbox-fleet", ".log");
    private final String url;
    private final Process server;

    /**
     * Makes the cluster and starts its server.
     *
     * @throws IOException if PostgreSQL is not installed, or does not start
     */
    LocalPostgresql() throws IOException, InterruptedException {
        Path programs = programs();
        if (root) {
            Files.setOwner(
                    home, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(UNPRIVILEGED));
        }
        String data = home.resolve("data").toString();
        Process initdb = start(programs.resolve("initdb").toString(), "-D", data, "-A", "trust", "-U", "fleet");
        if (!initdb.waitFor(START_SECONDS, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
            initdb.destroyForcibly();
            throw new IOException("initdb failed: " + Files.readString(log));
        }
        int port = FreePort.find();
        url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=fleet&options="
                + URLEncoder.encode("-c idle_in_transaction_session_timeout=" + IDLE_MILLIS, StandardCharsets.UTF_8)
                        .replace("+", "%20");
        server = start(
                programs.resolve("postgres").toString(),
                "-D",
                data,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200",
                "-p",
                Integer.toString(port));
        awaitConnection();
    }

    /** Those of the newest PostgreSQL. */
    private static Path programs() throws IOException {
        List<Path> places = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.sorted(Comparator.reverseOrder())
                        .map(version -> version.resolve("bin"))
                        .forEach(places::add);
            }
        }
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(place -> !place.isEmpty())
                .map(Path::of)
                .forEach(places::add);
        return places.stream()
                .filter(place -> Files.isExecutable(place.resolve("initdb")))
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "PostgreSQL is not installed. On Debian and Ubuntu: apt-get install postgresql"));
    }

    private Process start(String... command) throws IOException {
        List<String> words = new ArrayList<>();
        if (root) {
            words.addAll(List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=nogroup", "--clear-groups"));
        }
        words.addAll(List.of(command));
        return new ProcessBuilder(words)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitConnection() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!accepts()) {
            if (server.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() - deadline > 0) {
                server.destroyForcibly();
                throw new IOException("PostgreSQL does not run: " + Files.readString(log));
            }
        }
    }

    private boolean accepts() {
        try {
            DriverManager.getConnection(url).close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        // Its "fast" shutdown, which does not wait for clients.
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
        try {
            if (!server.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        Files.delete(log);
    }
}
