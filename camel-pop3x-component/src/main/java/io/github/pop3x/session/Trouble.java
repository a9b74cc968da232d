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

import io.github.pop3x.client.command.RefusalMeaning;

/**
 * Why a mailbox is not polled now. Made of what the server said, secrets masked.
 *
 * @param reason what it is
 * @param words what the server or the network said, bounded; never null
 * @param since when the spell of trouble began
 * @param next before when nothing is tried, or null for the next poll
 */
public record Trouble(Reason reason, String words, Instant since, Instant next) {

    /**
     * For so long trouble that passes by itself is no reason to call a consumer unhealthy: a lock that nobody holds any
     * more ends with the server's autologout timer, which is 10 minutes or more (RFC 1939 §3).
     */
    static final Duration TOLERATED = Duration.ofMinutes(30);

    /** Kinds of trouble. */
    public enum Reason {
        /** Another session has the maildrop. */
        LOCKED("locked"),
        /** Logins come too often. */
        TOO_OFTEN("too often"),
        /** The server has trouble that may pass. */
        TEMPORARY("temporary trouble"),
        /** As many sessions with the host are open as the component may have. */
        NO_PLACE("no free session"),
        /** The credentials are refused. */
        REFUSED("refused"),
        /** The server has trouble that an operator has to resolve. */
        PERMANENT("permanent trouble"),
        /** There was no connection. */
        UNREACHABLE("unreachable"),
        /** A session broke, or could not go on. */
        BROKEN("broken");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** As logs and health checks tell it. */
        public String words() {
            return words;
        }

        /** Tells whether it may pass, though nobody does anything about it. */
        boolean isLater() {
            return this == LOCKED || this == TOO_OFTEN || this == TEMPORARY || this == NO_PLACE;
        }

        /** Tells whether the server could not be reached, or not for long enough. */
        boolean isOfTheConnection() {
            return this == UNREACHABLE || this == BROKEN;
        }

        /** Tells whether it is over as soon as anybody has had a session. */
        boolean isOver() {
            return this == LOCKED || this == TEMPORARY;
        }

        /** Tells whether it needs somebody, so that the breaker is open. */
        public boolean isBreaker() {
            return this == REFUSED || this == PERMANENT;
        }

        /** What a refusal is that is not of the credentials; empty for one that is no matter of patience. */
        static Optional<Reason> of(RefusalMeaning meaning) {
            return switch (meaning) {
                case IN_USE -> Optional.of(LOCKED);
                case TOO_SOON -> Optional.of(TOO_OFTEN);
                case TEMPORARY -> Optional.of(TEMPORARY);
                case PERMANENT -> Optional.of(PERMANENT);
                case CREDENTIALS, OTHER -> Optional.empty();
            };
        }
    }

    /** The same, with another time before which nothing is tried. */
    Trouble until(Instant notBefore) {
        return new Trouble(reason, words, since, notBefore);
    }

    /** Tells whether the consumer still counts as healthy. */
    boolean isTolerated(Instant now) {
        return reason.isLater() && now.isBefore(since.plus(TOLERATED));
    }

    /** The reason and what was said. */
    @Override
    public String toString() {
        return words.isEmpty() ? reason.words() : reason.words() + ": " + words;
    }
}
