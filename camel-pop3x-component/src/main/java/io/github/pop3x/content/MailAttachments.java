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
package io.github.pop3x.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.pop3x.mime.FileName;
import io.github.pop3x.mime.MimeEntity;
import io.github.pop3x.option.DuplicateNames;
import io.github.pop3x.option.MissingNames;
import jakarta.activation.DataHandler;
import org.apache.camel.Message;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.DefaultAttachment;

/** Puts the parts of a mail on a message, each under a name of its own. */
public final class MailAttachments {

    private final Rules rules;
    private final MailHeaders headers;

    /**
     * How attachments are named.
     *
     * @param decodesNames whether encoded words in file names are decoded
     * @param missing the name of an attachment that has none
     * @param duplicate what becomes of two attachments with the same name
     * @param failsOnDuplicate whether a mail with two attachments of the same name fails
     */
    public record Rules(
            boolean decodesNames, MissingNames missing, DuplicateNames duplicate, boolean failsOnDuplicate) {}

    /** @param headers tell which fields of a part become headers of its attachment */
    public MailAttachments(Rules rules, MailHeaders headers) {
        this.rules = rules;
        this.headers = headers;
    }

    /**
     * Attaches parts.
     *
     * @param mail the octets that the parts were read from; {@linkplain SpooledMail made} for attachments if there are parts
     * @throws RuntimeCamelException if two have the same name and the options want the mail to fail
     */
    public void attach(Message message, SpooledMail mail, List<MimeEntity> parts) {
        if (parts.isEmpty()) {
            return;
        }
        AttachmentMessage target = message.getExchange().getIn(AttachmentMessage.class);
        named(mail, parts).forEach((name, source) -> {
            DefaultAttachment attachment = new DefaultAttachment(new DataHandler(source));
            source.part().header().all().forEach((field, values) -> {
                if (headers.isWanted(field, values, message)) {
                    values.forEach(value -> attachment.addHeader(field, value));
                }
            });
            target.addAttachmentObject(name, attachment);
        });
    }

    private Map<String, AttachmentSource> named(SpooledMail octets, List<MimeEntity> parts) {
        UniqueNames<AttachmentSource> names = new UniqueNames<>(rules.duplicate());
        for (MimeEntity part : parts) {
            String name = nameOf(part);
            if (name != null
                    && !names.add(name, new AttachmentSource(octets, part, name))
                    && rules.failsOnDuplicate()) {
                throw new RuntimeCamelException("Two attachments of the mail have the name " + name
                        + ", and failOnDuplicateFileAttachment is set. Leave that out to have the second one renamed");
            }
        }
        Map<String, AttachmentSource> named = new LinkedHashMap<>();
        names.all().forEach((name, source) -> named.put(name, source.named(name)));
        return named;
    }

    private String nameOf(MimeEntity part) {
        String name = FileName.of(part, rules.decodesNames());
        if (name != null) {
            return name;
        }
        return switch (rules.missing()) {
            case PART -> FileName.numbered(part);
            case UUID -> UUID.randomUUID().toString();
            case NEVER -> null;
        };
    }
}
