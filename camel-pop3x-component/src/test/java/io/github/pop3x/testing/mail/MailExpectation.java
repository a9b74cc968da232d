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
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pop3x.Pop3xConstants;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;

/**
 * What a route must see of one mail, as JSON: {@code body}, {@code attachments}, {@code headers} and {@code defect}, or
 * {@code either}, a list of such objects of which one must hold.
 */
public final class MailExpectation {

    private MailExpectation() {}

    /**
     * Compares an exchange with an expectation.
     *
     * @return what differs, a line each; empty if nothing does
     */
    public static List<String> differences(JsonNode expected, Exchange exchange)
            throws IOException, GeneralSecurityException {
        JsonNode either = expected.get("either");
        if (either == null) {
            return compare(expected, exchange);
        }
        List<String> all = new ArrayList<>();
        for (JsonNode one : either) {
            List<String> differences = compare(one, exchange);
            if (differences.isEmpty()) {
                return differences;
            }
            all.addAll(differences);
        }
        return all;
    }

    private static List<String> compare(JsonNode expected, Exchange exchange)
            throws IOException, GeneralSecurityException {
        List<String> differences = new ArrayList<>();
        AttachmentMessage message = exchange.getIn(AttachmentMessage.class);
        compareBody(expected.get("body"), message.getBody(), differences);
        compareAttachments(expected.get("attachments"), message, differences);
        for (Map.Entry<String, JsonNode> header : expected.get("headers").properties()) {
            String value = header(header.getKey(), message.getHeader(header.getKey()));
            if (!isOneOf(header.getValue(), value)) {
                differences.add(header.getKey() + ": " + value + ", not " + header.getValue());
            }
        }
        compareDefects(expected.path("defect").asText(""), message, differences);
        return differences;
    }

    private static void compareBody(JsonNode expected, Object body, List<String> differences)
            throws GeneralSecurityException {
        if (!(body instanceof String)) {
            differences.add("body: a " + body.getClass().getSimpleName());
            return;
        }
        String text = plain((String) body);
        boolean same = expected.isTextual()
                ? text.equals(plain(expected.asText()))
                : expected.get("sha256").asText().equals(sha256(text.getBytes(StandardCharsets.UTF_8)));
        if (!same) {
            differences.add("body: \"" + text + "\", not " + expected);
        }
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n").replaceAll("^\n+|\n+$", "");
    }

    private static void compareAttachments(JsonNode expected, AttachmentMessage message, List<String> differences)
            throws IOException, GeneralSecurityException {
        List<String> found = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (Map.Entry<String, Attachment> attachment :
                message.getAttachmentObjects().entrySet()) {
            JsonNode name = expected.path(found.size()).path("name");
            try (InputStream in = attachment.getValue().getDataHandler().getInputStream()) {
                byte[] octets = in.readAllBytes();
                String shown = name.isNull() ? "*" : attachment.getKey();
                found.add(shown + " " + octets.length + " " + sha256(octets));
            }
        }
        for (JsonNode attachment : expected) {
            String name = attachment.get("name").isNull()
                    ? "*"
                    : attachment.get("name").asText();
            wanted.add(name + " " + attachment.get("size") + " "
                    + attachment.get("sha256").asText());
        }
        if (!found.equals(wanted)) {
            differences.add("attachments: " + found + ", not " + wanted);
        }
    }

    private static String header(String name, Object value) {
        if (value == null) {
            return null;
        }
        String text = value.toString();
        return switch (name) {
            case "Content-Type" -> text.replaceFirst("(?s)[;\\s].*", "").toLowerCase(Locale.ROOT);
            case Exchange.MESSAGE_TIMESTAMP ->
                Instant.ofEpochMilli((Long) value).toString();
            default -> text;
        };
    }

    private static boolean isOneOf(JsonNode expected, String value) {
        if (expected.has("oneOf")) {
            for (JsonNode one : expected.get("oneOf")) {
                if (isOneOf(one, value)) {
                    return true;
                }
            }
            return false;
        }
        return expected.isNull() ? value == null : expected.asText().equals(value);
    }

    private static void compareDefects(String expected, AttachmentMessage message, List<String> differences) {
        String defects = message.getHeader(Pop3xConstants.MIME_DEFECTS, "", String.class);
        List<String> kinds = List.of(defects.replaceAll(" in part [0-9.]+", "").split(", "));
        boolean same =
                switch (expected) {
                    case "" -> true;
                    case "any" -> !defects.isEmpty();
                    case "none" -> defects.isEmpty();
                    default -> kinds.contains(expected);
                };
        if (!same) {
            differences.add("defects: \"" + defects + "\", not " + expected);
        }
    }

    private static String sha256(byte[] octets) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    }
}
