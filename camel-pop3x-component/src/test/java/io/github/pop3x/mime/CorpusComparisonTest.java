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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.pop3x.testing.MailCorpus;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Each mail of the corpus, with the CRLF that a server sends, split and decoded by this package, by Jakarta Mail and,
 * independently, by Apache James Mime4j: the same parts, octet for octet. Where one of them says something else, {@link
 * ExplainedDifferences} says why.
 */
class CorpusComparisonTest {

    @Test
    void partsAreThoseOfTheOtherParsers() throws IOException {
        Map<String, String> differences = new TreeMap<>();
        for (Map.Entry<String, byte[]> entry : MailCorpus.all().entrySet()) {
            byte[] mail = MailCorpus.asServersSendIt(entry.getValue());
            List<Object> ours = leaves(mail);
            compare(entry.getKey() + " (Jakarta Mail)", ours, OtherParsers.jakartaMail(mail), differences);
            compare(entry.getKey() + " (Mime4j)", ours, OtherParsers.mime4j(mail), differences);
        }
        Set<String> explained = ExplainedDifferences.in(MailCorpus.all().keySet());
        assertEquals(explained, differences.keySet(), differences::toString);
    }

    private static void compare(String name, List<Object> ours, List<Object> theirs, Map<String, String> differences) {
        ours.removeIf(CorpusComparisonTest::isEmpty);
        theirs.removeIf(CorpusComparisonTest::isEmpty);
        if (!ours.equals(theirs)) {
            differences.put(name, "\n  ours   " + ours + "\n  theirs " + theirs + "\n");
        }
    }

    /** Whether there is a part where nothing is, is a matter of taste. */
    private static boolean isEmpty(Object leaf) {
        return leaf instanceof Leaf part && part.length() == 0;
    }

    private static List<Object> leaves(byte[] mail) throws IOException {
        OctetSource octets = () -> new ByteArrayInputStream(mail);
        List<Object> leaves = new ArrayList<>();
        collect(MimeReader.read(octets, MimeLimits.DEFAULT, new MimeDefects()), octets, leaves);
        return leaves;
    }

    private static void collect(MimeEntity entity, OctetSource octets, List<Object> leaves) throws IOException {
        if (entity.parts().isEmpty()) {
            leaves.add(Leaf.of(entity.type(), entity.open(octets)));
        }
        for (MimeEntity part : entity.parts()) {
            collect(part, octets, leaves);
        }
    }
}
