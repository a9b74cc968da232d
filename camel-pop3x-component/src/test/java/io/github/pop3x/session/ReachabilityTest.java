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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.testing.VirtualTime;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Silent servers are left alone, and get fewer threads than there are. */
class ReachabilityTest {

    private final VirtualTime time = new VirtualTime();
    private final Reachability reachability = new Reachability(2, time::nanoTime, () -> {});
    private final List<String> called = new ArrayList<>();

    private void fail(String server) {
        long begun = time.nanoTime();
        time.pass(Duration.ofSeconds(30));
        reachability.unreached(server, begun, "says nothing");
    }

    private Optional<Reachability.Permit> permit(String server) {
        return reachability.permit(server, () -> called.add(server));
    }

    @Test
    void theWaitForASilentServerGrowsToFiveMinutesAndEndsWithTheFirstSuccess() {
        for (int seconds : new int[] {0, 10, 20, 40, 80, 160, 300, 300}) {
            fail("a:110");
            assertEquals(Duration.ofSeconds(seconds), reachability.left("A:110"));
            assertEquals(Duration.ZERO, reachability.left("b:110"));
            time.putForward(Duration.ofHours(-8));
            assertEquals(Duration.ofSeconds(seconds), reachability.left("a:110"));
            time.pass(Duration.ofSeconds(seconds));
            assertEquals(Duration.ZERO, reachability.left("a:110"));
        }
        fail("a:110");
        reachability.reached("a:110");
        assertEquals(Duration.ZERO, reachability.left("a:110"));
        assertEquals("", reachability.words("a:110"));
        fail("a:110");
        assertEquals(Duration.ZERO, reachability.left("a:110"));
    }

    @Test
    void attemptsSideBySideFailOnce() {
        long begun = time.nanoTime();
        time.pass(Duration.ofSeconds(30));
        for (int account = 0; account < 12; account++) {
            reachability.unreached("a:110", begun, "says nothing");
        }
        assertEquals(Duration.ZERO, reachability.left("a:110"));
        fail("a:110");
        assertEquals(Reachability.FIRST_WAIT, reachability.left("a:110"));
    }

    @Test
    void onlySomeConnectToServersThatHaveNotAnsweredAndTheOthersAreCalledInTurn() {
        Reachability.Permit first = permit("a:110").orElseThrow();
        fail("b:110");
        permit("b:110").orElseThrow();
        assertTrue(permit("c:110").isEmpty());
        assertTrue(permit("d:110").isEmpty());
        reachability.reached("healthy:110");
        for (int poll = 0; poll < 20; poll++) {
            assertTrue(permit("healthy:110").isPresent());
        }
        assertEquals(List.of(), called);
        first.close();
        first.close();
        assertEquals(List.of("c:110"), called);
    }

    @Test
    void aServerThatFallsSilentNeedsAPermitUntilItAnswers() {
        permit("a:110").orElseThrow();
        permit("b:110").orElseThrow();
        reachability.reached("c:110");
        assertTrue(permit("c:110").isPresent());
        fail("c:110");
        assertFalse(permit("c:110").isPresent());
        reachability.reached("c:110");
        assertTrue(permit("c:110").isPresent());
    }

    @Test
    void aServerThatDoesNotAnswerWhileOthersConnectNeedsAPermit() {
        permit("a:110").orElseThrow();
        permit("b:110").orElseThrow();
        reachability.reached("c:110");
        reachability.begins("c:110", time.nanoTime());
        time.pass(Reachability.SILENCE);
        assertTrue(permit("c:110").isPresent());
        time.pass(Duration.ofMillis(1));
        assertFalse(permit("C:110").isPresent());
        reachability.begins("c:110", time.nanoTime());
        reachability.reached("c:110");
        reachability.ends("c:110");
        assertTrue(permit("c:110").isPresent(), "it has answered one of two");
        time.pass(Duration.ofSeconds(1));
        assertFalse(permit("c:110").isPresent());
        reachability.ends("c:110");
        assertTrue(permit("c:110").isPresent(), "nobody connects to it");
    }

    @Test
    void whileOthersWaitAServerIsGivenMoreTimeToAnswerFromFailureToFailure() {
        Pop3ClientOptions options = Pop3ClientOptions.builder("a", CredentialsProvider.of("alice", "s3cret"))
                .connectionTimeout(Duration.ofSeconds(30))
                .build();
        Reachability.Permit permit = permit("a:110").orElseThrow();
        permit("b:110").orElseThrow();
        assertEquals(Duration.ofSeconds(30), permit.limit(options).connectionTimeout());
        permit("c:110");
        for (int seconds : new int[] {5, 10, 20, 30, 30}) {
            assertEquals(Duration.ofSeconds(seconds), permit.limit(options).connectionTimeout());
            fail("a:110");
        }
    }

    @Test
    void anOperatorEndsTheWait() {
        fail("a:110");
        fail("a:110");
        reachability.forget("a:110");
        assertEquals(Duration.ZERO, reachability.left("a:110"));
    }

    @Test
    void theServersThatAreRememberedAreBounded() {
        reachability.reached("a:110");
        for (int port = 0; port < Reachability.MOST_SERVERS; port++) {
            reachability.reached("b:" + port);
        }
        permit("c:110").orElseThrow();
        permit("d:110").orElseThrow();
        assertFalse(permit("a:110").isPresent());
        assertTrue(permit("b:1").isPresent());
    }
}
