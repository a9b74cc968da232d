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

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.pop3x.client.text.ServerText;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any lines after CAPA are capabilities, unless there are too many: none is lost, none made up. */
class CapabilitiesFuzzTest {

    private static final int MOST = 1000;

    @FuzzTest
    void capabilities(byte[] octets) {
        List<String> lines = NaiveAnswers.lines(octets);
        Optional<Capabilities> read = NaiveAnswers.parse(Commands.capa(), lines);
        assertEquals(lines.size() <= MOST, read.isPresent());
        read.ifPresent(capabilities -> assertConsistent(lines, capabilities));
    }

    private static void assertConsistent(List<String> lines, Capabilities capabilities) {
        Set<String> names = lines.stream()
                .map(line -> ServerText.decode(line).strip().split("[ \t]")[0].toUpperCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        assertEquals(names, capabilities.names());
        for (String name : names) {
            assertTrue(capabilities.has(name));
            assertTrue(capabilities.has(name.toLowerCase(Locale.ROOT)) || !isAscii(name));
            for (String argument : capabilities.arguments(name)) {
                assertFalse(argument.isEmpty());
                assertFalse(argument.contains(" "));
            }
        }
        assertFalse(capabilities.has(""));
        assertEquals(
                capabilities.arguments("SASL").stream()
                        .map(mechanism -> mechanism.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                capabilities.saslMechanisms());
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < 128);
    }
}
