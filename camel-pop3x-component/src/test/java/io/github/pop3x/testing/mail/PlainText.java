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
package io.github.pop3x.testing.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.pop3x.testing.parser.OtherPart;

/**
 * What of a mail is its text and what is attached to it, by the rules of docs/mapping.md for {@code bodyPreference=plain},
 * told once more over the tree of another parser.
 *
 * @param text empty if there is nothing to read
 * @param attachments in the order of the mail
 */
public record PlainText(Optional<OtherPart> text, List<OtherPart> attachments) {

    private static final Set<String> READABLE = Set.of("text/plain", "text/html", "text/enriched", "text/richtext");

    public static PlainText of(OtherPart mail) {
        if (mail.isLeaf()) {
            boolean text = mail.type().startsWith("text/");
            boolean attached = !text && mail.octets().length > 0;
            return new PlainText(text ? Optional.of(mail) : Optional.empty(), attached ? List.of(mail) : List.of());
        }
        Optional<OtherPart> text = texts(mail)
                .filter(part -> part.name() == null)
                .findFirst()
                .or(() -> texts(mail).findFirst());
        List<OtherPart> attachments = new ArrayList<>();
        attach(mail, text.orElse(null), false, attachments);
        return new PlainText(text, attachments);
    }

    /** What can be read, the best first. */
    private static Stream<OtherPart> texts(OtherPart part) {
        if (part.isLeaf()) {
            return isReadable(part) && part.octets().length > 0 ? Stream.of(part) : Stream.empty();
        }
        List<OtherPart> texts =
                rootFirst(part).stream().flatMap(PlainText::texts).toList();
        if (!part.type().equals("multipart/alternative")) {
            return texts.stream();
        }
        return Stream.concat(
                texts.stream().filter(text -> text.type().equals("text/plain")),
                texts.stream().filter(text -> !text.type().equals("text/plain")));
    }

    /** RFC 2387 §3.2. */
    private static List<OtherPart> rootFirst(OtherPart multipart) {
        List<OtherPart> parts = new ArrayList<>(multipart.parts());
        if (multipart.type().equals("multipart/related") && multipart.start() != null) {
            parts.sort((one, other) -> Boolean.compare(
                    multipart.start().equals(other.id()), multipart.start().equals(one.id())));
        }
        return parts;
    }

    private static boolean isReadable(OtherPart leaf) {
        boolean kept = leaf.disposition() != null && !leaf.disposition().equals("inline");
        return READABLE.contains(leaf.type()) && !kept;
    }

    private static void attach(OtherPart part, OtherPart text, boolean versions, List<OtherPart> attachments) {
        if (part.isLeaf()) {
            boolean shown = part == text || versions && isReadable(part);
            if (part.name() != null || !shown && part.octets().length > 0) {
                attachments.add(part);
            }
            return;
        }
        boolean ofText = part.type().equals("multipart/alternative") && holds(part, text);
        part.parts().forEach(child -> attach(child, text, versions || ofText, attachments));
    }

    private static boolean holds(OtherPart part, OtherPart text) {
        return part == text || part.parts().stream().anyMatch(child -> holds(child, text));
    }
}
