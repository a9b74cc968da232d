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
package io.github.pop3x.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.client.ServerClaims.Claim;
import io.github.pop3x.client.ServerClaims.StepDown;
import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How long a claim that failed is not used, and what is reported of it. */
class ServerClaimsTest {

    private static final ServerAddress SERVER = new ServerAddress("mail.example.com", 110);

    /** Near the overflow: the clock of a JVM may start anywhere. */
    private long now = Long.MAX_VALUE - Duration.ofMinutes(30).toNanos();

    private final List<StepDown> reported = new ArrayList<>();
    private final ServerClaims claims = new ServerClaims(ServerClaims.MOST_SERVERS, () -> now, reported::add);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private boolean isBelieved() {
        return claims.isBelieved(SERVER, TlsMode.NONE, Claim.PIPELINING);
    }

    private void fail() {
        claims.failed(SERVER, TlsMode.NONE, Claim.PIPELINING);
    }

    @Test
    void aClaimIsUsedAgainAfterAnHour() {
        assertTrue(isBelieved());
        fail();
        pass(Duration.ofHours(1).minusNanos(1));
        assertFalse(isBelieved());
        pass(Duration.ofNanos(1));
        assertTrue(isBelieved());
    }

    @Test
    void thePeriodDoublesUpToADayWhenItFailsAgain() {
        for (int hours : new int[] {1, 2, 4, 8, 16, 24, 24}) {
            fail();
            pass(Duration.ofHours(hours).minusNanos(1));
            assertFalse(isBelieved(), hours + " h");
            pass(Duration.ofNanos(1));
            assertTrue(isBelieved(), hours + " h");
        }
    }

    @Test
    void afterADayWithoutAFailureThePeriodIsAnHourAgain() {
        fail();
        pass(Duration.ofHours(1));
        fail();
        pass(Duration.ofHours(2 + 25));
        fail();
        assertEquals(
                List.of(1L, 2L, 1L),
                reported.stream().map(stepDown -> stepDown.period().toHours()).toList());
    }

    @Test
    void eachStepDownIsReportedOnce() {
        fail();
        fail();
        assertEquals(List.of(new StepDown(SERVER, Claim.PIPELINING, Duration.ofHours(1))), reported);
    }

    @Test
    void eachClaimServerAndTlsModeStandsAlone() {
        fail();
        assertTrue(claims.isBelieved(SERVER, TlsMode.NONE, Claim.APOP));
        assertTrue(claims.isBelieved(SERVER, TlsMode.STARTTLS, Claim.PIPELINING));
        assertTrue(claims.isBelieved(new ServerAddress("mail.example.com", 1110), TlsMode.NONE, Claim.PIPELINING));
    }

    @Test
    void theLeastRecentlyUsedServerIsForgottenFirst() {
        for (int port = 1; port <= ServerClaims.MOST_SERVERS + 1; port++) {
            claims.failed(new ServerAddress("mail.example.com", port), TlsMode.NONE, Claim.TOP);
        }
        assertTrue(claims.isBelieved(new ServerAddress("mail.example.com", 1), TlsMode.NONE, Claim.TOP));
        assertFalse(claims.isBelieved(new ServerAddress("mail.example.com", 2), TlsMode.NONE, Claim.TOP));
    }

    @Test
    void whatIsNotUsedNowIsListed() {
        Pop3ClientOptions options = Pop3ClientOptions.builder(
                        SERVER.host(), CredentialsProvider.of(Credentials.of("alice", "s3cret")))
                .tls(TlsMode.NONE)
                .build();
        assertEquals(List.of(), claims.stepDowns(options));
        fail();
        claims.failed(SERVER, TlsMode.NONE, Claim.APOP);
        assertEquals(
                List.of(
                        "mail.example.com:110: PIPELINING failed; one command at a time",
                        "mail.example.com:110: APOP is refused; another mechanism"),
                claims.stepDowns(options).stream().map(StepDown::toString).toList());
        pass(Duration.ofHours(1));
        assertEquals(List.of(), claims.stepDowns(options));
    }

    @Test
    void aClaimFailsWhenItIsMissedOftenEnoughInARow() {
        for (Claim claim : List.of(Claim.TOP, Claim.UTF8, Claim.sasl("PLAIN"), Claim.UIDL)) {
            for (int miss = 1; miss < claim.patience(); miss++) {
                assertFalse(claims.missed(SERVER, TlsMode.NONE, claim), claim::toString);
            }
            assertTrue(claims.isBelieved(SERVER, TlsMode.NONE, claim), claim::toString);
            assertTrue(claims.missed(SERVER, TlsMode.NONE, claim), claim::toString);
            assertFalse(claims.isBelieved(SERVER, TlsMode.NONE, claim), claim::toString);
        }
        assertEquals(4, reported.size());
    }

    @Test
    void aClaimThatIsKeptBetweenTwoMissesHasNotFailed() {
        for (int times = 1; times <= 3; times++) {
            assertFalse(claims.missed(SERVER, TlsMode.NONE, Claim.TOP));
            assertFalse(claims.isKept(SERVER, TlsMode.NONE, Claim.TOP));
            claims.kept(SERVER, TlsMode.NONE, Claim.TOP);
            assertTrue(claims.isKept(SERVER, TlsMode.NONE, Claim.TOP));
        }
        assertEquals(List.of(), reported);
    }

    @Test
    void aClaimThatIsTriedAgainFailsAtTheFirstMiss() {
        fail();
        pass(Duration.ofHours(1));
        assertTrue(isBelieved());
        assertTrue(claims.missed(SERVER, TlsMode.NONE, Claim.PIPELINING));
        pass(Duration.ofHours(2).minusNanos(1));
        assertFalse(isBelieved());
        pass(Duration.ofNanos(1));
        assertTrue(isBelieved());
    }

    @Test
    void aMechanismIsTheSameInAnyLetterCase() {
        claims.failed(SERVER, TlsMode.NONE, Claim.sasl("cram-md5"));
        assertFalse(claims.isBelieved(SERVER, TlsMode.NONE, Claim.sasl("CRAM-MD5")));
        assertTrue(claims.isBelieved(SERVER, TlsMode.NONE, Claim.sasl("PLAIN")));
    }

    @Test
    void aMemoryThatRemembersNothingBelievesEveryClaim() {
        ServerClaims none = ServerClaims.none();
        none.failed(SERVER, TlsMode.NONE, Claim.PIPELINING);
        assertTrue(none.isBelieved(SERVER, TlsMode.NONE, Claim.PIPELINING));
        none.kept(SERVER, TlsMode.NONE, Claim.TOP);
        assertFalse(none.isKept(SERVER, TlsMode.NONE, Claim.TOP));
        for (int times = 1; times <= 4; times++) {
            assertFalse(none.missed(SERVER, TlsMode.NONE, Claim.UIDL));
        }
    }
}
