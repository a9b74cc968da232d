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

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any octets as a status line give a value or a ProtocolException, never anything else. */
class StatusLinePropertyTest {

    @Property(tries = 2_000)
    void anyOctets(@ForAll("octets") String line) {
        StatusLineLaws.hold(line);
    }

    @Property(tries = 2_000)
    void nearlyStatusLines(@ForAll("nearly") String line) {
        StatusLineLaws.hold(line);
    }

    @Provide
    Arbitrary<String> octets() {
        return Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(300);
    }

    @Provide
    Arbitrary<String> nearly() {
        Arbitrary<String> indicator = Arbitraries.of("+OK", "-ERR", "+", "+ok", "-Err", "+OKAY", "");
        Arbitrary<String> blank = Arbitraries.of("", " ", "\t", "  ", "\0");
        Arbitrary<String> code =
                Arbitraries.of("", "[IN-USE]", "[sys/temp]", "[", "[]", "[[x]]", "[a b]", "<a@b>", "<@>");
        return Combinators.combine(indicator, blank, code, blank, octets())
                .as((sign, before, coded, after, words) -> sign + before + coded + after + words);
    }
}
