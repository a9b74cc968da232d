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
package io.github.pop3x;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The mailbox is unavailable now, for a reason that may pass: another session has it, the server asked for a pause,
 * {@code maxSessionsPerHost} are open, or the credentials were refused not long ago. Nothing was done. Use redelivery
 * to try again later.
 */
public class Pop3xUnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Instant notBefore;

    /**
     * @param mailbox which
     * @param trouble what it is, in words; empty for the time that the server wants between logins
     * @param notBefore when it is tried again, if that is known
     */
    Pop3xUnavailableException(String mailbox, Optional<String> trouble, Optional<Instant> notBefore) {
        super("the mailbox " + mailbox + " is unavailable now: "
                + trouble.orElse("the server wants time between logins") + ". Try again later"
                + notBefore
                        .map(instant -> ", not before " + instant.truncatedTo(ChronoUnit.SECONDS))
                        .orElse(""));
        this.notBefore = notBefore.orElse(null);
    }

    /** The time until which no session is tried; empty if the next exchange may try. */
    public Optional<Instant> getNotBefore() {
        return Optional.ofNullable(notBefore);
    }
}
