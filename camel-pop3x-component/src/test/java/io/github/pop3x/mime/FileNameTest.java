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

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is left of a sender's name for a file. */
class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "report.pdf, report.pdf",
                ".gitignore, .gitignore",
                "a/b\\c.txt, c.txt",
                "C:\\temp\\x.txt, x.txt",
                "d:x.txt, x.txt",
                "a:b.txt, b.txt",
                "ab:c.txt, ab_c.txt",
                "NUL, _NUL",
                "com1.tar.gz, _com1.tar.gz",
                "lpt9 .txt, _lpt9 .txt",
                "console.txt, console.txt",
                "x.txt... , x.txt",
                "${x}.txt, _{x}.txt",
                "$simple{x}, _simple{x}",
                "price$.txt, price$.txt",
                "a?*<>|\".txt, a______.txt"
            })
    void isSafe(String name, String safe) {
        assertEquals(safe, FileName.safe(name));
    }

    @Test
    void aNameOfDotsAndBlanksBecomesEmpty() {
        for (String name : new String[] {"", " ", ".", "..", "../", "a/", ". .", "C:"}) {
            assertEquals("", FileName.safe(name), name);
        }
    }

    @Test
    void isShortAndKeepsItsExtensionAndItsCharactersWhole() {
        for (String character : new String[] {"x", "\u00e9", "\u4e2d", "\ud83d\ude00"}) {
            String safe = FileName.safe(character.repeat(500) + ".pdf");
            assertTrue(safe.endsWith(character + ".pdf"), safe);
            assertTrue(safe.getBytes(StandardCharsets.UTF_8).length <= 200, safe);
            assertEquals(safe, FileName.safe(safe));
        }
    }
}
