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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.spool.SpooledBody;
import io.github.pop3x.testing.Octets;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;

/**
 * An exchange as text, to be compared: a line {@code Name = value} for each header of the mail, those of its structure left
 * out; {@code | line} for each line of the body, or {@code = octets}; {@code + name [type] content} for each attachment;
 * {@code ! defects}.
 */
public final class MappedView {

    private static final int SHORT = 60;

    private static final Set<String> STRUCTURE = Set.of("mime-version", "content-transfer-encoding");

    private MappedView() {}

    public static String of(Exchange exchange) throws IOException {
        StringBuilder view = new StringBuilder();
        var message = exchange.getIn(AttachmentMessage.class);
        for (Map.Entry<String, Object> header : new TreeMap<>(message.getHeaders()).entrySet()) {
            String name = header.getKey();
            if (!name.startsWith("Camel") && !STRUCTURE.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                view.append(name).append(" = ").append(header.getValue()).append('\n');
            }
        }
        Object body = message.getBody();
        if (body instanceof SpooledBody) {
            view.append("= octets\n");
        } else {
            message.getBody(String.class)
                    .lines()
                    .forEach(line -> view.append("| ").append(line).append('\n'));
        }
        for (Map.Entry<String, Attachment> attachment :
                message.getAttachmentObjects().entrySet()) {
            view.append("+ ")
                    .append(attachment.getKey())
                    .append(' ')
                    .append(show(attachment.getValue()))
                    .append('\n');
        }
        Object defects = message.getHeader(Pop3xConstants.MIME_DEFECTS);
        return view.append(defects == null ? "" : "! " + defects + "\n").toString();
    }

    private static String show(Attachment attachment) throws IOException {
        String type = attachment.getDataHandler().getContentType();
        try (InputStream in = attachment.getDataHandler().getInputStream()) {
            byte[] octets = in.readAllBytes();
            String content = octets.length > SHORT
                    ? octets.length + " octets"
                    : Octets.show(
                            new String(octets, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1));
            return "[" + type.replaceFirst(";.*", "") + "] " + content;
        }
    }
}
