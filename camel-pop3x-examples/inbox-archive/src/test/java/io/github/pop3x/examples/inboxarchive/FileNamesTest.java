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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "whqtswO00WBw418f9t5JxYwZ", "0000004b5a8e9c1d", "a.b_c-d", "x..", "-rf"})
    void harmlessUniqueIdsAreTheirOwnNames(String uid) {
        assertThat(FileNames.of(uid)).isEqualTo(uid);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                ".,%2E",
                "..,%2E.",
                ".profile,%2Eprofile",
                "../../etc/passwd,%2E.%2F..%2Fetc%2Fpasswd",
                "/etc/passwd,%2Fetc%2Fpasswd",
                "C:\\nul,C%3A%5Cnul",
                "a b,a%20b",
                "~2,%7E2",
                "100%,100%25",
                "a%2Fb,a%252Fb",
                "é,%C3%A9"
            })
    void anythingElseIsPercentEncoded(String uid, String name) {
        assertThat(FileNames.of(uid)).isEqualTo(name);
    }

    @Test
    void controlCharactersAreEncoded() {
        assertThat(FileNames.of("a\0b\u001B[2J\r\n\u007F")).isEqualTo("a%00b%1B%5B2J%0D%0A%7F");
    }

    @Test
    void aHundredCharactersAreNotCut() {
        assertThat(FileNames.of("a".repeat(100))).isEqualTo("a".repeat(100));
    }

    @Test
    void moreAreCutWithAHashOfAll() {
        String one = FileNames.of("a".repeat(100) + "1");
        String other = FileNames.of("a".repeat(100) + "2");

        assertThat(one).hasSize(100).startsWith("a".repeat(67) + "~").isNotEqualTo(other);
        assertThat(other).hasSize(100);
    }

    @Test
    void aNameLongerThanAHundredAfterEncodingIsCut() {
        assertThat(FileNames.of("/".repeat(70))).hasSize(100).matches("[A-Za-z0-9._%-]+~[0-9a-f]{32}");
    }

    @Test
    void anEmptyUniqueIdIsRefused() {
        assertThatThrownBy(() -> FileNames.of("")).isInstanceOf(IllegalArgumentException.class);
    }
}
