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
package io.github.pop3x.benchmark.micro;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is compared does the same work. */
class HotLoopsTest {

    @Test
    void everyWayReadsTheSameLines() throws IOException {
        LineReading reading = new LineReading();
        assertThat(reading.wireInput()).isEqualTo(reading.bufferedReader());
    }

    @Test
    void everyWayUnstuffsToTheSameLength() throws IOException {
        Unstuffing unstuffing = new Unstuffing();
        assertThat(unstuffing.multiLineBody())
                .isEqualTo(1 << 20)
                .isEqualTo(unstuffing.lineByLine())
                .isEqualTo(unstuffing.octetByOctet());
    }

    @Test
    void everyWayFindsTheSameSizes() throws IOException {
        ListingParse parse = new ListingParse();
        assertThat(parse.scanListing().size())
                .isEqualTo(parse.splitting().size())
                .isEqualTo(50_000);
        assertThat(parse.scanListing().sizeOf(777)).hasValue(parse.splitting().get(777));
    }
}
