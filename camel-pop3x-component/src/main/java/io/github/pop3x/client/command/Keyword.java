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

import java.util.EnumSet;
import java.util.Set;

/** The commands that this client knows, each with the states in which it is legal. */
public enum Keyword {
    /** RFC 2449 §5. */
    CAPA(SessionState.AUTHORIZATION, SessionState.TRANSACTION),
    /** RFC 2595 §4. */
    STLS(SessionState.AUTHORIZATION),
    /** RFC 6856 §2: never after STLS has to follow, hence before the login and after TLS. */
    UTF8(SessionState.AUTHORIZATION),
    /** RFC 6856 §3. */
    LANG(SessionState.AUTHORIZATION, SessionState.TRANSACTION),
    /** RFC 1939 §7. */
    USER(SessionState.AUTHORIZATION),
    /** RFC 1939 §7. */
    PASS(SessionState.AUTHORIZATION),
    /** RFC 1939 §7. */
    APOP(SessionState.AUTHORIZATION),
    /** RFC 5034 §4. */
    AUTH(SessionState.AUTHORIZATION),
    /** RFC 1939 §5. */
    STAT(SessionState.TRANSACTION),
    /** RFC 1939 §5. */
    LIST(SessionState.TRANSACTION),
    /** RFC 1939 §7. */
    UIDL(SessionState.TRANSACTION),
    /** RFC 1939 §5. */
    RETR(SessionState.TRANSACTION),
    /** RFC 1939 §7. */
    TOP(SessionState.TRANSACTION),
    /** RFC 1939 §5. */
    DELE(SessionState.TRANSACTION),
    /** RFC 1939 §5. */
    RSET(SessionState.TRANSACTION),
    /** RFC 1939 §5. */
    NOOP(SessionState.TRANSACTION),
    /** RFC 1460 §5; no longer in RFC 1939, still in some servers. */
    LAST(SessionState.TRANSACTION),
    /** In no RFC; some servers count a user's new messages by it. */
    PING(SessionState.AUTHORIZATION, SessionState.TRANSACTION),
    /** A command of somebody else's making (RFC 2449 §6: names beginning with X are private). */
    EXTENSION(SessionState.AUTHORIZATION, SessionState.TRANSACTION),
    /** RFC 1939 §4 and §6: only from TRANSACTION does it remove anything. */
    QUIT(SessionState.AUTHORIZATION, SessionState.TRANSACTION);

    /** More has to follow their answers than the reading of them: another state, or a message. */
    private static final Set<Keyword> WITH_CONSEQUENCES = EnumSet.of(STLS, PASS, APOP, AUTH, RETR, TOP, QUIT);

    private final Set<SessionState> legalIn;

    Keyword(SessionState first, SessionState... others) {
        legalIn = EnumSet.of(first, others);
    }

    /**
     * The guard of each command.
     *
     * @throws IllegalStateException if this keyword is not legal in the state; nothing was sent
     */
    public void requireLegalIn(SessionState state) {
        if (!legalIn.contains(state)) {
            throw new IllegalStateException(this + " is not legal in " + state);
        }
    }

    /**
     * The guard of commands that are executed as such.
     *
     * @throws IllegalArgumentException if there is a method that knows what has to follow this one; nothing was sent
     */
    public void requireNoConsequences() {
        if (WITH_CONSEQUENCES.contains(this)) {
            throw new IllegalArgumentException(this + " has a method of its own");
        }
    }
}
