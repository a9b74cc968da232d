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
package io.github.pop3x.diagnosis;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

import io.github.pop3x.client.Pop3Authorization;
import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3Session;
import io.github.pop3x.client.command.ResponseCode;

/** Opens the sessions of a diagnosis, no faster than the server allows. */
final class DiagnosisSessions {

    /** Nobody waits longer for a diagnosis to log in again. */
    static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    /** A server takes a moment to notice that a session was left without QUIT. */
    static final Duration MOMENT = Duration.ofSeconds(1);

    private static final int ATTEMPTS = 5;

    private final Pop3ClientOptions options;
    private final Pause pause;
    private Duration delay = Duration.ZERO;

    /** Waits; a test does something else. */
    @FunctionalInterface
    interface Pause {
        /** For real. */
        Pause REAL = duration -> Thread.sleep(duration.toMillis());

        void of(Duration duration) throws InterruptedException;
    }

    DiagnosisSessions(Pop3ClientOptions options, Pause pause) {
        this.options = options;
        this.pause = pause;
    }

    Pop3ClientOptions options() {
        return options;
    }

    /** What to wait between logins (RFC 2449 §6.5). */
    void delay(Duration announced) {
        delay = announced;
    }

    /** Whether the server's delay between logins leaves time for another session. */
    boolean mayOpenMore() {
        return delay.compareTo(LONGEST_DELAY) <= 0;
    }

    /** Connects, and does not log in. */
    Pop3Authorization connect() throws IOException {
        return Pop3Client.connect(options);
    }

    /** Another session beside one that is open. */
    Pop3Session beside() throws IOException {
        waitFor(delay);
        return Pop3Client.open(options);
    }

    /**
     * Logs in after others have been left: a server that still holds their lock is asked again.
     *
     * @param login what to do with a fresh connection; it is closed if that fails
     */
    <T> T after(Login<T> login) throws IOException {
        waitFor(delay);
        for (int attempt = 1; ; attempt++) {
            Pop3Authorization authorization = connect();
            try {
                return login.over(authorization);
            } catch (Pop3CommandException refused) {
                authorization.close();
                if (attempt == ATTEMPTS || saysWrongPassword(refused)) {
                    throw refused;
                }
                waitFor(MOMENT);
            } catch (IOException | RuntimeException | Error e) {
                authorization.close();
                throw e;
            }
        }
    }

    /** The same password was right before; but a server that insists must not come to lock the account. */
    private static boolean saysWrongPassword(Pop3CommandException refused) {
        return refused.responseCode()
                .filter(code -> code.isWithin(ResponseCode.AUTH))
                .isPresent();
    }

    private void waitFor(Duration time) throws IOException {
        if (time.isZero()) {
            return;
        }
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to log in again");
        }
    }

    /**
     * A login in a way of its own.
     *
     * @param <T> what holds the connection from then on
     */
    @FunctionalInterface
    interface Login<T> {
        T over(Pop3Authorization authorization) throws IOException;
    }
}
