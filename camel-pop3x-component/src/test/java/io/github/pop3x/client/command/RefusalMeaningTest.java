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

import java.net.ProtocolException;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RefusalMeaningTest {

    private static RefusalMeaning meaning(String line) throws ProtocolException {
        return RefusalMeaning.of(StatusLine.parse(line));
    }

    @ParameterizedTest
    @CsvSource({
        "IN-USE, IN_USE",
        "in-use, IN_USE",
        "LOGIN-DELAY, TOO_SOON",
        "SYS/TEMP, TEMPORARY",
        "SYS/TEMP/DISK, TEMPORARY",
        "SYS, TEMPORARY",
        "SYS/PERM, PERMANENT",
        "AUTH, CREDENTIALS",
        "X-NEW, OTHER"
    })
    void theResponseCodeOverridesTheText(String code, RefusalMeaning meaning) throws ProtocolException {
        assertEquals(meaning, meaning("-ERR [" + code + "] no"));
    }

    @Test
    void anUnknownCodeLeavesItToTheWords() throws ProtocolException {
        assertEquals(RefusalMeaning.IN_USE, meaning("-ERR [X-BUSY] maildrop already locked"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-ERR Authentication failed.",
                "-ERR invalid password",
                "-ERR Logon failure: unknown user name or bad password.",
                "-ERR Login failed, please try again later",
                "-ERR Too many failed logins, account is locked",
                "-ERR Your account has been locked",
                "-ERR account disabled",
                "-ERR Login fail. Account is abnormal, service is not open, password is incorrect, login frequency"
                        + " limited, or system is busy.",
                "-ERR [AUTH] Web login required"
            })
    void aWrongPasswordNeverPassesForALock(String line) throws ProtocolException {
        assertEquals(RefusalMeaning.CREDENTIALS, meaning(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-ERR",
                "-ERR no",
                "-ERR unknown command",
                "-ERR no such message",
                "-ERR UIDL not available",
                "-ERR 404"
            })
    void anUnspecificRefusalMeansOther(String line) throws ProtocolException {
        assertEquals(RefusalMeaning.OTHER, meaning(line));
    }

    @Test
    void onlyInUseTooSoonAndTemporaryAreLater() {
        assertTrue(RefusalMeaning.IN_USE.isLater());
        assertTrue(RefusalMeaning.TOO_SOON.isLater());
        assertTrue(RefusalMeaning.TEMPORARY.isLater());
        assertFalse(RefusalMeaning.PERMANENT.isLater());
        assertFalse(RefusalMeaning.CREDENTIALS.isLater());
        assertFalse(RefusalMeaning.OTHER.isLater());
    }

    @ParameterizedTest
    @CsvSource({
        "Exceeded the login limit for a 15 minute period., PT15M",
        "Logins must be at least 5 minutes apart, PT5M",
        "Logins must be at least 1 minute apart, PT1M",
        "wait 30 seconds, PT30S",
        "once in 2 hours, PT2H",
        "a 15-minute period, PT15M"
    })
    void theTimeThatWordsNameIsRead(String words, Duration period) {
        assertEquals(Optional.of(period), RefusalWords.period(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait", "in use by pid 12345", "98765 seconds", "5 minutely"})
    void otherNumbersAreNoTime(String words) {
        assertEquals(Optional.empty(), RefusalWords.period(words));
    }
}
