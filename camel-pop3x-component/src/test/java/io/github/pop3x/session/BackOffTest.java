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

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.testing.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BackOffTest {

    private static final Credentials WRONG = Credentials.of("alice", "wr0ng");
    private static final Duration DELAY = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private final BackOff backOff = new BackOff(time, time::nanoTime, () -> 0.5);

    private void refuse(Credentials credentials) {
        backOff.refused(credentials);
        backOff.troubled(Trouble.Reason.REFUSED, "no", DELAY, Optional.empty());
    }

    private boolean later(Trouble.Reason reason, Duration asked) {
        return backOff.troubled(reason, "no", DELAY, Optional.ofNullable(asked));
    }

    private boolean waits() throws IOException {
        return backOff.holdsBack(CredentialsProvider.of(WRONG));
    }

    private Duration wait(Trouble.Reason reason, Duration asked) {
        later(reason, asked);
        return Duration.between(time.instant(), backOff.notBefore());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 300, 1000})
    void aWrongPasswordIsTriedAtMostSevenTimesInTheFirstHour(int delay) throws IOException {
        List<Duration> tries = new ArrayList<>();
        Instant begin = time.instant();
        for (int seconds = 0; seconds < 3 * 3600; seconds += delay) {
            if (!waits()) {
                tries.add(Duration.between(begin, time.instant()));
                refuse(WRONG);
            }
            time.pass(Duration.ofSeconds(delay));
        }
        long inTheFirstHour = tries.stream()
                .filter(at -> at.compareTo(Duration.ofHours(1)) < 0)
                .count();
        assertTrue(inTheFirstHour >= 3 && inTheFirstHour <= 7, tries.toString());
        assertTrue(tries.size() <= 7, tries.toString());
    }

    @Test
    void theBreakersTimeDoublesFromFiveMinutesToAnHour() throws IOException {
        for (int minutes : new int[] {5, 10, 20, 40, 60, 60}) {
            refuse(WRONG);
            time.pass(Duration.ofMinutes(minutes).minusSeconds(1));
            assertTrue(waits());
            time.pass(Duration.ofSeconds(1));
            assertFalse(waits());
        }
    }

    @Test
    void aNewAnswerOfTheProviderClosesTheBreaker() throws IOException {
        refuse(WRONG);
        assertTrue(backOff.holdsBack(() -> WRONG));
        assertFalse(backOff.holdsBack(CredentialsProvider.of("alice", "right")));
        assertEquals(Optional.empty(), backOff.trouble());
    }

    @Test
    void aSecondTokenThatIsRefusedIsNotFollowedByAThird() throws IOException {
        refuse(Credentials.ofToken("alice", "one"));
        assertFalse(backOff.holdsBack(() -> Credentials.ofToken("alice", "two")));
        refuse(Credentials.ofToken("alice", "two"));
        refuse(Credentials.ofToken("alice", "three"));
        assertTrue(backOff.holdsBack(() -> Credentials.ofToken("alice", "four")));
    }

    @Test
    void anOperatorClosesTheBreaker() throws IOException {
        refuse(WRONG);
        backOff.closeBreaker();
        assertFalse(waits());
        refuse(WRONG);
        assertEquals(time.instant().plus(BackOff.BREAKER), backOff.notBefore());
    }

    @Test
    void closingTheBreakerKeepsTheWaitForALockedMailbox() throws IOException {
        later(Trouble.Reason.LOCKED, null);
        backOff.closeBreaker();
        assertTrue(waits());
        backOff.retryNow();
        assertFalse(waits());
    }

    @Test
    void newCredentialsDoNotCloseABreakerOfAPermanentRefusal() throws IOException {
        later(Trouble.Reason.PERMANENT, null);
        assertTrue(backOff.holdsBack(CredentialsProvider.of("alice", "other")));
        assertEquals(time.instant().plus(BackOff.BREAKER), backOff.notBefore());
    }

    @Test
    void aLockIsTriedAgainAfterAboutOneDelay() {
        assertEquals(DELAY, wait(Trouble.Reason.LOCKED, null));
        assertEquals(DELAY, wait(Trouble.Reason.LOCKED, null));
        BackOff eager = new BackOff(time, time::nanoTime, () -> 0);
        eager.troubled(Trouble.Reason.TEMPORARY, "no", DELAY, Optional.empty());
        assertEquals(time.instant().plus(DELAY.dividedBy(2)), eager.notBefore());
    }

    @Test
    void tooManyLoginsWaitForTheServersDelayOrDoubleTheWait() {
        assertEquals(Duration.ofMinutes(15), wait(Trouble.Reason.TOO_OFTEN, Duration.ofMinutes(15)));
        backOff.served();
        assertEquals(DELAY, wait(Trouble.Reason.TOO_OFTEN, null));
        assertEquals(DELAY.multipliedBy(2), wait(Trouble.Reason.TOO_OFTEN, null));
        assertEquals(DELAY.multipliedBy(4), wait(Trouble.Reason.TOO_OFTEN, null));
    }

    @Test
    void theDelayBetweenLoginsIsCountedFromTheLogin() throws IOException {
        backOff.loggedIn(time.nanoTime(), Optional.of(Duration.ofSeconds(90)));
        backOff.served();
        time.pass(Duration.ofSeconds(89));
        assertTrue(waits());
        time.pass(Duration.ofSeconds(1));
        assertFalse(waits());
        assertEquals(Optional.empty(), backOff.trouble());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8 * 60, 365 * 24 * 60})
    void aClockThatIsPutBackMakesNoWaitLonger(long minutes) throws IOException {
        for (Trouble.Reason reason : Trouble.Reason.values()) {
            backOff.retryNow();
            backOff.loggedIn(time.nanoTime(), Optional.of(Duration.ofSeconds(90)));
            Duration wait = wait(reason, null);
            time.putForward(Duration.ofMinutes(-minutes));
            assertEquals(wait, Duration.between(time.instant(), backOff.notBefore()), reason.name());
            time.pass(wait);
            assertFalse(waits(), reason.name());
        }
    }

    @Test
    void aLoginAfterTheClockWasPutBackIsFollowedByTheServersDelay() throws IOException {
        backOff.loggedIn(time.nanoTime(), Optional.of(Duration.ofMinutes(15)));
        time.putForward(Duration.ofHours(-8));
        backOff.loggedIn(time.nanoTime(), Optional.of(Duration.ofSeconds(90)));
        assertEquals(time.instant().plus(Duration.ofMinutes(15)), backOff.notBefore());
        time.pass(Duration.ofMinutes(15));
        backOff.loggedIn(time.nanoTime(), Optional.of(Duration.ofSeconds(90)));
        assertEquals(time.instant().plusSeconds(90), backOff.notBefore());
    }

    @Test
    void aTroubleIsNotToleratedForLongerBecauseTheClockWasPutBack() {
        later(Trouble.Reason.LOCKED, null);
        time.putForward(Duration.ofHours(-8));
        later(Trouble.Reason.LOCKED, null);
        time.pass(Duration.ofMinutes(30));
        assertFalse(backOff.trouble().orElseThrow().isTolerated(time.instant()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.Reason.class,
            names = {"LOCKED", "TEMPORARY"})
    void aServedSessionClearsATemporaryWait(Trouble.Reason reason) throws IOException {
        later(reason, null);
        backOff.served();
        assertFalse(waits());
    }

    @Test
    void aServedSessionKeepsTheLoginDelay() throws IOException {
        backOff.loggedIn(time.nanoTime(), Optional.of(Duration.ofSeconds(90)));
        later(Trouble.Reason.LOCKED, null);
        backOff.served();
        assertEquals(time.instant().plusSeconds(90), backOff.notBefore());
        later(Trouble.Reason.TOO_OFTEN, Duration.ofMinutes(15));
        backOff.served();
        assertEquals(time.instant().plus(Duration.ofMinutes(15)), backOff.notBefore());
        backOff.retryNow();
        assertFalse(waits());
    }

    @Test
    void aTemporaryTroubleIsReportedOnceAndToleratedForHalfAnHour() {
        assertTrue(later(Trouble.Reason.LOCKED, null));
        assertFalse(later(Trouble.Reason.LOCKED, null));
        time.pass(Duration.ofMinutes(29));
        assertTrue(later(Trouble.Reason.TEMPORARY, null));
        assertTrue(backOff.trouble().orElseThrow().isTolerated(time.instant()));
        time.pass(Duration.ofMinutes(1));
        assertFalse(backOff.trouble().orElseThrow().isTolerated(time.instant()));
        backOff.served();
        assertTrue(later(Trouble.Reason.LOCKED, null));
        assertTrue(backOff.trouble().orElseThrow().isTolerated(time.instant()));
    }

    /** Eight hours ahead, and put right; behind, and put right; a year off. */
    @ParameterizedTest
    @ValueSource(longs = {8, -8, 24 * 365, -24 * 365})
    void aClockThatIsPutForwardOrBackMovesNoWait(long hours) throws IOException {
        Duration jump = Duration.ofHours(hours);
        for (Trouble.Reason reason : Trouble.Reason.values()) {
            backOff.retryNow();
            later(reason, Duration.ofMinutes(5));
            Optional<Trouble> trouble = backOff.trouble();
            Duration wait = Duration.between(time.instant(), backOff.notBefore());
            time.putForward(jump);
            assertEquals(!wait.isZero(), waits());
            assertEquals(time.instant().plus(wait), backOff.notBefore());
            assertEquals(time.instant(), backOff.trouble().orElseThrow().since());
            time.pass(wait);
            assertFalse(waits(), () -> trouble.toString());
        }
        backOff.retryNow();
        backOff.loggedIn(time.nanoTime(), Optional.of(Duration.ofSeconds(90)));
        time.putForward(jump);
        time.pass(Duration.ofSeconds(89));
        assertTrue(waits());
        time.pass(Duration.ofSeconds(1));
        assertFalse(waits());
    }

    @ParameterizedTest
    @ValueSource(longs = {86_401, 999_999_999, Long.MAX_VALUE})
    void aServerIsLeftAloneForADayAtMost(long seconds) throws IOException {
        Duration asked = Duration.ofSeconds(seconds);
        assertEquals(Duration.ofDays(1), wait(Trouble.Reason.TOO_OFTEN, asked));
        backOff.retryNow();
        backOff.loggedIn(time.nanoTime(), Optional.of(asked));
        time.pass(Duration.ofDays(1).minusSeconds(1));
        assertTrue(waits());
        time.pass(Duration.ofSeconds(1));
        assertFalse(waits());
    }

    @Test
    void aDelayBetweenLoginsIsNewsOnce() {
        assertFalse(backOff.loggedIn(time.nanoTime(), Optional.empty()));
        assertTrue(backOff.loggedIn(time.nanoTime(), Optional.of(Duration.ofSeconds(90))));
        assertFalse(backOff.loggedIn(time.nanoTime(), Optional.of(Duration.ofSeconds(90))));
        assertTrue(backOff.loggedIn(time.nanoTime(), Optional.of(Duration.ofSeconds(91))));
    }

    @Test
    void aDelayWithoutEndDoesNotOverflow() {
        for (Trouble.Reason reason : Trouble.Reason.values()) {
            backOff.troubled(reason, "no", Duration.ofMillis(Long.MAX_VALUE), Optional.empty());
            assertFalse(backOff.notBefore().isBefore(time.instant()));
        }
    }

    @Test
    void aCredentialsFailureIsNeverTolerated() {
        refuse(WRONG);
        assertFalse(backOff.trouble().orElseThrow().isTolerated(time.instant()));
        assertFalse(backOff.trouble().orElseThrow().toString().contains("wr0ng"));
    }
}
