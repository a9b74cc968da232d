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
package io.github.pop3x;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import io.github.pop3x.content.MailAttachments;
import io.github.pop3x.content.MailHeaders;
import io.github.pop3x.content.SpooledMail;
import io.github.pop3x.mime.FieldText;
import io.github.pop3x.mime.MailContent;
import io.github.pop3x.mime.MailText;
import io.github.pop3x.mime.MimeDefects;
import io.github.pop3x.mime.MimeEntity;
import io.github.pop3x.mime.MimeLimits;
import io.github.pop3x.mime.MimeReader;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * The default mapping of a mail: its text is the body, its fields are headers, its other parts are attachments; and its
 * octets are the exchange property {@value Pop3xConstants#RAW_MESSAGE}.
 *
 * <p>It fails for no mail, except with {@code failOnDuplicateFileAttachment}. A mail that cannot be parsed has its
 * octets as the body. The header {@value Pop3xConstants#MIME_DEFECTS} names the defects.
 */
public final class Pop3xMappedBinding implements Pop3xBinding {

    private final Pop3xConfiguration options;
    private final MimeLimits limits;
    private final long longestText;
    private final MailHeaders headers;
    private final MailAttachments attachments;

    /**
     * @param options those that belong to {@code mapMailMessage}
     * @param headerFilterStrategy decides which fields become headers
     * @param longestText in octets: a longer one is a stream of characters, in place of a string
     * @throws IllegalArgumentException if a limit is less than 1
     */
    public Pop3xMappedBinding(Pop3xConfiguration options, HeaderFilterStrategy headerFilterStrategy, long longestText) {
        this.options = options;
        this.longestText = longestText;
        limits = limits(options);
        headers = new MailHeaders(Objects.requireNonNull(headerFilterStrategy));
        attachments = new MailAttachments(
                new MailAttachments.Rules(
                        options.isDecodeFilename(),
                        options.getGenerateMissingAttachmentNames(),
                        options.getHandleDuplicateAttachmentNames(),
                        options.isFailOnDuplicateFileAttachment()),
                headers);
    }

    /** The limits for the structure of a mail. */
    static MimeLimits limits(Pop3xConfiguration options) {
        return new MimeLimits(options.getMaxParts(), options.getMaxDepth(), options.getMaxHeaderSize());
    }

    @Override
    public void bind(Exchange exchange, Pop3xMail mail) throws IOException {
        MimeDefects defects = new MimeDefects();
        MimeEntity mime = MimeReader.read(mail, limits, defects);
        boolean readable = !defects.isStructureUnreadable();
        MailContent content = readable ? MailContent.of(mime, mail, options.getBodyPreference()) : null;
        MailText text =
                content == null || content.texts().isEmpty() ? null : MailText.of(content.texts(), mail, defects);
        mime.readFieldsIn(text == null ? null : text.declaredCharset());
        Message message = exchange.getIn();
        headers.set(
                message,
                mime.header().all(),
                field -> options.isMimeDecodeHeaders()
                        ? decoded(field.getKey(), field.getValue(), defects)
                        : field.getValue());
        List<MimeEntity> attached = content == null ? List.of() : content.attachments();
        SpooledMail octets = mail.held(!attached.isEmpty());
        exchange.setProperty(Pop3xConstants.RAW_MESSAGE, octets);
        if (content == null) {
            message.setBody(mail.body());
        } else {
            setText(message, mail, text);
            attachments.attach(message, octets, attached);
        }
        if (!defects.isEmpty()) {
            message.setHeader(Pop3xConstants.MIME_DEFECTS, defects.toString());
        }
    }

    private static List<String> decoded(String name, List<String> values, MimeDefects defects) {
        return values.stream()
                .map(value -> FieldText.decode(name, value, defects))
                .toList();
    }

    private void setText(Message message, Pop3xMail mail, MailText text) throws IOException {
        if (text == null) {
            message.removeHeader(Exchange.CONTENT_TYPE);
            message.setBody("");
            return;
        }
        message.setHeader(Exchange.CONTENT_TYPE, text.contentType());
        message.setBody(text.encodedLength() > longestText ? mail.text(text) : text.read(mail));
    }
}
