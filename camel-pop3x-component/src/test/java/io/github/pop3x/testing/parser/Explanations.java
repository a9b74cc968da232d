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

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A table of differences that are explained, of one kind: of fields, of texts, of attachments. */
public final class Explanations {

    private final Map<Differences.Place, ParserDifference> all = new TreeMap<>();

    /** @param what see {@link Differences.Place} */
    public Explanations jakartaMail(ParserDifference difference, String what, String... mails) {
        return put(JakartaMailParser.NAME, difference, what, mails);
    }

    /** @param what see {@link Differences.Place} */
    public Explanations mime4j(ParserDifference difference, String what, String... mails) {
        return put(Mime4jParser.NAME, difference, what, mails);
    }

    private Explanations put(String parser, ParserDifference difference, String what, String... mails) {
        for (String mail : mails) {
            all.put(new Differences.Place(mail, parser, what), difference);
        }
        return this;
    }

    public Map<Differences.Place, ParserDifference> all() {
        return Collections.unmodifiableMap(all);
    }
}
