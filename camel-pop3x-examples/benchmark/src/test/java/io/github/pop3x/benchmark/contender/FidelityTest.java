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
package io.github.pop3x.benchmark.contender;

import io.github.pop3x.benchmark.Round;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FidelityTest {

    private static final long OCTETS = 900;
    private static final long CHECKSUM = 7;

    private static boolean accepts(Fidelity fidelity, long octets, long checksum) {
        Round round = new Round(1, 1, 1, octets, checksum, Round.UNKNOWN, Round.UNKNOWN);
        return fidelity.accepts(round, OCTETS, CHECKSUM);
    }

    @Test
    void exactMeansEveryOctet() {
        assertThat(accepts(Fidelity.EXACT, OCTETS, CHECKSUM)).isTrue();
        assertThat(accepts(Fidelity.EXACT, OCTETS, Round.UNKNOWN)).isTrue();
        assertThat(accepts(Fidelity.EXACT, OCTETS, CHECKSUM + 1)).isFalse();
        assertThat(accepts(Fidelity.EXACT, OCTETS + 1, CHECKSUM)).isFalse();
    }

    @Test
    void atLeastAcceptsMoreOctets() {
        assertThat(accepts(Fidelity.AT_LEAST, OCTETS + 1, Round.UNKNOWN)).isTrue();
        assertThat(accepts(Fidelity.AT_LEAST, OCTETS - 1, Round.UNKNOWN)).isFalse();
    }

    @Test
    void decodedAcceptsAThirdOfTheOctets() {
        assertThat(accepts(Fidelity.DECODED, OCTETS / 3, Round.UNKNOWN)).isTrue();
        assertThat(accepts(Fidelity.DECODED, OCTETS / 3 - 1, Round.UNKNOWN)).isFalse();
    }
}
