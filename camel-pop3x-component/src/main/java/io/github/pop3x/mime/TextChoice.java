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

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Chooses the text of a mail: the version of it that is preferred, or all plain texts where several follow one another. For
 * one mail.
 */
final class TextChoice {

    private static final String PLAIN = "text/plain";

    /** What people read. Other texts, such as calendars, are for programs. */
    private static final Set<String> READABLE = Set.of(PLAIN, "text/html", "text/enriched", "text/richtext");

    /** Their parts belong together in other ways than one after another. */
    private static final Set<String> FIRST_ONLY =
            Set.of("multipart/related", "multipart/report", "multipart/signed", "multipart/digest");

    private final OctetSource octets;
    private final TextPreference preference;

    /** What counts as a text, if there is none of those before. */
    private enum Kind {
        WITHOUT_NAME,

        /** A text with a name is a file, unless there is nothing else to read. */
        WITH_NAME,

        /** A multipart that has no parts holds the text of somebody who knows nothing of parts. */
        UNSPLIT
    }

    private TextChoice(OctetSource octets, TextPreference preference) {
        this.octets = octets;
        this.preference = preference;
    }

    /**
     * Chooses from a mail.
     *
     * @return several only if all of them are plain; empty if there is none
     */
    static List<MimeEntity> of(MimeEntity mail, OctetSource octets, TextPreference preference) throws IOException {
        if (mail.parts().isEmpty()) {
            boolean text = mail.type().startsWith("text/") || mail.type().startsWith("multipart/");
            return text ? List.of(mail) : List.of();
        }
        TextChoice choice = new TextChoice(octets, preference);
        List<MimeEntity> texts = List.of();
        for (Kind kind : Kind.values()) {
            texts = texts.isEmpty() ? choice.within(mail, kind) : texts;
        }
        return texts;
    }

    static boolean isReadable(MimeEntity leaf) {
        return READABLE.contains(leaf.type()) && !leaf.isAttachment();
    }

    private List<MimeEntity> within(MimeEntity entity, Kind kind) throws IOException {
        if (entity.parts().isEmpty()) {
            return isText(entity, kind) ? List.of(entity) : List.of();
        }
        return entity.type().equals("multipart/alternative") ? version(entity, kind) : sequence(entity, kind);
    }

    private boolean isText(MimeEntity leaf, Kind kind) throws IOException {
        boolean counts =
                switch (kind) {
                    case WITHOUT_NAME -> isReadable(leaf) && leaf.fileName() == null;
                    case WITH_NAME -> isReadable(leaf);
                    case UNSPLIT -> leaf.type().startsWith("multipart/") && !leaf.isAttachment();
                };
        return counts && !BlankText.is(leaf, octets);
    }

    /** Several texts of the preferred type are no versions of one another. */
    private List<MimeEntity> version(MimeEntity alternative, Kind kind) throws IOException {
        List<MimeEntity> chosen = new ArrayList<>();
        for (MimeEntity part : alternative.parts()) {
            List<MimeEntity> texts = within(part, kind);
            boolean better = isPreferred(texts) && !isPreferred(chosen);
            if (better || chosen.isEmpty()) {
                chosen = new ArrayList<>(texts);
            } else if (part.parts().isEmpty() && arePlain(texts) && arePlain(chosen)) {
                chosen.addAll(texts);
            }
        }
        return chosen;
    }

    private boolean isPreferred(List<MimeEntity> texts) {
        return !texts.isEmpty() && texts.get(0).type().equals(preference.type());
    }

    /** The first text; with it, if it is plain, all plain ones after it. */
    private List<MimeEntity> sequence(MimeEntity multipart, Kind kind) throws IOException {
        List<MimeEntity> chosen = new ArrayList<>();
        for (MimeEntity part : inReadingOrder(multipart)) {
            List<MimeEntity> texts = within(part, kind);
            if (chosen.isEmpty() || arePlain(chosen) && arePlain(texts)) {
                chosen.addAll(texts);
            }
            if (!chosen.isEmpty() && (kind != Kind.WITHOUT_NAME || FIRST_ONLY.contains(multipart.type()))) {
                break;
            }
        }
        return chosen;
    }

    private static boolean arePlain(List<MimeEntity> texts) {
        return texts.stream().allMatch(text -> text.type().equals(PLAIN));
    }

    /** RFC 2387 §3.2: the first part of a related multipart is the text, or the one that its start parameter names. */
    private static List<MimeEntity> inReadingOrder(MimeEntity multipart) {
        String start = multipart.type().equals("multipart/related") ? multipart.parameter("start") : null;
        List<MimeEntity> parts = new ArrayList<>(multipart.parts());
        for (int i = 1; start != null && i < parts.size(); i++) {
            String id = parts.get(i).header().first("Content-ID");
            if (id != null && withoutBrackets(start).equals(withoutBrackets(id))) {
                Collections.swap(parts, 0, i);
                break;
            }
        }
        return parts;
    }

    private static String withoutBrackets(String id) {
        return id.replaceAll("^\\s*<|>\\s*$", "");
    }
}
