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
package io.github.pop3x.mime;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Encoded words are decoded wherever they stand and however they are written, and what is wrong with them is noted. */
class EncodedWordsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "=?utf-8?Q?omre=C5?= =?UTF-8?q?=BEje?=, omre\u017eje, ``",
                "=?utf-8?B?4oI=?=  =?utf-8?Q?=AC!?=, \u20ac!, ``",
                "before =?utf-8*sl?Q?a=C5?= =?utf-8?Q?=BE?= =?utf-8?Q?b?= after, before a\u017eb after, ``",
                "=?utf-8?B?4oK?= =?utf-8?B?sIQ==?=, \u20ac!, ``",
                "=?utf-8?B?YQ?= =?utf-8?B?Yg?=, ab, ``",
                "[SPAM]=?utf-8?Q?a?=b =?utf-8?Q?c?==?utf-8?Q?d?=, [SPAM]ab cd, ``",
                "=?utf-8?Q?a b?c=3D?=, a b?c=, ``",
                "=?utf-8?Q??= =?utf-8?Q?x?=, x, ``",
                "=?iso-8859-1?Q?=80?=, \u20ac, ``",
                "=?utf-8?B?YWJj, abc, ``",
                "=?utf-8?B?YWJj? and more, abc and more, ``",
                "=?x-unknown?Q?a=C3=A4?= b, a\u00e4 b, undecodable-word",
                "=?utf-8?Q?a=E4?=, a\ufffd, undecodable-word",
                "=?utf-8?Q?=-1=ZZ?=, =-1=ZZ, undecodable-word",
                "=?utf-8?B?YW*Jj?=, abc, undecodable-word",
                "=? no word ?= =?, =? no word ?= =?, ``"
            })
    void wordsAreDecoded(String encoded, String text, String defects) {
        MimeDefects found = new MimeDefects();
        assertEquals(text, FieldText.decode("Subject", encoded, found));
        assertEquals(defects, found.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=?utf-8?Q?omre=C5?= =?utf-8?Q?=BEje?= <a@x> | \"omre\u017eje\" <a@x>",
                "=?utf-8?Q?Bob?= Smith <a@x>, b@x | Bob Smith <a@x>, b@x",
                "\"=?utf-8?Q?M=C3=BC?= x\" <a@x> | \"M\u00fc x\" <a@x>",
                "=?utf-8?Q?boss=40y>,_z?= <a@x> | \"boss@y>, z\" <a@x>",
                "=?utf-8?Q?boss=40y?= | \"boss@y\"",
                "=?utf-8?Q?a=22_<b=40y>?= <a@x> | \"a\\\" <b@y>\" <a@x>",
                "a@x (=?utf-8?Q?(M=C3=BC?=) | a@x (\\(M\u00fc)",
                "group: =?utf-8?Q?B?= <a@x>; | group: B <a@x>;"
            })
    void decodedNamesNeverPassForAddresses(String encoded, String text) {
        assertEquals(text, FieldText.decode("To", encoded, new MimeDefects()));
    }

    @Test
    void longFieldsOfWordsTakeLittleTime() {
        for (String piece : new String[] {"=?a?q?x", "=?utf-8?Q?a?=20", "=?=?", "\"=?a?b?", "<(=?a?q?x?= "}) {
            String field = piece.repeat(256 * 1024 / piece.length());
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                assertTrue(FieldText.decode("Subject", field, new MimeDefects()).length() <= field.length());
                assertTrue(FieldText.decode("To", field, new MimeDefects()).length() <= 2 * field.length());
            });
        }
    }
}
