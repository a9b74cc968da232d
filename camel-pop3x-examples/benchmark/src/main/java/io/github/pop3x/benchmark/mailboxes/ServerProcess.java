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
package io.github.pop3x.benchmark.mailboxes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.h2.tools.Server;

/** A JVM with a {@link MailboxServer} and, if it is asked for, a database. */
public final class ServerProcess {

    private ServerProcess() {}

    /**
     * Runs until the input ends. The commands are:
     *
     * <ul>
     *   <li>{@code ports}: all ports that answer, that are silent, and that refuse, with commas, in three words
     *   <li>{@code deliver K}: K mails more for each mailbox that was opened; answers how many that are
     *   <li>{@code forget}: the gaps between logins so far
     *   <li>{@code renew}: forgets all that clients did; the mails stay
     *   <li>{@code report}: a {@link TrafficSummary}
     *   <li>{@code list FILE}: writes a line for each mailbox into a file
     *   <li>{@code database}: starts H2 in memory; answers its URL
     * </ul>
     *
     * @param arguments as {@link ServerOptions#words}
     * @throws Exception if it cannot run
     */
    public static void main(String[] arguments) throws Exception {
        try (MailboxServer server = MailboxServer.start(ServerOptions.parse(arguments))) {
            CommandLoop.run(words -> switch (words[0]) {
                case "ports" ->
                    ports(server.ports().answering()) + " "
                            + ports(server.ports().silent()) + " "
                            + ports(server.ports().refusing());
                case "deliver" -> server.deliver(Integer.parseInt(words[1]));
                case "forget" -> {
                    server.forgetGaps();
                    yield "";
                }
                case "renew" -> {
                    server.forgetVisits();
                    yield "";
                }
                case "report" -> server.traffic().summary().line();
                case "list" -> Files.write(Path.of(words[1]), server.traffic().lines());
                case "database" -> database();
                default -> throw new IllegalArgumentException("unknown command " + words[0]);
            });
        }
        System.exit(0);
    }

    private static String ports(List<Integer> ports) {
        return ports.isEmpty() ? "-" : ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String database() throws Exception {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        Server database =
                Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        return "jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/mem:ledger;DB_CLOSE_DELAY=-1";
    }
}
