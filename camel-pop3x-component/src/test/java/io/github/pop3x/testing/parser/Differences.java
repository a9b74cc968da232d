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
package io.github.pop3x.testing.parser;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.pop3x.testing.MailCorpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Where another parser says something else of a mail than a route sees: each is to be explained, and no other. */
public final class Differences {

    private final Map<Place, String> found = new TreeMap<>();

    /**
     * Where a difference is.
     *
     * @param what of the mail differs: a field by its name in lower case, the text, the attachments
     */
    public record Place(String mail, String parser, String what) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return mail + " (" + parser + ") " + what;
        }
    }

    public void compare(Place place, Object ours, Object theirs) {
        if (!Objects.equals(ours, theirs)) {
            found.put(place, "\n  ours   " + ours + "\n  theirs " + theirs + "\n");
        }
    }

    /** @param explained of this corpus, and of others */
    public void areThose(Map<Place, ParserDifference> explained) {
        Set<String> mails = MailCorpus.all().keySet();
        Set<String> expected = explained.keySet().stream()
                .filter(place -> mails.contains(place.mail()))
                .map(Place::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> places =
                found.keySet().stream().map(Place::toString).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", expected), String.join("\n", places), found::toString);
    }
}
