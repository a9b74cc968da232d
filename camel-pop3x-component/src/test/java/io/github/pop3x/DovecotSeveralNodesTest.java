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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.github.pop3x.testing.DovecotMailbox;
import io.github.pop3x.testing.DovecotServer;
import io.github.pop3x.testing.MemoryDatabase;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.processor.idempotent.hazelcast.HazelcastIdempotentRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Two nodes on one mailbox of a server that lets both in, with claims in a cluster and one ledger in a database: they
 * share the work, and nothing is routed twice.
 */
@Tag("dovecot")
class DovecotSeveralNodesTest {

    @RegisterExtension
    static final DovecotServer DOVECOT = new DovecotServer();

    private static final int MESSAGES = 300;
    private static final int MOST_POLLS = 50;
    private static final int MINUTES = 2;

    private final JdbcDataSource database = MemoryDatabase.create();
    private final List<HazelcastInstance> cluster = new ArrayList<>();

    @AfterEach
    void leave() {
        cluster.forEach(HazelcastInstance::shutdown);
    }

    /** On loopback only, where it finds the others by their ports and asks nobody else. */
    private HazelcastInstance join(int port, int... others) {
        Config config = Config.loadDefault();
        config.setClusterName("pop3x-" + port);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + port);
        for (int other : others) {
            config.setClusterName("pop3x-" + other);
            join.getTcpIpConfig().addMember("127.0.0.1:" + other);
        }
        config.addMapConfig(new MapConfig("claims").setTimeToLiveSeconds((int) TimeUnit.HOURS.toSeconds(1)));
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
        cluster.add(member);
        return member;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private PolledRoute node(HazelcastInstance member) throws Exception {
        String uri = "pop3x:127.0.0.1:" + DOVECOT.port() + "?tls=none&mapMailMessage=false&username=shared&password="
                + DovecotServer.PASSWORD + "&delete=true&ledger=jdbc:%23database&inProgressRepository=%23claims";
        Map<String, Object> beans =
                Map.of("database", database, "claims", new HazelcastIdempotentRepository(member, "claims"));
        return new PolledRoute(uri, beans, exchange -> {});
    }

    /** A poll may break: Dovecot ends a session when it finds that another one has removed a message. */
    private static void drain(PolledRoute node, DovecotMailbox mailbox) {
        for (int polls = 0; polls < MOST_POLLS && mailbox.count() > 0; polls++) {
            try {
                node.poll();
            } catch (IOException broken) {
                assertTrue(mailbox.count() < MESSAGES, "nobody has removed anything");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void severalNodesShareTheWorkAndRouteNoMessageTwice() throws Exception {
        byte[] message =
                "From: bob@example.org\r\nSubject: one of many\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
        DovecotMailbox mailbox = DOVECOT.mailbox("shared").deliver(Collections.nCopies(MESSAGES, message));
        int port = freePort();
        HazelcastInstance first = join(port);
        HazelcastInstance second = join(freePort(), port);
        assertEquals(2, second.getCluster().getMembers().size());
        try (PolledRoute one = node(first);
                PolledRoute other = node(second)) {
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> drain(one, mailbox)),
                            CompletableFuture.runAsync(() -> drain(other, mailbox)))
                    .get(MINUTES, TimeUnit.MINUTES);
            List<String> routed = new ArrayList<>(one.takeUids());
            routed.addAll(other.takeUids());
            assertEquals(0, mailbox.count());
            assertEquals(MESSAGES, new HashSet<>(routed).size());
            assertEquals(MESSAGES, routed.size());
            assertTrue(first.getMap("claims").isEmpty());
        }
    }
}
