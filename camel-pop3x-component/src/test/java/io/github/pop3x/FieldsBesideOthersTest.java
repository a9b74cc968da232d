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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.pop3x.testing.MailCorpus;
import io.github.pop3x.testing.mail.MailMapper;
import io.github.pop3x.testing.parser.Differences;
import io.github.pop3x.testing.parser.ExplainedFields;
import io.github.pop3x.testing.parser.OtherParser;
import io.github.pop3x.testing.parser.SeenFields;
import org.junit.jupiter.api.Test;

/** The headers of an exchange, beside the fields that other parsers find in the same octets. */
class FieldsBesideOthersTest {

    @Test
    void everyFieldIsThereAsOthersReadIt() throws Exception {
        Differences differences = new Differences();
        try (MailMapper mapper = new MailMapper("")) {
            for (Map.Entry<String, byte[]> entry : MailCorpus.all().entrySet()) {
                byte[] mail = MailCorpus.asServersSendIt(entry.getValue());
                Map<String, List<String>> ours = SeenFields.of(mapper.map(mail), mail);
                for (OtherParser parser : OtherParser.ALL) {
                    compare(entry.getKey(), parser.name(), ours, parser.fields(mail), differences);
                }
            }
        }
        differences.areThose(ExplainedFields.ALL);
    }

    private static void compare(
            String mail,
            String parser,
            Map<String, List<String>> ours,
            Map<String, List<String>> theirs,
            Differences differences) {
        Set<String> names = new TreeSet<>(ours.keySet());
        names.addAll(theirs.keySet());
        names.remove(SeenFields.CONTENT_TYPE);
        for (String name : names) {
            differences.compare(
                    new Differences.Place(mail, parser, name), ours.get(name), withoutTabs(theirs.get(name)));
        }
    }

    /** Others keep a TAB that a line was folded with; a route sees a blank. */
    private static List<String> withoutTabs(List<String> values) {
        return values == null
                ? null
                : values.stream().map(value -> value.replace('\t', ' ')).toList();
    }
}
