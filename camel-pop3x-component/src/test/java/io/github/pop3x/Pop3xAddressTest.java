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

import io.github.pop3x.client.TlsMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class Pop3xAddressTest {

    @ParameterizedTest
    @CsvSource({
        "mail.example.com,                  ,                  mail.example.com, 0",
        "mail.example.com:1110,             ,                  mail.example.com, 1110",
        "alice@mail.example.com,            alice,             mail.example.com, 0",
        "alice@mail.example.com:65535,      alice,             mail.example.com, 65535",
        "alice@example.com@mail.example.com,alice@example.com, mail.example.com, 0",
        "alice%40example.com@mail:1,        alice@example.com, mail,             1",
        "alice+news@mail,                   alice+news,        mail,             0",
        "%C3%A9ve@mail,                     \u00e9ve,          mail,             0",
        "127.0.0.1:110,                     ,                  127.0.0.1,        110",
        "[::1],                             ,                  ::1,              0",
        "[2001:db8::1]:995,                 ,                  2001:db8::1,      995",
        "alice@[::1]:110,                   alice,             ::1,              110",
    })
    void anAddressIsParsedIntoUsernameHostAndPort(String remaining, String username, String host, int port) {
        assertEquals(new Pop3xAddress(username, host, port), Pop3xAddress.parse(remaining));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":110",
                "alice@",
                "alice@:110",
                "mail:",
                "mail:0",
                "mail:65536",
                "mail:123456",
                "mail:-1",
                "mail:x",
                "mail:1 0",
                "[::1]:x",
                "[::1]x",
                "[::1]x:110",
            })
    void anInvalidAddressIsRefused(String remaining) {
        assertThrows(IllegalArgumentException.class, () -> Pop3xAddress.parse(remaining));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice:s3cret@mail", "alice:s3%zzcret@mail", "alice%3As3cret@mail", "s3%zzcret@mail"})
    void aPasswordIsNotTakenHereAndNotRepeated(String remaining) {
        String message = assertThrows(IllegalArgumentException.class, () -> Pop3xAddress.parse(remaining))
                .getMessage();
        assertFalse(message.contains("s3") || message.contains("cret") || message.contains("zz"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice@mail:110/s3cret", "mail/INBOX", "mail/INBOX/", "mail//", "[::1]/x"})
    void aPathIsRefusedAsAPathAndNotAsAPort(String remaining) {
        String message = assertThrows(IllegalArgumentException.class, () -> Pop3xAddress.parse(remaining))
                .getMessage();
        assertTrue(message.contains("path") && message.contains("folders"), message);
        assertFalse(message.contains("port") || message.contains("s3cret"), message);
    }

    @ParameterizedTest
    @EnumSource
    void schemeAndOptionTlsMeanOneThingOrAreRefused(TlsMode tls) {
        Pop3xAddress.Scheme fits = tls == TlsMode.IMPLICIT ? Pop3xAddress.Scheme.POP3XS : Pop3xAddress.Scheme.POP3X;
        Pop3xAddress.Scheme contradicts =
                tls == TlsMode.IMPLICIT ? Pop3xAddress.Scheme.POP3X : Pop3xAddress.Scheme.POP3XS;
        assertEquals(tls, fits.with(tls));
        String message = assertThrows(IllegalArgumentException.class, () -> contradicts.with(tls))
                .getMessage();
        assertTrue(message.contains("contradicts"), message);
    }

    @Test
    void withoutTheOptionTheSchemeDecidesAndNeitherMeansClearText() {
        assertEquals(TlsMode.IMPLICIT, Pop3xAddress.Scheme.of("pop3xs:mail").with(null));
        assertEquals(TlsMode.STARTTLS, Pop3xAddress.Scheme.of("pop3x:mail").with(null));
    }
}
