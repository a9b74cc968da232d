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
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class GreetingTest {

    private static Greeting greeting(String text) throws ProtocolException {
        return new Greeting(StatusLine.parse("+OK " + text));
    }

    @Test
    void theStampIsFoundInTheExampleOfRfc1939() throws ProtocolException {
        assertEquals(
                Optional.of("<1896.697170952@dbc.mtview.ca.us>"),
                greeting("POP3 server ready <1896.697170952@dbc.mtview.ca.us>").apopStamp());
    }

    @Test
    void textMayFollowTheStampAndOtherBracketsMayComeBeforeIt() throws ProtocolException {
        assertEquals(
                Optional.of("<1@h>"), greeting("<ready> <1@h> welcome <2@h>").apopStamp());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ready",
                "",
                "<>",
                "<@>",
                "<a@>",
                "<@b>",
                "<ab>",
                "a@b",
                "<a b@c>",
                "<a@b c>",
                "<a@b",
                "<a@b\u0001>",
                "<a\u00e9@b>",
                "<a@b\u007f>",
            })
    void anInvalidApopStampIsIgnored(String text) throws ProtocolException {
        assertEquals(Optional.empty(), greeting(text).apopStamp());
    }

    @Test
    void theTextIsTheServersAndItsPrintedFormIsSafe() throws ProtocolException {
        Greeting greeting = greeting("ready\u0007");
        assertEquals("ready\u0007", greeting.text());
        assertEquals("\"ready\\x07\"", greeting.toString());
    }
}
