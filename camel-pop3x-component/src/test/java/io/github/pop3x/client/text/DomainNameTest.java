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

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DomainNameTest {

    @ParameterizedTest
    @CsvSource({
        "mail.example.com, mail.example.com",
        "MAIL_1.example.com., MAIL_1.example.com.",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "127.0.0.1, 127.0.0.1",
        "fe80::1%eth0, fe80::1%eth0",
        "b\u00fccher.example, xn--bcher-kva.example",
        "B\u00dcCHER.example, xn--bcher-kva.example",
        "bu\u0308cher.example, xn--bcher-kva.example",
        "b\u00fccher.example., xn--bcher-kva.example.",
        "b\u00fccher\u3002example, xn--bcher-kva.example",
        "\u4f8b\u5b50.\u6d4b\u8bd5, xn--fsqu00a.xn--0zwm56d",
        "\u043f\u0440\u0438\u043c\u0435\u0440.example, xn--e1afmkfd.example",
        "\ud83d\udc8c.example, xn--rr8h.example",
    })
    void aNameBecomesItsFormInAscii(String name, String ascii) {
        assertThat(DomainName.toAscii(name)).isEqualTo(ascii);
        assertThat(DomainName.toAscii(DomainName.toAscii(name))).isEqualTo(ascii);
        assertThat(DomainName.isSame(name, ascii.toUpperCase(Locale.ROOT))).isTrue();
        assertThat(DomainName.isSame(name, "other." + ascii)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 300})
    void aLabelThatIsTooLongIsRefusedAndNotQuoted(int length) {
        String name = "\u00fc".repeat(length) + ".example";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DomainName.toAscii(name))
                .withMessageContaining("xn--")
                .withMessageNotContaining("\u00fc")
                .withNoCause();
        assertThat(DomainName.isSame(name, name)).isTrue();
    }
}
