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

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.spool.SpooledBody;
import io.github.pop3x.testing.mail.PlainText;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;

/**
 * One mail as a route sees it and as other parsers read it.
 *
 * @param name of the mail
 * @param rows what is compared, in an order to be read in
 */
public record MailComparison(String name, List<Row> rows) {

    /** Who is in the first column. */
    public static final String ROUTE = "route";

    /**
     * A field, the text, an attachment, or what only a route sees.
     *
     * @param values what each says, the route first; without an entry where somebody says nothing
     */
    public record Row(String what, Map<String, String> values) {

        /** Tells whether another parser says something else, or nothing; what only a route sees is not compared. */
        public boolean differs(String parser) {
            return !what.startsWith("Camel") && !values.getOrDefault(ROUTE, "").equals(values.getOrDefault(parser, ""));
        }

        /** Tells whether any parser says something else. */
        public boolean differs() {
            return OtherParser.ALL.stream().anyMatch(parser -> differs(parser.name()));
        }
    }

    /** Tells whether any parser says something else of the mail. */
    public boolean differs() {
        return rows.stream().anyMatch(Row::differs);
    }

    /**
     * Compares a mail.
     *
     * @param seen the mail as an exchange, not yet released
     */
    public static MailComparison of(String name, byte[] mail, Exchange seen) throws Exception {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        Map<String, Map<String, List<String>>> fields = new LinkedHashMap<>();
        fields.put(ROUTE, SeenFields.of(seen, mail));
        for (OtherParser parser : OtherParser.ALL) {
            fields.put(parser.name(), parser.fields(mail));
        }
        TreeSet<String> names = new TreeSet<>();
        fields.values().forEach(each -> names.addAll(each.keySet()));
        names.remove(SeenFields.CONTENT_TYPE);
        names.forEach(field -> fields.forEach((who, values) -> {
            if (values.containsKey(field)) {
                put(rows, field, who, String.join("\n", values.get(field)).replace('\t', ' '));
            }
        }));
        put(rows, "text", ROUTE, text(seen));
        List<String> attachments = attachments(seen);
        putAttachments(rows, ROUTE, attachments);
        for (OtherParser parser : OtherParser.ALL) {
            Optional<OtherPart> parts = parser.partsIfAny(mail);
            PlainText content = parts.map(PlainText::of).orElse(null);
            put(rows, "text", parser.name(), content == null ? "gives the mail up" : content.shown());
            putAttachments(rows, parser.name(), content == null ? List.of() : attachments(content));
        }
        for (String header : List.of(Exchange.MESSAGE_TIMESTAMP, Pop3xConstants.MIME_DEFECTS)) {
            Object value = seen.getIn().getHeader(header);
            if (value != null) {
                put(rows, header, ROUTE, value.toString());
            }
        }
        return new MailComparison(
                name,
                rows.entrySet().stream()
                        .map(row -> new Row(row.getKey(), row.getValue()))
                        .toList());
    }

    private static void put(Map<String, Map<String, String>> rows, String what, String who, String value) {
        rows.computeIfAbsent(what, unused -> new LinkedHashMap<>()).put(who, value);
    }

    private static void putAttachments(Map<String, Map<String, String>> rows, String who, List<String> attachments) {
        for (int i = 0; i < attachments.size(); i++) {
            put(rows, "attachment " + (i + 1), who, attachments.get(i));
        }
    }

    private static String text(Exchange seen) {
        if (seen.getIn().getBody() instanceof SpooledBody) {
            return "the octets of the mail";
        }
        String text = seen.getIn().getBody(String.class);
        String type = seen.getIn().getHeader(Exchange.CONTENT_TYPE, "", String.class);
        return text.isEmpty() ? "" : type.replaceFirst("(?s)[;\\s].*", "").toLowerCase(Locale.ROOT) + ": " + text;
    }

    private static List<String> attachments(Exchange seen) throws IOException, GeneralSecurityException {
        List<String> attachments = new ArrayList<>();
        for (Map.Entry<String, Attachment> attachment :
                seen.getIn(AttachmentMessage.class).getAttachmentObjects().entrySet()) {
            String name = attachment.getKey();
            String type =
                    attachment.getValue().getDataHandler().getContentType().replaceFirst("(?s)[;\\s].*", "");
            boolean nameless = name.matches("part(-[0-9.]+)?\\.[a-z0-9]+");
            try (InputStream octets = attachment.getValue().getDataHandler().getInputStream()) {
                attachments.add(shown(nameless ? null : name, type.toLowerCase(Locale.ROOT), octets.readAllBytes()));
            }
        }
        return attachments;
    }

    private static List<String> attachments(PlainText content) throws GeneralSecurityException {
        List<String> attachments = new ArrayList<>();
        for (OtherPart part : content.attachments()) {
            attachments.add(shown(part.name(), part.type(), part.octets()));
        }
        return attachments;
    }

    private static String shown(String name, String type, byte[] octets) throws GeneralSecurityException {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(octets);
        return (name == null ? "(no name)" : name) + "\n" + type + ", " + octets.length + " octets, SHA-256 "
                + HexFormat.of().formatHex(sha256, 0, 8) + "\u2026";
    }
}
