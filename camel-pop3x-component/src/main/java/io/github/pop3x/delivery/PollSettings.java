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
package io.github.pop3x.delivery;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.pop3x.ledger.RetrySchedule;
import io.github.pop3x.retrieval.RetrOrTop;
import io.github.pop3x.session.QuitRule;

/**
 * The settings of polls.
 *
 * @param delay the time between two polls, which an operator may change
 * @param commitEvery messages between two commit points; 0 for as many as are worth another session
 * @param sessionTimeout the longest that a session may last
 * @param sessionIdleTimeout how long a session waits for slow routes
 * @param inFlightTimeout how long a route may run before its message is reported; zero for no limit
 * @param quitRule how a session ends
 * @param deletes whether delivered messages are deleted
 * @param fetching how messages are asked for
 * @param bounds how far retrieval may go ahead of routes
 * @param isInOneSession whether what one session does not reach is left to the next poll
 */
public record PollSettings(
        Supplier<Duration> delay,
        int commitEvery,
        Duration sessionTimeout,
        Supplier<Duration> sessionIdleTimeout,
        Duration inFlightTimeout,
        QuitRule quitRule,
        boolean deletes,
        RetrOrTop fetching,
        QueueBounds bounds,
        boolean isInOneSession) {

    /**
     * The same for a poll that holds one session, and another one at most that only deletes.
     *
     * @param left how long its routes may be waited for
     */
    public PollSettings inOneSession(Supplier<Duration> left) {
        Supplier<Duration> idle = () -> {
            Duration most = sessionIdleTimeout.get();
            Duration rest = left.get();
            return rest.compareTo(most) < 0 ? rest : most;
        };
        return new PollSettings(
                delay, 0, sessionTimeout, idle, inFlightTimeout, quitRule, deletes, fetching, bounds, true);
    }

    /** When a message whose route failed is due again. */
    public RetrySchedule retries() {
        return new RetrySchedule(delay.get());
    }
}
