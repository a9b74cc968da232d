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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What of a mail is its text, and what is attached to it. Nothing is lost between the two: what is not the text, nor the
 * same text in another version, is attached, whether or not its sender called it an attachment. Immutable.
 */
public final class MailContent {

    /** What people read. Other texts, such as calendars, are for programs. */
    private static final Set<String> READABLE = Set.of("text/plain", "text/html", "text/enriched", "text/richtext");

    private final MimeEntity text;
    private final List<MimeEntity> attachments = new ArrayList<>();

    private MailContent(MimeEntity text) {
        this.text = text;
    }

    /**
     * Tells the text of a mail from its attachments.
     *
     * @param mail as it was read
     * @param preference decides between versions of the text
     */
    public static MailContent of(MimeEntity mail, TextPreference preference) {
        MimeEntity text = mail.parts().isEmpty() ? whole(mail) : choose(mail, preference, false);
        // A text with a name is a file, unless there is nothing else to read.
        MailContent content = new MailContent(text == null ? choose(mail, preference, true) : text);
        content.attach(mail, false);
        return content;
    }

    private static MimeEntity whole(MimeEntity mail) {
        return mail.type().startsWith("text/") ? mail : null;
    }

    /** The text within an entity, or null. */
    private static MimeEntity choose(MimeEntity entity, TextPreference preference, boolean evenWithName) {
        if (entity.parts().isEmpty()) {
            // Where there is nothing to read, another part may have something.
            boolean something = isReadable(entity) && entity.encodedLength() > 0;
            return something && (evenWithName || entity.fileName() == null) ? entity : null;
        }
        MimeEntity first = null;
        boolean alternative = entity.type().equals("multipart/alternative");
        for (MimeEntity part : inReadingOrder(entity)) {
            MimeEntity text = choose(part, preference, evenWithName);
            if (text != null && (!alternative || text.type().equals(preference.type()))) {
                return text;
            }
            first = first == null ? text : first;
        }
        return first;
    }

    /** RFC 2387 §3.2: the first part of a related multipart is the text, or the one that its start parameter names. */
    private static List<MimeEntity> inReadingOrder(MimeEntity multipart) {
        String start = multipart.type().equals("multipart/related") ? multipart.parameter("start") : null;
        List<MimeEntity> parts = new ArrayList<>(multipart.parts());
        for (int i = 1; start != null && i < parts.size(); i++) {
            if (start.equals(parts.get(i).header().first("Content-ID"))) {
                Collections.swap(parts, 0, i);
                break;
            }
        }
        return parts;
    }

    private static boolean isReadable(MimeEntity leaf) {
        return READABLE.contains(leaf.type()) && !leaf.isAttachment();
    }

    private void attach(MimeEntity entity, boolean versionOfText) {
        if (entity.parts().isEmpty()) {
            boolean shown = entity == text || versionOfText && isReadable(entity);
            boolean empty = entity.encodedLength() == 0;
            // A mail that is one text is a file as well if its sender calls it an attachment.
            boolean named = entity.fileName() != null && (!entity.path().isEmpty() || entity.isAttachment());
            if (named || !shown && !empty) {
                attachments.add(entity);
            }
            return;
        }
        boolean versions = versionOfText || entity.type().equals("multipart/alternative") && holdsText(entity);
        for (MimeEntity part : entity.parts()) {
            attach(part, versions);
        }
    }

    private boolean holdsText(MimeEntity entity) {
        return text != null
                && (text.path().startsWith(entity.path() + ".")
                        || entity.path().isEmpty() && !text.path().isEmpty());
    }

    /** The text that a person is to read, or null if there is none. */
    public MimeEntity text() {
        return text;
    }

    /** What is attached, in the order of the mail. */
    public List<MimeEntity> attachments() {
        return Collections.unmodifiableList(attachments);
    }
}
