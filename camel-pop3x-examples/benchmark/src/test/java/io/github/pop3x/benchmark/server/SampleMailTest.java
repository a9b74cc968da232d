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
package io.github.pop3x.benchmark.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SampleMailTest {

    @ParameterizedTest
    @ValueSource(ints = {512, 513, 514, 515, 590, 591, 592, 593, 1000, 4096, 32 * 1024, 32 * 1024 + 1, 100 * 1024})
    void sizeAndChecksumAreThoseOfTheMailWithCrlf(int size) throws IOException {
        var stored = new ByteArrayOutputStream();
        SampleMail.Written written = SampleMail.write(7, size, stored);
        byte[] sent =
                stored.toString(StandardCharsets.US_ASCII).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(sent);
        assertThat(sent).hasSize(size);
        assertThat(written).isEqualTo(new SampleMail.Written(size, stored.size(), crc.getValue()));
    }

    @Test
    void eachMailIsAnotherOne() throws IOException {
        long first = SampleMail.write(1, 4096, new ByteArrayOutputStream()).checksum();
        long second = SampleMail.write(2, 4096, new ByteArrayOutputStream()).checksum();
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void someLinesBeginWithADot() throws IOException {
        var stored = new ByteArrayOutputStream();
        SampleMail.write(1, 4096, stored);
        assertThat(stored.toString(StandardCharsets.US_ASCII)).contains("\n.");
    }

    @Test
    void aMailSmallerThanItsHeaderIsRefused() {
        assertThatThrownBy(() -> SampleMail.write(1, 511, new ByteArrayOutputStream()))
                .hasMessageContaining("too small");
    }
}
