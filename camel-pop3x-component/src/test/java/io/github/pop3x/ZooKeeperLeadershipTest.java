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
package io.github.pop3x;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.pop3x.testing.ChildJvm;
import io.github.pop3x.testing.route.ClusterNode.Form;
import io.github.pop3x.testing.route.Incident;
import io.github.pop3x.testing.route.LeadershipSetting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * As {@link LeadershipTest}, with a leader by Camel's ZooKeeper cluster service. A leader that is paused loses its session, and does
 * not know: it goes on beside the other node.
 */
@Tag("zookeeper")
class ZooKeeperLeadershipTest extends LeadershipSetting {

    /** Not on the class path unless the profile of that name is active. */
    private static final String SERVER = "org.apache.zookeeper.server.ZooKeeperServerMain";

    private ChildJvm server;
    private int port;

    @BeforeEach
    void startZooKeeper() throws Exception {
        port = freePort();
        Path data = Files.createDirectory(home.resolve("zookeeper"));
        Path settings = Files.write(
                home.resolve("zoo.cfg"),
                List.of(
                        "tickTime=500",
                        "dataDir=" + data,
                        "clientPort=" + port,
                        "clientPortAddress=127.0.0.1",
                        "minSessionTimeout=1000",
                        "admin.enableServer=false"));
        server = new ChildJvm(
                Class.forName(SERVER), home.resolve("errors"), PATIENCE, List.of("-Xmx128m"), settings.toString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void stopZooKeeper() throws IOException {
        server.close();
    }

    @Override
    protected int zooKeeper() {
        return port;
    }

    @ParameterizedTest
    @CsvSource({
        "MASTER, jdbc, KILLED",
        "MASTER, jdbc, STOPPED",
        "MASTER, jdbc, SUSPENDED",
        "MASTER, jdbc, PAUSED",
        "POLICY, jdbc, PAUSED",
        "MASTER, jdbc, CUT_OFF",
        "MASTER, jdbc, CUT_FROM_CLUSTER",
        "POLICY, jdbc, KILLED",
        "POLICY, jdbc, STOPPED",
        "POLICY, jdbc, CUT_OFF",
        "POLICY, jdbc, CUT_FROM_CLUSTER",
        "MASTER, journal, KILLED",
        "MASTER, journal, STOPPED",
        "MASTER, journal, CUT_OFF"
    })
    void theOtherNodeTakesOver(Form form, String ledger, Incident incident) throws Exception {
        tell(form, ledger, incident);
    }
}
