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
package io.github.pop3x.client.text;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class HostPortTest {

    @ParameterizedTest
    @CsvSource({
        "mail.example.com:110,  mail.example.com, 110",
        "mail:0,                mail,             0",
        "127.0.0.1:99999,       127.0.0.1,        99999",
        "[::1]:995,             ::1,              995",
        "':1',                  '',               1",
    })
    void aHostAndItsPortAreReadAndWritten(String text, String host, int port) {
        assertEquals(HostPort.of(host, port), HostPort.parse(text));
        assertEquals(text, HostPort.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource({"mail.example.com, mail.example.com", "[2001:db8::1], 2001:db8::1", "'', ''", "[mail, [mail"})
    void thePortMayBeAbsent(String text, String host) {
        assertEquals(new HostPort(host, OptionalInt.empty()), HostPort.parse(text));
        assertEquals(text, HostPort.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret:",
                "s3cret:x",
                "s3cret:-1",
                "s3cret:123456",
                "s3cret:1 ",
                "::1",
                "[::1",
                "[::1]x",
                "[::1]x:1",
                "[::1]:"
            })
    void anythingElseAfterTheHostIsRefusedAndNotQuoted(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text))
                .getMessage();
        assertEquals("port must be a number from 1 to 65535", message);
    }

    @Test
    void aNameInBracketsLosesThem() {
        assertEquals("mail:1", HostPort.parse("[mail]:1").toString());
    }
}
