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
package io.github.pop3x.diagnosis;

import java.util.Map;
import java.util.Set;

/** What an endpoint of camel-mail means beyond the options that it names: its terms of search, and its defaults. */
final class CamelMailMeanings {

    /** What to do in place of a term that has no place here. */
    static final String BY_HEADER = " Use headerFilter for the header, or filter for the listing; or filter in the"
            + " route, and with delete=true set CamelPop3xDelete to false for each mail that is to stay.";

    private static final Set<String> HEADER_TERMS =
            Set.of("subject", "from", "to", "fromSentDate", "toSentDate", "unseen");

    private CamelMailMeanings() {}

    /**
     * Moves one term.
     *
     * @return false if camel-mail has none of that name
     */
    static boolean term(String name, String value, MigrationDraft draft) {
        String term = name.substring(name.indexOf('.') + 1);
        if (HEADER_TERMS.contains(term)) {
            draft.set(name, value);
        } else if (term.equals("body") || term.equals("subjectOrBody")) {
            draft.toDo(name, "The body is not searched." + BY_HEADER);
        } else if (term.equals("fromReceivedDate") || term.equals("toReceivedDate")) {
            draft.toDo(
                    name,
                    "A POP3 server does not tell when a mail came, and camel-mail finds nothing with it. Use"
                            + " searchTerm." + term.replace("Received", "Sent") + ".");
        } else {
            return false;
        }
        return true;
    }

    /** What is otherwise for an endpoint that leaves an option out. */
    static void defaults(Map<String, String> options, MigrationDraft draft) {
        if (!options.getOrDefault("delete", "false").equals("true")) {
            draft.changed(
                    "delete",
                    "Without it camel-mail routes every mail again at every poll. Here each mail is routed once;"
                            + " what was routed is remembered until the process ends, or for good with ledger=journal:DIRECTORY or"
                            + " ledger=jdbc:#dataSource.");
        }
        if (!options.getOrDefault("mapMailMessage", "true").equals("false")) {
            draft.changed(
                    "body",
                    "The body is the text as a String, of a mail with attachments, too, and not a MimeMultipart."
                            + " The octets are the exchange property CamelPop3xRawMessage, which converts to MimeMessage.");
            draft.changed(
                    "attachments",
                    "Parts without a file name are attachments as well: part-2.pdf."
                            + " generateMissingAttachmentNames=never leaves them out.");
        }
        if (!options.containsKey("mimeDecodeHeaders")) {
            draft.changed("mimeDecodeHeaders", "It is true by default: headers are decoded and unfolded.");
        }
        if (!options.containsKey("decodeFilename")) {
            draft.changed("decodeFilename", "It is true by default.");
        }
    }
}
