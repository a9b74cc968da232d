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
package io.github.pop3x.selection;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.pop3x.ledger.Decision;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.Overtaken;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.testing.LatchedRepository;
import io.github.pop3x.testing.MemoryDatabase;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.pop3x.selection.ClaimingProcess.HEADER;
import static io.github.pop3x.selection.ClaimingProcess.MAILBOX;
import static io.github.pop3x.selection.ClaimingProcess.MESSAGE;
import static io.github.pop3x.selection.ClaimingProcess.RETRIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two processes that want the same message, with one database and one repository of claims between them. */
class ClaimsTest {

    private static final long PATIENCE = 10;

    private final JdbcDataSource database = MemoryDatabase.create();
    private final LatchedRepository repository = new LatchedRepository();
    private ClaimingProcess one;
    private ClaimingProcess other;

    @BeforeEach
    void startTwo() throws IOException {
        one = ClaimingProcess.on(database, repository);
        other = ClaimingProcess.on(database, repository);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE, TimeUnit.SECONDS), "nobody came");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whileOneHasTheClaimNoOtherTakesTheMessage() throws Exception {
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        assertTrue(one.take());
        repository.afterAdd(added -> {
            if (added) {
                claimed.countDown();
                await(goOn);
            }
        });
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> startsUnchecked(one));
        await(claimed);
        assertFalse(other.take(), "between the claim and the look into the ledger");
        goOn.countDown();
        assertTrue(first.get(PATIENCE, TimeUnit.SECONDS));
        assertFalse(other.take(), "during the route");
        one.ledger().delivered(MESSAGE, 1, true, Duration.ZERO);
        assertFalse(other.take(), "before the claim is given back");
        one.claims().release(MESSAGE);
        assertFalse(other.takesAndStarts(), "it is delivered");
        assertFalse(other.take(), "it is known to be delivered");
        assertEquals(Set.of(), repository.keys());
    }

    private static boolean startsUnchecked(ClaimingProcess process) {
        try {
            return process.starts();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWaitsForItsRouteIsNotClaimed() throws Exception {
        assertTrue(one.take());
        assertEquals(Set.of(), repository.keys());
        assertTrue(other.takesAndStarts(), "before the route");
        assertFalse(one.starts(), "the other one has the claim");
        other.end(1);
        assertFalse(one.takesAndStarts(), "the other one has delivered it");
        assertEquals(Set.of(), repository.keys());
    }

    @Test
    void ofTwoThatStartAtOnceOneDoes() throws Exception {
        assertTrue(one.take());
        assertTrue(other.take());
        CyclicBarrier both = new CyclicBarrier(2);
        CountDownLatch twoClaims = new CountDownLatch(2);
        repository.beforeAdd(key -> {
            if (twoClaims.getCount() > 0) {
                twoClaims.countDown();
                meet(both);
            }
        });
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> startsUnchecked(one));
        boolean second = startsUnchecked(other);
        assertNotEquals(second, first.get(PATIENCE, TimeUnit.SECONDS));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMessageDeliveredBeforeALateClaimIsNotRouted() throws Exception {
        assertTrue(other.take());
        assertTrue(one.take());
        one.deliver();
        assertFalse(other.starts());
        assertEquals(Set.of(), repository.keys());
    }

    @Test
    void aMessageDeliveredWithAnotherSizeBeforeALateClaimIsNotRouted() throws Exception {
        MessageIdentity corrected = new MessageIdentity(MESSAGE.uid(), MESSAGE.size() + 1, 0);
        assertTrue(other.claims().take(corrected, RETRIES, false));
        assertTrue(one.take());
        one.deliver();
        assertThrows(Overtaken.class, () -> other.claims().start(corrected, HEADER));
        other.claims().drop(corrected);
        assertEquals(Decision.VERIFY, other.ledger().decide(corrected, RETRIES));
        assertEquals(Set.of(), repository.keys());
    }

    @Test
    void aMessageThatFailsBeforeALateClaimWaitsForItsTurn() throws Exception {
        assertTrue(other.take());
        assertTrue(one.take());
        one.ledger().failed(MESSAGE, one.start());
        one.claims().release(MESSAGE);
        assertFalse(other.starts());
        Awaitility.await().until(other::take);
        assertEquals(2, other.start());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aClaimThatCannotBeMadeIsGivenBack(int failingAdd) throws Exception {
        AtomicInteger adds = new AtomicInteger();
        repository.beforeAdd(key -> {
            if (adds.incrementAndGet() == failingAdd) {
                throw new IllegalStateException("no cluster");
            }
        });
        assertTrue(one.take());
        assertThrows(ClaimFailed.class, one::start);
        one.claims().drop(MESSAGE);
        assertEquals(Set.of(), repository.keys());
        assertTrue(other.takesAndStarts());
    }

    @Test
    void aSuspectIsTakenToBeRecognized() throws Exception {
        assertTrue(one.take());
        one.deliver();
        other.ledger().refresh(MESSAGE);
        assertTrue(other.takesSuspect());
        assertTrue(other.ledger().recognize(MESSAGE, HEADER).isPresent());
        other.claims().drop(MESSAGE);
        assertEquals(Set.of(), repository.keys());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailedRetrievalReleasesTheClaim(boolean isSuspect) throws Exception {
        assertTrue(one.claims().take(MESSAGE, RETRIES, isSuspect));
        one.claims().retrievalFailed(MESSAGE);
        assertEquals(Set.of(), repository.keys());
        Awaitility.await().until(() -> other.takesAndStarts());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailureOfTheRepositoryLeavesTheMessageWaiting(boolean isSuspect) {
        Consumer<String> failure = key -> {
            throw new IllegalStateException("no cluster");
        };
        repository.beforeAdd(failure);
        repository.afterLook(failure);
        assertFalse(one.claims().take(MESSAGE, RETRIES, isSuspect));
        repository.beforeAdd(key -> {});
        repository.afterLook(key -> {});
        assertTrue(one.claims().take(MESSAGE, RETRIES, isSuspect));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailureOfTheLedgerReleasesTheClaim(boolean isSuspect) {
        repository.afterAdd(added -> database.setURL("jdbc:h2:nowhere:"));
        boolean isTaken = one.claims().take(MESSAGE, RETRIES, isSuspect);
        assertNotEquals(isSuspect, isTaken);
        if (isTaken) {
            assertThrows(IOException.class, one::start);
            one.claims().drop(MESSAGE);
        }
        assertEquals(Set.of(), repository.keys());
    }

    @Test
    void withoutARepositoryTheLedgerDecidesAlone() throws Exception {
        Claims none = new Claims(null, MAILBOX, one.ledger(), new MailboxListener() {});
        assertTrue(none.take(MESSAGE, RETRIES, false));
        assertFalse(none.take(MESSAGE, RETRIES, false));
        none.drop(MESSAGE);
        assertTrue(none.take(MESSAGE, RETRIES, false));
    }
}
