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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.pop3x.testing.CountingDataSource;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.MemoryDatabase;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Nodes that poll one mailbox in turn, keep its mail and share a ledger in a database, without claims: each message is
 * retrieved and routed once.
 */
class NodesInTurnTest {

    private static final int MAILS = 5;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();
    private final List<CamelContext> contexts = new ArrayList<>();
    private final JdbcDataSource h2 = MemoryDatabase.create();
    private final CountingDataSource database = CountingDataSource.of(h2);

    @BeforeEach
    void fill() {
        arrive("m", MAILS);
        server.answers(maildrop);
    }

    private void arrive(String prefix, int mails) {
        IntStream.range(0, mails).forEach(i -> maildrop.add(prefix + i, "Subject: " + i + "\n\nHello\n"));
    }

    private PolledRoute node() throws Exception {
        return PolledRoute.from(
                server,
                "ledger=jdbc:%23database&mailboxKey=shared&delay=60000",
                Map.of("database", database),
                exchange -> {});
    }

    @Test
    void whatOneHasRoutedTheOtherLeaves() throws Exception {
        try (PolledRoute one = node();
                PolledRoute other = node()) {
            assertEquals(MAILS, one.poll());
            one.awaitVerdicts(MAILS);
            assertEquals(0, other.poll());
            arrive("new", 1);
            assertEquals(1, other.poll());
            assertEquals(0, one.poll());
            assertEquals(
                    List.of(), one.takeUids().stream().filter("new0"::equals).toList());
            assertEquals(List.of("new0"), other.takeUids());
        }
        assertEquals(MAILS + 1, maildrop.retrievals().size());
    }

    @Test
    void manyAreReadInOneStatement() throws Exception {
        arrive("more", 200);
        try (PolledRoute one = node();
                PolledRoute other = node()) {
            assertEquals(MAILS + 200, one.poll());
            one.awaitVerdicts(MAILS + 200);
            database.take();
            assertEquals(0, other.poll());
            assertThat(database.take()).hasSize(1).allMatch(sql -> sql.startsWith("SELECT"));
        }
        assertEquals(MAILS + 200, maildrop.retrievals().size());
    }

    @Test
    void anIdlePollAsksNothing() throws Exception {
        try (PolledRoute one = node()) {
            one.poll();
            database.take();
            one.poll();
            assertEquals(List.of(), database.take());
        }
    }

    @Test
    void aPollOfNewMailAsksOnceAndWritesTwiceForEach() throws Exception {
        try (PolledRoute one = node()) {
            database.take();
            one.poll();
            List<String> statements = database.take();
            assertThat(statements.stream().filter(sql -> sql.startsWith("SELECT")))
                    .hasSize(1);
            assertThat(statements.stream().filter(sql -> sql.startsWith("INSERT")))
                    .hasSize(MAILS);
            assertThat(statements.stream().filter(sql -> sql.startsWith("UPDATE")))
                    .hasSize(MAILS);
            assertThat(statements).hasSize(1 + 2 * MAILS);
        }
    }

    private ConsumerTemplate receivingNode() {
        CamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.getRegistry().bind("database", database);
        context.start();
        return context.createConsumerTemplate();
    }

    @AfterEach
    void stop() {
        contexts.forEach(CamelContext::stop);
    }

    private List<String> receiveAll(ConsumerTemplate node) {
        String uri = "pop3x:" + server.host() + ":" + server.port() + "?username=alice&password=s3cret&tls=none"
                + "&ledger=jdbc:%23database&mailboxKey=shared";
        List<String> received = new ArrayList<>();
        for (Exchange next = node.receiveNoWait(uri); next != null; next = node.receiveNoWait(uri)) {
            received.add(next.getMessage().getHeader(Pop3xConstants.UID, String.class));
            node.doneUoW(next);
        }
        return received;
    }

    @Test
    void whatOneHasReceivedTheOtherLeaves() throws Exception {
        ConsumerTemplate one = receivingNode();
        ConsumerTemplate other = receivingNode();
        assertEquals(MAILS, receiveAll(one).size());
        assertEquals(List.of(), receiveAll(other));
        arrive("new", 1);
        assertEquals(List.of("new0"), receiveAll(one));
        assertEquals(List.of(), receiveAll(other));
        arrive("newer", 1);
        assertEquals(List.of("newer0"), receiveAll(other));
        assertEquals(List.of(), receiveAll(one));
        assertEquals(MAILS + 2, maildrop.retrievals().size());
    }
}
