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
package io.github.pop3x.client.command;

import java.util.Optional;

/** What a refusal means: whether, and when, to ask again. */
public enum RefusalMeaning {
    /** Another session has the maildrop (RFC 2449 §8.1.2); it is free when that one ends. */
    IN_USE,
    /** Logins come too often (RFC 2449 §8.1.1), or ask for too much in a time. */
    TOO_SOON,
    /** Trouble of the server's own that may pass (RFC 3206 §4). */
    TEMPORARY,
    /** Trouble that needs somebody (RFC 3206 §4). */
    PERMANENT,
    /** The credentials are at fault (RFC 3206 §5). */
    CREDENTIALS,
    /** Anything else. */
    OTHER;

    /** Tells whether the same request may be granted later, though nobody does anything about it. */
    public boolean isLater() {
        return this == IN_USE || this == TOO_SOON || this == TEMPORARY;
    }

    /**
     * What a refusal means: by its response code if that is a known one, else by the server's words, which most servers
     * still prefer. What the words are about has to be asked for of a login, or of the first commands after it: of a
     * message they may mean anything.
     */
    public static RefusalMeaning of(StatusLine answer) {
        if (RefusalWords.meanTooSoon(answer.text())) {
            return TOO_SOON;
        }
        Optional<RefusalMeaning> byCode = answer.responseCode().flatMap(RefusalMeaning::byCode);
        return byCode.orElseGet(() -> RefusalWords.meaning(answer.text()));
    }

    private static Optional<RefusalMeaning> byCode(ResponseCode code) {
        if (code.isWithin(ResponseCode.IN_USE)) {
            return Optional.of(IN_USE);
        }
        if (code.isWithin(ResponseCode.LOGIN_DELAY)) {
            return Optional.of(TOO_SOON);
        }
        if (code.isWithin(ResponseCode.SYS_PERM)) {
            return Optional.of(PERMANENT);
        }
        if (code.isWithin(ResponseCode.SYS)) {
            return Optional.of(TEMPORARY);
        }
        return code.isWithin(ResponseCode.AUTH) ? Optional.of(CREDENTIALS) : Optional.empty();
    }
}
