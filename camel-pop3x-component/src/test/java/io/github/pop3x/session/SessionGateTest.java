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
import java.time.Instant;
import java.util.Optional;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.wire.Cancellation;
import io.github.pop3x.mailbox.Mailbox;
import io.github.pop3x.mailbox.MailboxListener;
import io.github.pop3x.option.Transcript;
import io.github.pop3x.testing.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a mailbox tells of its server when polls of other mailboxes have found out more. */
class SessionGateTest {

    private static final String SERVER = "h:110";
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final Reachability reachability = new Reachability(1, time::nanoTime, () -> {});
    private final BackOff backOff = new BackOff(time, time::nanoTime, () -> 0.5);
    private final SessionGate gate = new SessionGate(
            new Mailbox("alice@h", "alice", SERVER),
            Transcript.OFF,
            backOff,
            new SessionsPerHost(0),
            reachability,
            new MailboxListener() {},
            time);

    private void othersFail() {
        for (int failure = 0; failure < 2; failure++) {
            long begun = time.nanoTime();
            time.pass(Duration.ofMillis(1));
            reachability.unreached(SERVER, begun, "connection refused");
        }
    }

    private Optional<String> poll() throws Exception {
        return gate.visit(
                Pop3ClientOptions.builder("h", CredentialsProvider.of("alice", "secret"))
                        .build(),
                new Cancellation(),
                DELAY,
                PlaceWait.queued(() -> {}),
                session -> "held");
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.Reason.class,
            names = {"REFUSED", "PERMANENT"},
            mode = EnumSource.Mode.EXCLUDE)
    void aServerThatOtherMailboxesCannotReachIsUnreachableWhateverPassingTroubleWasBefore(Trouble.Reason before)
            throws Exception {
        backOff.troubled(before, "no", DELAY, Optional.empty());
        time.pass(BackOff.BREAKER);
        othersFail();
        assertEquals(Optional.empty(), poll());
        assertEquals(
                Optional.of("unreachable: connection refused"), gate.trouble().map(Trouble::toString));
    }

    @Test
    void theBreakerStaysOpenWhileOtherMailboxesCannotReachTheServer() throws Exception {
        backOff.troubled(Trouble.Reason.REFUSED, "no", DELAY, Optional.empty());
        time.pass(BackOff.BREAKER);
        othersFail();
        assertEquals(Optional.empty(), poll());
        assertEquals(Optional.of("refused: no"), gate.trouble().map(Trouble::toString));
    }

    @Test
    void aSessionThatBrokeAndAServerThatIsOutOfReachAfterItAreOneSpell() throws Exception {
        backOff.troubled(Trouble.Reason.BROKEN, "closed", DELAY, Optional.empty());
        Instant since = time.instant();
        time.pass(Duration.ofSeconds(5));
        othersFail();
        poll();
        assertEquals(Optional.of(since), gate.trouble().map(Trouble::since));
    }
}
