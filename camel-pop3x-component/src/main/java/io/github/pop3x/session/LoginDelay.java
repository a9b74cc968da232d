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
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.mailbox.Mailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time that a server wants between logins (LOGIN-DELAY, RFC 2449 §6.5). */
public final class LoginDelay {

    private static final Logger LOG = LoggerFactory.getLogger(LoginDelay.class);

    private LoginDelay() {}

    /**
     * Tells whether another session may be opened right after this one. A server may ask for time between logins
     * (LOGIN-DELAY, RFC 2449 §6.5).
     *
     * @throws IOException if the session breaks
     */
    public static boolean allowsAnotherLogin(Pop3Session session) throws IOException {
        return session.capabilities()
                .loginDelay()
                .filter(delay -> !delay.isZero())
                .isEmpty();
    }

    /**
     * Counts the time that the server wants between logins from one of them on, with one line in the log if it is longer
     * than the time between polls.
     *
     * @param when the login was, by {@link BackOff#now}
     */
    static void heed(Mailbox mailbox, Pop3Session session, long when, BackOff backOff, Duration delay) {
        Optional<Duration> wanted = session.announced().loginDelay();
        boolean news = backOff.loggedIn(when, wanted);
        if (news && wanted.orElse(Duration.ZERO).compareTo(delay) > 0) {
            LOG.info(
                    "{}: the server wants {} s between logins (LOGIN-DELAY). Nothing is tried before {}",
                    mailbox,
                    wanted.get().toSeconds(),
                    backOff.notBefore().truncatedTo(ChronoUnit.SECONDS));
        }
    }
}
