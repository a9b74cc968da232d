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

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.VirtualTime;
import io.github.pop3x.testing.route.ManualScheduler;
import io.github.pop3x.testing.route.OnDemandSetting;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** One message at a time by a {@code ConsumerTemplate}, which says itself when it is done. */
class ConsumerTemplateTest extends OnDemandSetting {

    private static String uid(Exchange exchange) {
        return exchange.getMessage().getHeader(Pop3xConstants.UID, String.class);
    }

    @Test
    void aMessageIsDeletedOnceItsExchangeIsDone() {
        Exchange exchange = template.receiveNoWait(uri("delete=true"));
        assertEquals("a", uid(exchange));
        assertEquals(1, exchange.getMessage().getHeader(Pop3xConstants.ATTEMPT));
        server.awaitIdle();
        assertEquals(List.of(), maildrop.removals());
        template.doneUoW(exchange);
        awaitRemovals("a");
        assertEquals(List.of("a"), maildrop.retrievals());
    }

    @Test
    void anExchangeWithoutDoneUoWKeepsItsMessageClaimed() {
        Exchange first = template.receiveNoWait(uri("delete=true"));
        Exchange second = template.receiveNoWait(uri("delete=true"));
        assertEquals("a", uid(first));
        assertEquals("b", uid(second));
        server.awaitIdle();
        assertEquals(3, maildrop.uids().size());
    }

    @Test
    void theMessageOfALostExchangeIsOfferedAgain() {
        maildrop.remove("b").remove("c");
        assertEquals("a", uid(template.receiveNoWait(uri(""))));
        assertEquals("a", awaitOfferedAgain(uri("")));
    }

    @Test
    void anExchangeThatFailedLeavesItsMessage() {
        Exchange exchange = template.receiveNoWait(uri("delete=true"));
        exchange.setException(new IllegalStateException("no room"));
        template.doneUoW(exchange);
        Exchange again = template.receiveNoWait(uri("delete=true"));
        template.doneUoW(again);
        awaitRemovals("b");
        assertEquals(List.of("a", "c"), maildrop.uids());
    }

    @Test
    void aBodyAloneCanBeReadThoughItsMessageIsDeleted() throws Exception {
        for (String threshold : List.of("131072", "0")) {
            int before = maildrop.removals().size();
            Object body = template.receiveBodyNoWait(uri("delete=true&spoolThreshold=" + threshold));
            await().until(() -> maildrop.removals().size() == before + 1);
            assertEquals("Subject: ", new String(((InputStream) body).readNBytes(9), StandardCharsets.US_ASCII));
        }
        assertEquals("Subject: c\r\n\r\nHello c\r\n", template.receiveBodyNoWait(uri("delete=true"), String.class));
    }

    @Test
    void concurrentCallsNeverGetTheSameMessage() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<?>> calls = new ArrayList<>();
        CountDownLatch together = new CountDownLatch(1);
        // Held: one that is garbage before its verdict is offered again.
        List<Exchange> received = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 6; i++) {
            String uri = uri(i % 2 == 0 ? "delete=true" : "");
            calls.add(threads.submit(() -> {
                together.await();
                // One that finds the mailbox in use gets nothing.
                while (received.size() < 3) {
                    Exchange exchange = template.receiveNoWait(uri);
                    if (exchange != null) {
                        received.add(exchange);
                    }
                }
                return null;
            }));
        }
        together.countDown();
        for (Future<?> call : calls) {
            call.get(30, TimeUnit.SECONDS);
        }
        threads.shutdownNow();
        assertEquals(
                List.of("a", "b", "c"),
                received.stream().map(ConsumerTemplateTest::uid).sorted().toList());
        assertEquals(3, maildrop.retrievals().size());
    }

    @Test
    void receiveWaitsForAMessage() throws Exception {
        List.of("a", "b", "c").forEach(maildrop::remove);
        assertNull(template.receive(uri(""), 20));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Exchange> call = thread.submit(() -> template.receive(uri("")));
        int before = server.log().sessions();
        await().until(() -> server.log().sessions() > before + 1);
        maildrop.add("d", "Subject: d\n\n");
        assertEquals("d", uid(call.get(30, TimeUnit.SECONDS)));
        thread.shutdownNow();
    }

    @Test
    void aConsumerThatIsStoppedIsNotWaitedFor() throws Exception {
        List.of("a", "b", "c").forEach(maildrop::remove);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Exchange> call = thread.submit(() -> template.receive(uri("delay=3600000")));
        await().until(() -> maildrop.events().size() == 1);
        template.stop();
        assertNull(call.get(30, TimeUnit.SECONDS));
        thread.shutdownNow();
    }

    @Test
    void receiveAppliesOrderAndHeaderFilter() {
        Exchange exchange = template.receiveNoWait(uri("order=newest&headerFilter=${header.Subject} != 'c'"));
        assertEquals("b", uid(exchange));
    }

    @Test
    void aRefusedMessageDoesNotBlockTheOthers() {
        server.suffers(Misfortune.refuse("RETR 1", "no"));
        assertEquals("b", uid(template.receiveNoWait(uri("delay=3600000"))));
    }

    @Test
    void aMessageCutByAnUnstuffedDotIsNotReceived() {
        maildrop.remove("a").remove("b").remove("c").add("cut", "Subject: x\n\nbefore\n.\nafter\n");
        for (boolean pipelining : new boolean[] {true, false}) {
            ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", maildrop);
            server.answers(pipelining ? profile : profile.without("PIPELINING"));
            server.suffers(Misfortune.unstuffedAt("RETR 1"));
            String uri = uri("mailboxKey=" + pipelining);
            assertThrows(RuntimeCamelException.class, () -> template.receiveNoWait(uri));
            Exchange whole = template.receive(uri, 10_000);
            assertEquals(
                    "Subject: x\r\n\r\nbefore\r\n.\r\nafter\r\n",
                    whole.getMessage().getBody(String.class));
        }
    }

    @Test
    void aDeleteThatBreaksIsDoneByTheNextReceive() {
        Exchange exchange = template.receiveNoWait(uri("delete=true&delay=3600000"));
        server.suffers(Misfortune.autologoutAt("DELE 1"));
        template.doneUoW(exchange);
        await().until(() -> keywords().size() == 3);
        server.awaitIdle();
        assertEquals("b", uid(template.receiveNoWait(uri("delete=true&delay=3600000"))));
        assertEquals(List.of("a"), maildrop.removals());
        assertEquals(List.of("a", "b"), maildrop.retrievals());
    }

    @Test
    void aRefusedDeleteDoesNotBlockTheNextMessages() {
        context.getComponent("pop3x", Pop3xComponent.class).pollOn(new ManualScheduler());
        template.doneUoW(template.receiveNoWait(uri("delete=true")));
        server.suffers(Misfortune.refuse("DELE 1", "not now"));
        assertEquals("b", uid(template.receiveNoWait(uri("delete=true"))));
        assertEquals(List.of(), maildrop.removals());
        assertEquals("c", uid(template.receiveNoWait(uri("delete=true"))));
        assertEquals(List.of("a"), maildrop.removals());
    }

    /** Another login would come too soon (RFC 2449 §6.5). */
    @Test
    void deletesWaitForTheirOwnSessionIfLoginDelayIsAnnounced() {
        ManualScheduler scheduler = new ManualScheduler();
        VirtualTime time = new VirtualTime();
        context.getComponent("pop3x", Pop3xComponent.class).pollOn(scheduler);
        context.getComponent("pop3x", Pop3xComponent.class).clocks().tellTimeBy(time, time::nanoTime);
        server.answers(new ServerProfile().announcing("LOGIN-DELAY 10").mailbox("alice", "s3cret", maildrop));
        template.doneUoW(template.receiveNoWait(uri("delete=true")));
        assertNull(template.receiveNoWait(uri("delete=true")), "it is too early to log in again");
        time.pass(Duration.ofSeconds(11));
        assertEquals("b", uid(template.receiveNoWait(uri("delete=true"))));
        server.awaitIdle();
        assertEquals(2, server.log().sessions());
        time.pass(Duration.ofSeconds(11));
        assertEquals(1, scheduler.runScheduled());
        assertEquals(List.of("a"), maildrop.removals());
    }

    @Test
    void aComponentThatStopsDeletesWhatIsDelivered() throws Exception {
        context.getComponent("pop3x", Pop3xComponent.class).pollOn(new ManualScheduler());
        Exchange exchange = template.receiveNoWait(uri("delete=true"));
        template.doneUoW(exchange);
        server.awaitIdle();
        assertEquals(List.of(), maildrop.removals());
        context.stop();
        assertEquals(List.of("a"), maildrop.removals());
    }

    @Test
    void receiveFailsIfTheServerCannotIdentifyMessages() {
        server.answers(new ServerProfile().without("UIDL", "TOP").mailbox("alice", "s3cret", maildrop));
        assertThrows(RuntimeCamelException.class, () -> template.receiveNoWait(uri("delete=true")));
        assertEquals(List.of(), maildrop.retrievals());
    }
}
