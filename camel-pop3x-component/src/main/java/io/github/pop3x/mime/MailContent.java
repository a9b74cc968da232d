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
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The text of a mail and the parts that are attached to it. Nothing is lost between the two: what is not the text, nor the
 * same text in another version, is attached, whether or not its sender called it an attachment. A text of blanks does not count.
 * Immutable.
 */
public final class MailContent {

    /** Other versions of a text, for programs that show mails in other ways. */
    private static final Set<String> VERSIONS =
            Set.of("text/x-amp-html", "text/watch-html", "text/markdown", "text/x-markdown");

    /** An encoded part of fewer octets may hold none. */
    private static final int SHORT = 1024;

    private final OctetSource mail;
    private final List<MimeEntity> texts;
    private final Set<MimeEntity> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<MimeEntity> attachments = new ArrayList<>();

    private MailContent(OctetSource mail, List<MimeEntity> texts) {
        this.mail = mail;
        this.texts = texts;
        shown.addAll(texts);
    }

    /**
     * Tells the text of a mail from its attachments. Reads the texts as far as it takes to see that they are not blank.
     *
     * @param mail as it was read
     * @param octets those it was read from
     * @param preference decides between versions of the text
     */
    public static MailContent of(MimeEntity mail, OctetSource octets, TextPreference preference) throws IOException {
        MailContent content = new MailContent(octets, TextChoice.of(mail, octets, preference));
        content.attach(mail, false);
        return content;
    }

    private void attach(MimeEntity entity, boolean versionOfText) throws IOException {
        if (entity.parts().isEmpty()) {
            boolean isShown = shown.contains(entity) || versionOfText && isVersion(entity);
            // A mail that is one text is a file as well if its sender calls it an attachment.
            boolean named = entity.fileName() != null && (!entity.path().isEmpty() || entity.isAttachment());
            if (named || !isShown && !isNothing(entity)) {
                attachments.add(entity);
            }
            return;
        }
        boolean versions = entity.type().equals("multipart/alternative") && holdsText(entity);
        Set<String> types = new HashSet<>();
        for (MimeEntity part : entity.parts()) {
            // Two texts of the same type are no versions of one another.
            boolean another = part.parts().isEmpty() && !types.add(part.type());
            attach(part, versionOfText || versions && !another && !holdsText(part));
        }
    }

    private static boolean isVersion(MimeEntity leaf) {
        return TextChoice.isReadable(leaf) || VERSIONS.contains(leaf.type()) && !leaf.isAttachment();
    }

    /** Tells whether a part without a name has nothing in it. */
    private boolean isNothing(MimeEntity leaf) throws IOException {
        if (leaf.type().equals("text/plain") && !leaf.isAttachment()) {
            return BlankText.is(leaf, mail);
        }
        boolean nothing = leaf.encodedLength() == 0;
        if (!nothing && leaf.encodedLength() < SHORT) {
            try (InputStream octets = leaf.open(mail)) {
                nothing = octets.read() < 0;
            }
        }
        return nothing;
    }

    private boolean holdsText(MimeEntity entity) {
        return texts.stream()
                .map(MimeEntity::path)
                .anyMatch(path -> path.equals(entity.path())
                        || path.startsWith(entity.path() + ".")
                        || entity.path().isEmpty() && !path.isEmpty());
    }

    /**
     * The text that a person is to read; empty if there is none. Several plain texts are to be read one after another.
     */
    public List<MimeEntity> texts() {
        return Collections.unmodifiableList(texts);
    }

    /** What is attached, in the order of the mail. */
    public List<MimeEntity> attachments() {
        return Collections.unmodifiableList(attachments);
    }
}
