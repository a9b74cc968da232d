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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.Pop3xConsumer;
import io.github.pop3x.testing.SharedDatabase;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.cluster.ClusteredRoutePolicy;
import org.apache.camel.support.PropertyBindingSupport;
import org.awaitility.Awaitility;

/**
 * A node of several that share a mailbox, in a process of its own: it routes until its standard input ends. It appends to a
 * file {@value #BEGINS} or {@value #ENDS} and the unique id of each message whose route begins or ends, and says {@value
 * #STARTED}, and {@value #STAYS} in the middle of one route, where it stays until it is told to {@value #GO_ON}.
 */
public final class ClusterNode {

    public static final String STARTED = "started";
    public static final String STAYS = "stays";
    public static final String GO_ON = "go on";
    public static final String SUSPEND = "suspend";
    public static final String IDLE = "idle";
    public static final String BEGINS = "begins";
    public static final String ENDS = "ends";

    /** Stands before the address of a ZooKeeper server, in place of a directory for locks. */
    public static final String ZOOKEEPER = "zookeeper:";

    private static final String ROUTE = "node";

    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final CamelContext context = new DefaultCamelContext();
    private final PrintStream out;
    private final Path seen;
    private final int stayAt;
    private int routed;

    /** Who polls. */
    public enum Form {
        /** Each node. */
        ALL,
        /** The leader, by an endpoint of {@code master:}. */
        MASTER,
        /** The leader, whose route a clustered route policy starts. */
        POLICY
    }

    private ClusterNode(PrintStream out, Path seen, int stayAt) {
        this.out = out;
        this.seen = seen;
        this.stayAt = stayAt;
    }

    /**
     * Runs a node.
     *
     * @param arguments the endpoint's URI, the form, the directory of the cluster's locks or its ZooKeeper
     *     server, the URL of the database, the file
     *     to append to, and in which route to stay, from 1; 0 for none
     * @throws Exception if the node cannot be started or stopped
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        // What is logged must not be taken for what is said.
        System.setOut(System.err);
        ClusterNode node = new ClusterNode(out, Path.of(arguments[4]), Integer.parseInt(arguments[5]));
        node.run(arguments[0], Form.valueOf(arguments[1]), arguments[2], arguments[3]);
    }

    private void run(String uri, Form form, String cluster, String database) throws Exception {
        context.disableJMX();
        context.getRegistry().bind("database", SharedDatabase.dataSource(database));
        if (form != Form.ALL) {
            context.addService(cluster.startsWith(ZOOKEEPER) ? zooKeeper(cluster) : fileLocks(cluster));
        }
        context.addRoutes(route(uri, form));
        try {
            context.start();
            out.println(STARTED);
            obey();
        } finally {
            goesOn.countDown();
            context.stop();
        }
    }

    /** Looks each second for a leader that has gone, and takes it for gone after two. */
    private static CamelClusterService fileLocks(String directory) {
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(directory);
        cluster.setAcquireLockDelay(100, TimeUnit.MILLISECONDS);
        cluster.setAcquireLockInterval(1, TimeUnit.SECONDS);
        cluster.setHeartbeatTimeoutMultiplier(2);
        return cluster;
    }

    /** Of a class that is there in the profile {@code zookeeper} only. A session ends after two seconds without a sign of life. */
    private CamelClusterService zooKeeper(String cluster) throws ClassNotFoundException {
        Class<?> type = Class.forName("org.apache.camel.component.zookeeper.cluster.ZooKeeperClusterService");
        CamelClusterService service =
                (CamelClusterService) context.getInjector().newInstance(type);
        Map<String, Object> settings = Map.of(
                "id",
                UUID.randomUUID().toString(),
                "nodes",
                cluster.substring(ZOOKEEPER.length()),
                "basePath",
                "/pop3x",
                "connectTimeout",
                2_000L,
                "sessionTimeout",
                2_000L);
        PropertyBindingSupport.bindProperties(context, service, new HashMap<>(settings));
        return service;
    }

    private RouteBuilder route(String uri, Form form) {
        return new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                var from = from((form == Form.MASTER ? "master:mailbox:" : "") + uri)
                        .routeId(ROUTE);
                if (form == Form.POLICY) {
                    from.routePolicy(ClusteredRoutePolicy.forNamespace("mailbox"));
                }
                from.process(ClusterNode.this::route);
            }
        };
    }

    private void obey() throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            switch (command) {
                case GO_ON -> goesOn.countDown();
                case SUSPEND -> context.getRouteController().suspendRoute(ROUTE);
                case IDLE -> awaitIdle();
                default -> throw new IllegalArgumentException(command);
            }
            out.println(command);
        }
    }

    /** Until no message is on its way through this node. */
    private void awaitIdle() {
        Awaitility.await().atMost(3, TimeUnit.MINUTES).until(() -> onTheWay() == 0);
    }

    private int onTheWay() throws ReflectiveOperationException {
        Pop3xConsumer consumer = LoneCluster.polling(context.getRoute(ROUTE).getConsumer());
        // A node that does not lead has no consumer.
        return consumer == null ? 0 : consumer.getOnTheWay();
    }

    private synchronized void route(Exchange exchange) throws Exception {
        String uid = exchange.getMessage().getHeader(Pop3xConstants.UID, String.class);
        append(BEGINS, uid);
        if (++routed == stayAt) {
            out.println(STAYS);
            goesOn.await();
        }
        append(ENDS, uid);
    }

    private void append(String what, String uid) throws IOException {
        Files.writeString(
                seen,
                what + " " + uid + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
