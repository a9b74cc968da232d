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

/** How exactly the octets that a contender counts must be those of the mails. */
public enum Fidelity {
    /** All octets as the server sent them; where a checksum is taken it must be right too. */
    EXACT,
    /** At least all octets: status lines are counted too. */
    AT_LEAST,
    /** Decoded, or with other line ends: at least a third as many: header fields that nobody reads are not counted. */
    DECODED,
    /** The texts alone, which are short: at least an octet. */
    TEXT;

    /** Tells whether the figures fit the mails; what a contender cannot tell fits. */
    public boolean accepts(Round round, long octets, long checksum) {
        if (round.octets() == Round.UNKNOWN) {
            return true;
        }
        return switch (this) {
            case EXACT ->
                round.octets() == octets && (round.checksum() == Round.UNKNOWN || round.checksum() == checksum);
            case AT_LEAST -> round.octets() >= octets;
            case DECODED -> round.octets() >= octets / 3;
            case TEXT -> round.octets() > 0;
        };
    }
}
