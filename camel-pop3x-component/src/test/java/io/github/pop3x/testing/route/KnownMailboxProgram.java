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

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

import io.github.pop3x.PackageAccess;
import io.github.pop3x.Pop3xComponent;
import io.github.pop3x.Pop3xConsumer;
import io.github.pop3x.testing.KnownMailbox;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A process of its own that polls a {@link KnownMailbox} twice, and then weighs what it remembers. {@code KnownMailboxTest} starts it with a small heap.
 */
public final class KnownMailboxProgram {

    /** The file, in the directory of the process, that tells how many octets of the heap the ledger held. */
    public static final String HELD = "held.txt";

    /** What is in there, in the same directory, is what the ledger stores, and nothing else. */
    public static final String STORE = "store";

    /** The name of the data source. */
    public static final String DATABASE = "database";

    private static final String ROUTE = "known";

    private KnownMailboxProgram() {}

    /**
     * Polls and weighs.
     *
     * @param arguments the server's port on 127.0.0.1, the option {@code ledger}, a directory, and how many messages the
     *     first poll has to route; the second one has to route a single one
     * @throws Exception if something else was routed
     */
    public static void main(String[] arguments) throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        // As a pool would, it keeps the database open between transactions.
        database.setURL("jdbc:h2:" + Path.of(arguments[2], STORE, "h2") + ";DB_CLOSE_DELAY=-1");
        CamelContext context = new DefaultCamelContext();
        try {
            context.disableJMX();
            context.getRegistry().bind(DATABASE, database);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pop3x:127.0.0.1:" + arguments[0]
                                    + "?username=alice&password=s3cret&tls=none&mapMailMessage=false"
                                    + "&startScheduler=false&sessionIdleTimeout=15m&ledger=" + arguments[1])
                            .routeId(ROUTE)
                            .process(exchange -> {});
                }
            });
            context.start();
            poll(context, Integer.parseInt(arguments[3]));
            poll(context, 1);
            if (arguments[1].startsWith("jdbc")) {
                shutDown(database);
            }
            Files.writeString(Path.of(arguments[2], HELD), Long.toString(weighLedger(context)));
        } finally {
            context.stop();
        }
    }

    private static void poll(CamelContext context, int expected) throws Exception {
        int routed = PackageAccess.poll((Pop3xConsumer) context.getRoute(ROUTE).getConsumer());
        if (routed != expected) {
            throw new IllegalStateException(routed + " routed, not " + expected);
        }
    }

    /** Its caches are not the ledger's. */
    private static void shutDown(JdbcDataSource database) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    /** By how many octets the heap is lighter when the ledger goes, and nothing else. */
    private static long weighLedger(CamelContext context) throws Exception {
        context.getRouteController().stopRoute(ROUTE);
        context.removeRoute(ROUTE);
        long with = held();
        PackageAccess.closeLedgers(context.getComponent("pop3x", Pop3xComponent.class));
        return with - held();
    }

    private static long held() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
