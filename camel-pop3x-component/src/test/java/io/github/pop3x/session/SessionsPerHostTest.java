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
package io.github.pop3x.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.pop3x.client.wire.Cancellation;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Polls that find no place wait in a queue, and each is invited in its turn. */
class SessionsPerHostTest {

    private static final String HOST = "mail.example.com:995";

    private long now;
    private final SessionsPerHost two = new SessionsPerHost(2, () -> now);
    private final List<String> invited = new ArrayList<>();

    private Runnable poll(String mailbox) {
        return () -> invited.add(mailbox);
    }

    @Test
    void aFreePlaceIsKeptForTheOneThatWaitsLongest() {
        Runnable third = poll("third");
        Runnable fourth = poll("fourth");
        assertTrue(two.take(HOST, poll("first")));
        assertTrue(two.take(HOST, poll("second")));
        assertFalse(two.take(HOST, third));
        assertFalse(two.take(HOST, fourth));
        assertEquals(List.of(), invited);

        two.giveBack(HOST);
        assertEquals(List.of("third"), invited);
        assertFalse(two.take(HOST, fourth), "the place is kept");
        assertFalse(two.take(HOST), "also from callers that do not wait");
        assertTrue(two.take(HOST, third));
    }

    @Test
    void askingAgainKeepsThePositionInTheQueue() {
        Runnable early = poll("early");
        Runnable late = poll("late");
        two.take(HOST);
        two.take(HOST);
        two.take(HOST, early);
        two.take(HOST, late);
        assertFalse(two.take(HOST, early));
        two.giveBack(HOST);
        assertEquals(List.of("early"), invited);
    }

    @Test
    void aPlaceThatIsNotTakenInTimeGoesToTheNext() {
        Runnable suspended = poll("suspended");
        Runnable next = poll("next");
        two.take(HOST);
        two.take(HOST);
        two.take(HOST, suspended);
        two.take(HOST, next);
        two.giveBack(HOST);
        assertEquals(List.of("suspended"), invited);

        now += SessionsPerHost.INVITATION.toNanos() + 1;
        two.giveBack(HOST);
        assertEquals(List.of("suspended", "next"), invited);
        assertTrue(two.take(HOST, next));
        assertTrue(two.take(HOST, suspended), "one place is free for it");
    }

    @Test
    void aCallerThatLeavesGivesItsTurnToTheNext() {
        Runnable stopped = poll("stopped");
        Runnable waiting = poll("waiting");
        two.take(HOST);
        two.take(HOST);
        two.take(HOST, stopped);
        two.take(HOST, waiting);
        two.giveBack(HOST);
        two.leave(HOST, stopped);
        assertEquals(List.of("stopped", "waiting"), invited);
        assertTrue(two.take(HOST, waiting));
    }

    @Test
    void fortyMailboxesGetTheirTurnInOrder() {
        Deque<Integer> open = new ArrayDeque<>();
        List<Integer> polled = new ArrayList<>();
        Deque<Integer> scheduled = new ArrayDeque<>();
        List<Runnable> polls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int mailbox = i;
            polls.add(() -> scheduled.add(mailbox));
            scheduled.add(mailbox);
        }
        while (polled.size() < 40) {
            Integer next = scheduled.poll();
            if (next == null) {
                two.giveBack(HOST);
                open.remove();
            } else if (two.take(HOST, polls.get(next))) {
                open.add(next);
                polled.add(next);
            }
        }
        assertEquals(IntStream.range(0, 40).boxed().toList(), polled);
    }

    @Test
    void eachHostHasPlacesOfItsOwnWhateverItsLetterCase() {
        assertTrue(two.take(HOST));
        assertTrue(two.take("MAIL.example.com:995"));
        assertFalse(two.take(HOST));
        assertTrue(two.take("other.example.com:995"));
        two.giveBack(HOST);
        assertTrue(two.take(HOST));
    }

    @Test
    void withoutALimitEveryCallerGetsAPlace() {
        SessionsPerHost any = new SessionsPerHost(0);
        for (int i = 0; i < 100; i++) {
            assertTrue(any.take(HOST, poll("any")));
        }
        any.giveBack(HOST);
        assertEquals(List.of(), invited);
    }

    /** Waits for a place on a thread of its own, which is waiting when this returns. */
    private CompletableFuture<Boolean> waits(Duration atMost, Cancellation cancellation) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(two.await(HOST, atMost, cancellation));
            } catch (InterruptedException e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return result;
    }

    @Test
    void thoseThatWaitOnTheirThreadsAndPollsAreServedInTheOrderInWhichTheyCame() {
        Runnable second = poll("second");
        two.take(HOST);
        two.take(HOST);
        CompletableFuture<Boolean> first = waits(Duration.ofMinutes(10), new Cancellation());
        assertFalse(two.take(HOST, second));
        CompletableFuture<Boolean> third = waits(Duration.ofMinutes(10), new Cancellation());

        two.giveBack(HOST);
        assertTrue(first.join());
        assertEquals(List.of(), invited);
        two.giveBack(HOST);
        assertEquals(List.of("second"), invited);
        assertTrue(two.take(HOST, second));
        assertFalse(third.isDone());
        two.giveBack(HOST);
        assertTrue(third.join());
    }

    @Test
    void aCallerWaitsNoLongerThanItMayAndLeavesTheQueueThen() throws Exception {
        Runnable next = poll("next");
        two.take(HOST);
        two.take(HOST);
        assertFalse(two.await(HOST, Duration.ofMillis(20), new Cancellation()));
        assertFalse(two.await(HOST, Duration.ZERO, new Cancellation()));
        assertFalse(two.take(HOST, next));
        two.giveBack(HOST);
        assertEquals(List.of("next"), invited);
    }

    @Test
    void aCallerThatIsCancelledLeavesTheQueue() {
        Runnable next = poll("next");
        Cancellation cancellation = new Cancellation();
        two.take(HOST);
        two.take(HOST);
        CompletableFuture<Boolean> stopped = waits(Duration.ofMinutes(10), cancellation);
        assertFalse(two.take(HOST, next));
        cancellation.cancel("stopping");
        assertFalse(stopped.join());
        two.giveBack(HOST);
        assertEquals(List.of("next"), invited);
    }

    @Test
    void anInvitationThatFailsKeepsNoOtherFromItsPlace() {
        Runnable next = poll("next");
        two.take(HOST);
        two.take(HOST);
        two.take(HOST, () -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        two.take(HOST, next);
        two.giveBack(HOST);
        two.giveBack(HOST);
        assertEquals(List.of("next"), invited);
    }
}
