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

import java.io.UnsupportedEncodingException;

import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** RFC 2047 §5: "Each 'encoded-word' MUST represent an integral number of characters". Some do not. */
class EncodedWordsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "=?utf-8?Q?omre=C5?= =?UTF-8?q?=BEje?=, omre\u017eje",
                "=?utf-8?B?4oI=?=  =?utf-8?Q?=AC!?=, \u20ac!",
                "=?utf-8?B?8J8=?= =?utf-8?B?mA==?=\t=?utf-8?B?gA==?= end, \ud83d\ude00 end",
                "before =?utf-8*sl?Q?a=C5?= =?utf-8?Q?=BE?= =?utf-8?Q?b?= after, before a\u017eb after",
                "=?gb2312?Q?=D6=D0=CE?= =?gb2312?Q?=C4?=, \u4e2d\u6587"
            })
    void charactersCutBetweenWordsAreWhole(String encoded, String text) throws UnsupportedEncodingException {
        assertEquals(text, MimeUtility.decodeText(EncodedWords.mended(encoded)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no word",
                "=?utf-8?Q?whole?= =?utf-8?Q?words?=",
                "=?utf-8?Q?cut=C5?= =?iso-8859-2?Q?=BE?=",
                "=?utf-8?Q?cut=C5?= by =?utf-8?Q?=BE?=",
                "=?utf-8?Q?cut=C5?=",
                "=?iso-2022-jp?B?GyRCRnw=?= =?iso-2022-jp?B?GyRCS1w=?=",
                "=?x-klingon?Q?=C5?= =?x-klingon?Q?=BE?=",
                "=?utf-8?Q?=ZZ?= =?utf-8?B?*?=",
                "=?utf-8?Q?=C5?= =?utf-8?Q?=BE=?="
            })
    void anyOtherTextStaysUnchanged(String text) {
        assertEquals(text, EncodedWords.mended(text));
    }

    @Test
    void fieldsAndNamesOfPeopleAreMended() {
        String words = "=?utf-8?Q?omre=C5?= =?utf-8?Q?=BEje?=";
        assertEquals("omre\u017eje", FieldText.decode("Subject", words, new MimeDefects()));
        assertEquals(
                "\"omre\u017eje\" <a@example.org>",
                FieldText.decode("From", words + " <a@example.org>", new MimeDefects()));
    }
}
