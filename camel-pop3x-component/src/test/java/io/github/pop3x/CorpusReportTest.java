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
package io.github.pop3x;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.pop3x.testing.MailCorpus;
import io.github.pop3x.testing.mail.MailMapper;
import io.github.pop3x.testing.parser.ComparisonReport;
import io.github.pop3x.testing.parser.MailComparison;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The report that a user reads, or sends, of a mail that is mapped wrongly: {@code target/corpus-report.html}. */
class CorpusReportTest {

    @Test
    void everyMailIsInTheReport() throws Exception {
        Path target = Path.of("target");
        List<MailComparison> mails = new ArrayList<>();
        try (MailMapper mapper = new MailMapper("")) {
            for (Map.Entry<String, byte[]> entry : MailCorpus.all().entrySet()) {
                byte[] mail = MailCorpus.asServersSendIt(entry.getValue());
                mails.add(MailComparison.of(entry.getKey(), mail, mapper.map(mail)));
            }
        }
        ComparisonReport.write(mails, target);
        String text = Files.readString(target.resolve("corpus-report.txt"));
        String page = Files.readString(target.resolve("corpus-report.html"));
        for (MailComparison mail : mails) {
            assertTrue(text.contains("\n== " + mail.name() + "\n"), mail.name());
            assertTrue(page.contains("<summary>" + mail.name() + "</summary>"), mail.name());
        }
    }

    @Test
    void differencesAreMarkedAndMarkupOfAMailIsNone(@TempDir Path directory) throws Exception {
        byte[] mail = MailMapper.octets(
                "Subject: <script>\nContent-Type: text/plain; charset=us-ascii\n\nGr\\xC3\\xBC\\xC3\\x9Fe\n");
        try (MailMapper mapper = new MailMapper("")) {
            Exchange seen = mapper.map(mail);
            ComparisonReport.write(List.of(MailComparison.of("greeting", mail, seen)), directory);
        }
        String text = Files.readString(directory.resolve("corpus-report.txt"));
        String page = Files.readString(directory.resolve("corpus-report.html"));
        assertTrue(text.contains("text: text/plain: Gr\u00fc\u00dfe"), text);
        assertTrue(text.contains("  ! Mime4j: text/plain: Gr"), text);
        assertTrue(page.contains("<td class=\"differs\">text/plain: Gr\u00fc\u00dfe"), page);
        assertTrue(page.contains("&lt;script&gt;"), page);
        assertFalse(page.contains("<script>"), page);
    }
}
