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

import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.pop3x.testing.MailCorpus;
import io.github.pop3x.testing.mail.MailMapper;
import io.github.pop3x.testing.mail.PlainText;
import io.github.pop3x.testing.parser.Differences;
import io.github.pop3x.testing.parser.ExplainedAttachments;
import io.github.pop3x.testing.parser.OtherParser;
import io.github.pop3x.testing.parser.OtherPart;
import jakarta.activation.DataHandler;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.junit.jupiter.api.Test;

/** The attachments of an exchange, beside the parts that others find: names, types, sizes and decoded octets, in order. */
class AttachmentsBesideOthersTest {

    /** @param name of a part that has none: null */
    private record Attached(String name, String type, int size, String sha256) {

        static Attached of(String name, String type, byte[] octets) throws GeneralSecurityException {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(octets);
            return new Attached(name, type, octets.length, HexFormat.of().formatHex(sha256));
        }
    }

    @Test
    void everyPartIsThereAsOthersReadIt() throws Exception {
        Differences differences = new Differences();
        try (MailMapper mapper = new MailMapper("")) {
            for (Map.Entry<String, byte[]> entry : MailCorpus.all().entrySet()) {
                byte[] mail = MailCorpus.asServersSendIt(entry.getValue());
                List<Attached> ours = attachments(mapper.map(mail));
                for (OtherParser parser : OtherParser.ALL) {
                    differences.compare(
                            new Differences.Place(entry.getKey(), parser.name(), "attachments"),
                            ours,
                            attachments(parser, mail));
                }
            }
        }
        differences.areThose(ExplainedAttachments.ALL);
    }

    private static List<Attached> attachments(Exchange exchange) throws Exception {
        List<Attached> attachments = new ArrayList<>();
        for (Map.Entry<String, DataHandler> attachment :
                exchange.getIn(AttachmentMessage.class).getAttachments().entrySet()) {
            String name = attachment.getKey();
            String type = attachment.getValue().getContentType().replaceFirst("(?s)[;\\s].*", "");
            try (InputStream octets = attachment.getValue().getInputStream()) {
                boolean nameless = name.matches("part(-[0-9.]+)?\\.[a-z0-9]+");
                attachments.add(
                        Attached.of(nameless ? null : name, type.toLowerCase(Locale.ROOT), octets.readAllBytes()));
            }
        }
        return attachments;
    }

    /** Null where the parser gives the whole mail up. */
    private static List<Attached> attachments(OtherParser parser, byte[] mail) throws GeneralSecurityException {
        Optional<OtherPart> parts = parser.partsIfAny(mail);
        if (parts.isEmpty()) {
            return null;
        }
        List<Attached> attachments = new ArrayList<>();
        for (OtherPart part : PlainText.of(parts.get()).attachments()) {
            attachments.add(Attached.of(part.name(), part.type(), part.octets()));
        }
        return attachments;
    }
}
