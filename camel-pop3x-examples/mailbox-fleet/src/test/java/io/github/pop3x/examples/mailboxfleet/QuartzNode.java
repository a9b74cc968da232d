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

import java.io.OutputStream;
import java.util.Properties;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** A node with a route for each mailbox, of which a clustered Quartz runs each poll in one of the nodes. */
final class QuartzNode {

    private static final int CONNECTIONS = 20;

    private QuartzNode() {}

    /**
     * Runs until its input ends.
     *
     * @param arguments the node's name, the JDBC URL, the port of the server, and the number of mailboxes
     */
    public static void main(String[] arguments) throws Exception {
        CamelContext context = new DefaultCamelContext();
        try (HikariDataSource database = FleetDatabase.connect(arguments[1], CONNECTIONS)) {
            FleetTables tables = new FleetTables(database);
            context.disableJMX();
            // The jobs in the tables name their context.
            context.getCamelContextExtension().setName("mailboxes");
            context.getRegistry().bind("database", database);
            context.getRegistry().bind("passwords", tables.passwords(secret -> secret));
            QuartzComponent quartz = new QuartzComponent(context);
            quartz.setProperties(settings(arguments[1]));
            context.addComponent("quartz", quartz);
            context.addRoutes(routes(arguments[0], tables, arguments[2], Integer.parseInt(arguments[3])));
            context.start();
            System.out.println(Worker.READY);
            System.in.transferTo(OutputStream.nullOutputStream());
            context.stop();
        }
    }

    private static Properties settings(String url) {
        Properties settings = new Properties();
        settings.put("org.quartz.scheduler.instanceName", "mailboxes");
        settings.put("org.quartz.scheduler.instanceId", "AUTO");
        settings.put("org.quartz.scheduler.skipUpdateCheck", "true");
        settings.put("org.quartz.threadPool.threadCount", "10");
        settings.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        settings.put("org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate");
        settings.put("org.quartz.jobStore.isClustered", "true");
        settings.put("org.quartz.jobStore.clusterCheckinInterval", "2000");
        settings.put("org.quartz.jobStore.dataSource", "fleet");
        settings.put("org.quartz.dataSource.fleet.provider", "hikaricp");
        settings.put("org.quartz.dataSource.fleet.driver", "org.h2.Driver");
        settings.put("org.quartz.dataSource.fleet.URL", url);
        settings.put("org.quartz.dataSource.fleet.user", "");
        settings.put("org.quartz.dataSource.fleet.password", "");
        settings.put("org.quartz.dataSource.fleet.maxConnections", "12");
        return settings;
    }

    private static RouteBuilder routes(String node, FleetTables tables, String port, int mailboxes) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < mailboxes; i++) {
                    String user = "user" + i;
                    // Each mail stays in its mailbox: only the ledger says that it has been routed.
                    from("pop3x:127.0.0.1:" + port + "?username=" + user + "&tls=none&credentialsProvider=#passwords"
                                    + "&ledger=jdbc:#database&scheduler=quartz&scheduler.cron=0/2+*+*+*+*+?"
                                    + "&scheduler.triggerId=" + user + "&scheduler.triggerGroup=mailboxes")
                            .routeId(user)
                            .process(mail -> Worker.record(tables, mail, node));
                }
            }
        };
    }
}
