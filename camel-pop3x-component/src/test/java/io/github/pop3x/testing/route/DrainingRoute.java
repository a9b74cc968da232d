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
package io.github.pop3x.testing.route;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.testing.ChildJvm;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A program that routes a mailbox until its standard input ends, and is made to be killed. Of each message it appends the
 * unique id and the digest to a file, while the route is under way: that is what the world has seen of it.
 *
 * <p>It says {@value #STARTING}, {@value #STARTED}, and at one message, when that is in the file, {@value #ROUTED}; there it
 * may be told to stay in the middle of the route.
 */
public final class DrainingRoute {

    public static final String STARTING = "starting";
    public static final String STARTED = "started";
    public static final String ROUTED = "routed";

    /** How long it may take. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private final PrintStream out;
    private final Path seen;
    private final int sayAt;
    private final boolean stay;
    private int routed;

    private DrainingRoute(PrintStream out, String[] arguments) {
        this.out = out;
        seen = Path.of(arguments[1]);
        sayAt = Integer.parseInt(arguments[3]);
        stay = Boolean.parseBoolean(arguments[4]);
    }

    /**
     * Starts the program.
     *
     * @param home the directory for the database and for what is logged
     * @param heap the option that bounds it
     * @param uri the endpoint; {@code #database} is an H2 database
     * @param seen the file to append to
     * @param sayAt at which message to speak, from 1; 0 for none
     * @param stay whether to stay in its route
     */
    public static ChildJvm start(Path home, String heap, String uri, Path seen, int sayAt, boolean stay)
            throws IOException {
        return new ChildJvm(
                DrainingRoute.class,
                home.resolve("errors"),
                PATIENCE,
                List.of(heap),
                uri,
                seen.toString(),
                home.resolve("database").toString(),
                String.valueOf(sayAt),
                String.valueOf(stay));
    }

    /**
     * Runs the route.
     *
     * @param arguments the endpoint's URI, the file to append to, the file of the database, at which message to speak, and
     *     whether to stay there
     * @throws Exception if the route cannot be started or stopped
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        // What is logged must not be taken for what is said.
        System.setOut(System.err);
        out.println(STARTING);
        JdbcDataSource database = new JdbcDataSource();
        // H2 writes half a second after a commit unless it is told not to wait. Until the JVM ends it stays open.
        database.setURL("jdbc:h2:" + arguments[2] + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
        CamelContext context = new DefaultCamelContext();
        context.disableJMX();
        context.getRegistry().bind("database", database);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(arguments[0]).process(new DrainingRoute(out, arguments)::route);
            }
        });
        try {
            context.start();
            out.println(STARTED);
            System.in.transferTo(OutputStream.nullOutputStream());
        } finally {
            context.stop();
        }
    }

    /** What stands in the file for a message's octets. */
    public static String digest(byte[] octets) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    private synchronized void route(Exchange exchange) throws Exception {
        String uid = exchange.getMessage().getHeader(Pop3xConstants.UID, String.class);
        String digest = digest(exchange.getMessage().getBody(byte[].class));
        Files.writeString(
                seen,
                uid + " " + digest + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        if (++routed == sayAt) {
            out.println(ROUTED);
            if (stay) {
                new CountDownLatch(1).await();
            }
        }
    }
}
