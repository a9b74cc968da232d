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
package io.github.pop3x.examples.inboxarchive;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DisplayTextTest {

    @Test
    void encodedWordsAreDecoded() {
        assertThat(DisplayText.decode("=?ISO-2022-JP?B?GyRCMnE1RBsoQg==?= <a@example.org>"))
                .isEqualTo("会議 <a@example.org>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?no-such-charset?B?YQ==?=", "=?a b?Q?x?=", "=?UTF-8?X?x?=", "=?=", "plain"})
    void anUndecodableFieldIsShownAsItIs(String field) {
        assertThat(DisplayText.decode(field)).isEqualTo(field);
    }

    @Test
    void aMissingFieldIsEmpty() {
        assertThat(DisplayText.decode(null)).isEmpty();
    }

    @Test
    void controlCharactersAreReplaced() {
        assertThat(DisplayText.safe("a\u001B[2J\u0007\u009B\u202Eb\u2028c\r\nd\te\uD800"))
                .isEqualTo("a\uFFFD[2J\uFFFD\uFFFD\uFFFDb\uFFFDc  d e\uFFFD");
    }

    @Test
    void textIsPaddedAndCutToTheWidth() {
        assertThat(DisplayText.fit("abc", 5)).isEqualTo("abc  ");
        assertThat(DisplayText.fit("abcde", 5)).isEqualTo("abcde");
        assertThat(DisplayText.fit("abcdef", 5)).isEqualTo("abcd…");
    }

    @Test
    void eastAsianCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(DisplayText.fit("会議", 5)).isEqualTo("会議 ");
        assertThat(DisplayText.fit("会議の議", 6)).isEqualTo("会議… ");
        assertThat(DisplayText.fit("ｱｲ", 3)).isEqualTo("ｱｲ ");
        assertThat(DisplayText.fit("e\u0301e\u0301", 3)).isEqualTo("e\u0301e\u0301 ");
    }
}
