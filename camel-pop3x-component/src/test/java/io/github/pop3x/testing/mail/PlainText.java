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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.pop3x.testing.parser.OtherPart;

/**
 * What of a mail is its text and what is attached to it, by the rules of docs/mapping.md for {@code bodyPreference=plain},
 * told once more over the tree of another parser.
 *
 * @param texts empty if there is nothing to read; several if they follow one another
 * @param attachments in the order of the mail
 */
public record PlainText(List<OtherPart> texts, List<OtherPart> attachments) {

    private static final String PLAIN = "text/plain";
    private static final Set<String> READABLE = Set.of(PLAIN, "text/html", "text/enriched", "text/richtext");
    private static final Set<String> FIRST_ONLY =
            Set.of("multipart/related", "multipart/report", "multipart/signed", "multipart/digest");

    public static PlainText of(OtherPart mail) {
        if (mail.isLeaf()) {
            boolean text = mail.type().startsWith("text/") || mail.type().startsWith("multipart/");
            boolean attached = !text && mail.octets().length > 0;
            return new PlainText(text ? List.of(mail) : List.of(), attached ? List.of(mail) : List.of());
        }
        List<OtherPart> texts = texts(mail, false);
        texts = texts.isEmpty() ? texts(mail, true).stream().limit(1).toList() : texts;
        List<OtherPart> attachments = new ArrayList<>();
        attach(mail, texts, false, attachments);
        return new PlainText(texts, attachments);
    }

    /** Its type, and its characters: all texts, a line break between two of them. */
    public String shown() {
        String text = texts.stream().map(OtherPart::text).collect(Collectors.joining("\r\n"));
        return text.isEmpty() ? "" : texts.get(0).type() + ": " + text;
    }

    private static List<OtherPart> texts(OtherPart part, boolean evenWithName) {
        if (part.isLeaf()) {
            boolean text = isReadable(part) && (evenWithName || part.name() == null) && !isBlank(part);
            return text ? List.of(part) : List.of();
        }
        List<List<OtherPart>> found = rootFirst(part).stream()
                .map(each -> texts(each, evenWithName))
                .filter(each -> !each.isEmpty())
                .toList();
        List<List<OtherPart>> plain = found.stream().filter(PlainText::isPlain).toList();
        boolean alternative = part.type().equals("multipart/alternative");
        if (found.isEmpty() || FIRST_ONLY.contains(part.type())) {
            return found.isEmpty() ? List.of() : found.get(0);
        }
        boolean first = alternative ? plain.isEmpty() : !isPlain(found.get(0));
        return first ? found.get(0) : plain.stream().flatMap(List::stream).toList();
    }

    private static boolean isPlain(List<OtherPart> texts) {
        return texts.get(0).type().equals(PLAIN);
    }

    private static boolean isBlank(OtherPart part) {
        String shown = part.type().equals(PLAIN)
                ? part.text()
                : part.text().replaceAll("(?is)<(style|title|script).*?</\\1>|<(?!img)[^>]*>|&nbsp;", "");
        return shown.replaceAll("[\\p{Cf}\\p{Cc}\\p{Z}]", "").isEmpty();
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

    private static void attach(OtherPart part, List<OtherPart> texts, boolean versions, List<OtherPart> attachments) {
        if (part.isLeaf()) {
            boolean shown = texts.contains(part) || versions && isReadable(part);
            boolean nothing =
                    part.octets().length == 0 || part.type().equals(PLAIN) && isReadable(part) && isBlank(part);
            if (part.name() != null || !shown && !nothing) {
                attachments.add(part);
            }
            return;
        }
        boolean ofText = part.type().equals("multipart/alternative") && holds(part, texts);
        Set<String> types = new HashSet<>();
        for (OtherPart child : part.parts()) {
            boolean another = child.isLeaf() && !types.add(child.type());
            attach(child, texts, versions || ofText && !another && !holds(child, texts), attachments);
        }
    }

    private static boolean holds(OtherPart part, List<OtherPart> texts) {
        return texts.contains(part) || part.parts().stream().anyMatch(child -> holds(child, texts));
    }
}
