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
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.pop3x.ledger.DeliveryLedger;
import io.github.pop3x.ledger.Fingerprint;
import io.github.pop3x.ledger.MessageIdentity;
import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.ledger.store.JdbcLedgerStore;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.testing.LatchedRepository;
import io.github.pop3x.testing.MemoryDatabase;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two processes that want the same message, with one database and one repository of claims between them. */
class ClaimsTest {

    private static final MessageIdentity MESSAGE = new MessageIdentity("whqtswO00WBw418f9t5JxYwZ", 120, 0);
    private static final Fingerprint HEADER = new Fingerprint(1, 2, 3, 4);
    private static final RetrySchedule RETRIES = new RetrySchedule(Duration.ofMillis(1));
    private static final String MAILBOX = "alice@host";
    private static final long PATIENCE = 10;

    private final JdbcDataSource database = MemoryDatabase.create();
    private final LatchedRepository repository = new LatchedRepository();
    private Process one;
    private Process other;
    private Process third;

    private record Process(DeliveryLedger ledger, Claims claims) {

        boolean take() {
            return claims.take(MESSAGE, RETRIES, false);
        }

        void deliver() throws IOException {
            int attempt = ledger.start(MESSAGE, HEADER);
            ledger.delivered(MESSAGE, attempt, true, Duration.ZERO);
            claims.release(MESSAGE);
        }
    }

    @BeforeEach
    void startThree() throws IOException {
        one = process();
        other = process();
        third = process();
    }

    private Process process() throws IOException {
        DeliveryLedger ledger =
                new DeliveryLedger(MAILBOX, new JdbcLedgerStore(database), Duration.ofDays(7), Clock.systemUTC());
        return new Process(ledger, new Claims(repository, MAILBOX, ledger, new MailboxListener() {}));
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
        repository.afterAdd(added -> {
            if (added) {
                claimed.countDown();
                await(goOn);
            }
        });
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(one::take);
        await(claimed);
        assertFalse(other.take(), "between the claim and the look into the ledger");
        goOn.countDown();
        assertTrue(first.get(PATIENCE, TimeUnit.SECONDS));
        assertFalse(other.take(), "before the route");
        one.ledger().start(MESSAGE, HEADER);
        assertFalse(other.take(), "during the route");
        one.ledger().delivered(MESSAGE, 1, true, Duration.ZERO);
        assertFalse(other.take(), "before the claim is given back");
        one.claims().release(MESSAGE);
        assertFalse(other.take(), "it is delivered");
        assertEquals(Set.of(), repository.keys());
    }

    @Test
    void aMessageDeliveredBeforeALateClaimIsNotRouted() throws Exception {
        CountDownLatch chosen = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> late = CompletableFuture.supplyAsync(() -> {
            chosen.countDown();
            await(goOn);
            return other.take();
        });
        await(chosen);
        assertTrue(one.take());
        one.deliver();
        goOn.countDown();
        assertFalse(late.get(PATIENCE, TimeUnit.SECONDS));
        assertEquals(Set.of(), repository.keys());
    }

    @Test
    void aMessageFailedElsewhereIsTakenWithItsAttempts() throws Exception {
        assertTrue(one.take());
        one.ledger().start(MESSAGE, HEADER);
        one.ledger().failed(MESSAGE, 1);
        one.claims().release(MESSAGE);
        Awaitility.await().until(other::take);
        assertEquals(2, other.ledger().start(MESSAGE, HEADER));
    }

    @Test
    void aMessageOfADeadProcessIsTakenAfterItsClaimExpires() throws Exception {
        assertTrue(one.take());
        one.ledger().start(MESSAGE, HEADER);
        assertFalse(other.take());
        repository.clear();
        Awaitility.await().until(other::take);
        assertEquals(2, other.ledger().start(MESSAGE, HEADER));
    }

    /** The first process has had the message for so long that its claim expired, and the other has claimed it since. */
    private void expireAndClaim(boolean otherStarts) throws IOException {
        assertTrue(one.take());
        one.ledger().start(MESSAGE, HEADER);
        repository.clear();
        Awaitility.await().until(other::take);
        if (otherStarts) {
            assertEquals(2, other.ledger().start(MESSAGE, HEADER));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailureAfterTheClaimExpiredLeavesTheNextOnesClaim(boolean otherStarts) throws Exception {
        expireAndClaim(otherStarts);
        one.ledger().failed(MESSAGE, 1);
        one.claims().release(MESSAGE);
        assertFalse(third.take());
        assertFalse(one.take());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSuccessAfterTheClaimExpiredLeavesTheNextOnesClaim(boolean otherStarts) throws Exception {
        expireAndClaim(otherStarts);
        Set<String> claimed = repository.keys();
        one.ledger().delivered(MESSAGE, 1, true, Duration.ZERO);
        one.claims().release(MESSAGE);
        assertEquals(claimed, repository.keys());
    }

    @Test
    void whatIsDroppedAfterTheClaimExpiredLeavesTheNextOnesClaim() throws Exception {
        assertTrue(one.take());
        repository.clear();
        assertTrue(other.take());
        one.claims().drop(MESSAGE);
        assertFalse(third.take());
    }

    @Test
    void aRetrievalThatFailsAfterTheClaimExpiredLeavesTheNextOnesClaim() throws Exception {
        assertTrue(one.take());
        repository.clear();
        assertTrue(other.take());
        one.claims().retrievalFailed(MESSAGE);
        assertFalse(third.take());
    }

    @Test
    void theNextOneGivesItsOwnClaimBack() throws Exception {
        expireAndClaim(true);
        one.ledger().failed(MESSAGE, 1);
        one.claims().release(MESSAGE);
        other.ledger().failed(MESSAGE, 2);
        other.claims().release(MESSAGE);
        assertEquals(Set.of(), repository.keys());
        Awaitility.await().until(third::take);
    }

    @Test
    void aClaimWhoseOwnerCannotBeNotedIsGivenBack() {
        AtomicInteger adds = new AtomicInteger();
        repository.beforeAdd(key -> {
            if (adds.incrementAndGet() == 2) {
                throw new IllegalStateException("no cluster");
            }
        });
        assertFalse(one.take());
        assertEquals(Set.of(), repository.keys());
        assertTrue(other.take());
    }

    @Test
    void aSuspectIsTakenToBeRecognized() throws Exception {
        assertTrue(one.take());
        one.deliver();
        assertTrue(other.claims().take(MESSAGE, RETRIES, true));
        assertTrue(other.ledger().recognize(MESSAGE, HEADER).isPresent());
        other.claims().drop(MESSAGE);
        assertEquals(Set.of(), repository.keys());
    }

    @Test
    void aFailedRetrievalReleasesTheClaim() throws Exception {
        assertTrue(one.take());
        one.claims().retrievalFailed(MESSAGE);
        Awaitility.await().until(other::take);
    }

    @Test
    void aFailureOfTheRepositoryLeavesTheMessageWaiting() {
        repository.beforeAdd(key -> {
            throw new IllegalStateException("no cluster");
        });
        assertFalse(one.take());
        repository.beforeAdd(key -> {});
        assertTrue(one.take());
    }

    @Test
    void aFailureOfTheLedgerReleasesTheClaim() {
        repository.afterAdd(added -> database.setURL("jdbc:h2:nowhere:"));
        assertFalse(one.take());
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
