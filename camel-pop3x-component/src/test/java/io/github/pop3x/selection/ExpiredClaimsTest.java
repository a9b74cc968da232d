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

import io.github.pop3x.testing.LatchedRepository;
import io.github.pop3x.testing.MemoryDatabase;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.pop3x.selection.ClaimingProcess.MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A claim that expires before it is given back: another process has the message by then. */
class ExpiredClaimsTest {

    private final JdbcDataSource database = MemoryDatabase.create();
    private final LatchedRepository repository = new LatchedRepository();
    private ClaimingProcess one;
    private ClaimingProcess other;
    private ClaimingProcess third;

    @BeforeEach
    void startThree() throws IOException {
        one = ClaimingProcess.on(database, repository);
        other = ClaimingProcess.on(database, repository);
        third = ClaimingProcess.on(database, repository);
    }

    /** The first process has had the message for so long that its claim expired, and the other has claimed it since. */
    private void expireAndClaim() throws IOException {
        assertTrue(one.take());
        one.start();
        repository.clear();
        other.ledger().refresh(MESSAGE);
        Awaitility.await().until(other::take);
        assertEquals(2, other.start());
    }

    @Test
    void aMessageOfADeadProcessIsTakenAfterItsClaimExpires() throws Exception {
        assertTrue(one.take());
        one.start();
        assertFalse(other.take());
        repository.clear();
        assertFalse(other.takesAndStarts(), "it has only now learnt of the first attempt");
        Awaitility.await().until(other::take);
        assertEquals(2, other.start());
    }

    @Test
    void aFailureAfterTheClaimExpiredLeavesTheNextOnesClaim() throws Exception {
        expireAndClaim();
        one.ledger().failed(MESSAGE, 1);
        one.claims().release(MESSAGE);
        assertFalse(third.take());
        assertFalse(one.take());
    }

    @Test
    void aSuccessAfterTheClaimExpiredLeavesTheNextOnesClaim() throws Exception {
        expireAndClaim();
        Set<String> claimed = repository.keys();
        one.ledger().delivered(MESSAGE, 1, true, Duration.ZERO);
        one.claims().release(MESSAGE);
        assertEquals(claimed, repository.keys());
    }

    @Test
    void whatIsDroppedAfterTheClaimExpiredLeavesTheNextOnesClaim() throws Exception {
        assertTrue(one.takesSuspect());
        repository.clear();
        assertTrue(other.takesSuspect());
        one.claims().drop(MESSAGE);
        assertFalse(third.take());
    }

    @Test
    void aRetrievalThatFailsAfterTheClaimExpiredLeavesTheNextOnesClaim() throws Exception {
        assertTrue(one.takesSuspect());
        repository.clear();
        assertTrue(other.takesSuspect());
        one.claims().retrievalFailed(MESSAGE);
        assertFalse(third.take());
    }

    @Test
    void theNextOneGivesItsOwnClaimBack() throws Exception {
        expireAndClaim();
        one.ledger().failed(MESSAGE, 1);
        one.claims().release(MESSAGE);
        other.ledger().failed(MESSAGE, 2);
        other.claims().release(MESSAGE);
        assertEquals(Set.of(), repository.keys());
        Awaitility.await().until(third::take);
    }
}
