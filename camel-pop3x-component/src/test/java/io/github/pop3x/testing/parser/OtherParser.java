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

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A parser of other hands, and what it says of a mail. Stateless. */
public interface OtherParser {

    List<OtherParser> ALL = List.of(new JakartaMailParser(), new Mime4jParser());

    /** What lines are called that a parser takes for fields, though none has a name (RFC 5322 §2.2). */
    String NO_FIELD = "no field";

    /** Fields of addresses, which are taken apart before encoded words in them are decoded. */
    Set<String> ADDRESSES = Set.of("from", "to", "cc", "bcc", "reply-to", "sender");

    /** The name of a field in lower case. */
    static String nameOf(String field) {
        return field.matches("[!-9;-~]+") ? field.toLowerCase(Locale.ROOT) : NO_FIELD;
    }

    /** Tells whether a field is compared by the mailboxes in it, not by how these are written. */
    static boolean holdsMailboxes(String name, String value) {
        return ADDRESSES.contains(name) && value.contains("=?");
    }

    /** @param name decoded, or null */
    static String mailbox(String name, String address) {
        return name == null ? address : name.strip() + " <" + address + ">";
    }

    /** As the tables of explained differences have it. */
    String name();

    /**
     * The fields of a mail's header: the values of each, in order, unfolded, encoded words decoded, without the blanks
     * around them; of addresses with encoded words, the mailboxes.
     *
     * @return by name in lower case
     */
    Map<String, List<String>> fields(byte[] mail) throws Exception;

    /** The mail taken apart; a mail in the mail is a leaf. */
    OtherPart parts(byte[] mail) throws Exception;

    /** The same, or nothing where the parser gives the whole mail up, whatever it throws. */
    default Optional<OtherPart> partsIfAny(byte[] mail) {
        try {
            return Optional.of(parts(mail));
        } catch (Exception givesUp) {
            return Optional.empty();
        }
    }
}
