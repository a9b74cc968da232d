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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;

/** Jakarta Mail with its defaults. */
public final class JakartaMailParser implements OtherParser {

    public static final String NAME = "Jakarta Mail";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, List<String>> fields(byte[] mail) throws MessagingException {
        Map<String, List<String>> fields = new TreeMap<>();
        for (Header header : Collections.list(parse(mail).getAllHeaders())) {
            String unfolded = header.getValue().replaceAll("\r?\n(?=[ \t])", "");
            // Of a line that has no colon its name and its value are the same.
            String name = header.getName().equals(header.getValue()) ? NO_FIELD : OtherParser.nameOf(header.getName());
            fields.computeIfAbsent(name, unused -> new ArrayList<>())
                    .add(
                            OtherParser.holdsMailboxes(name, unfolded)
                                    ? mailboxes(unfolded)
                                    : decoded(unfolded).strip());
        }
        return fields;
    }

    /** The mailboxes in a field, or the field as it is, where there is none. */
    public static String mailboxes(String field) {
        try {
            return Arrays.stream(InternetAddress.parseHeader(field, false))
                    .map(address -> OtherParser.mailbox(address.getPersonal(), address.getAddress()))
                    .collect(Collectors.joining(", "));
        } catch (AddressException noMailboxes) {
            return decoded(field).strip();
        }
    }

    @Override
    public OtherPart parts(byte[] mail) throws MessagingException, IOException {
        return part(parse(mail));
    }

    private static MimeMessage parse(byte[] mail) throws MessagingException {
        return new MimeMessage((Session) null, new ByteArrayInputStream(mail));
    }

    /** As its own subjects are decoded: not at all, where a word of them cannot be. */
    private static String decoded(String text) {
        try {
            return MimeUtility.decodeText(text);
        } catch (UnsupportedEncodingException unknownCharset) {
            return text;
        }
    }

    private static OtherPart part(MimePart part) throws MessagingException, IOException {
        List<OtherPart> parts = new ArrayList<>();
        byte[] octets = {};
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                parts.add(part((MimePart) multipart.getBodyPart(i)));
            }
        } else {
            octets = octets(part);
        }
        ContentType type = type(part);
        String name = part.getFileName();
        return new OtherPart(
                type.getBaseType().toLowerCase(Locale.ROOT),
                part.getDisposition() == null ? null : part.getDisposition().toLowerCase(Locale.ROOT),
                name == null ? null : decoded(name),
                part.getContentID(),
                type.getParameter("start"),
                octets,
                text(octets, type.getParameter("charset")),
                parts);
    }

    private static byte[] octets(MimePart part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }

    /** As its own data handlers for text do it. */
    private static String text(byte[] octets, String charset) {
        try {
            return new String(octets, MimeUtility.javaCharset(charset == null ? "us-ascii" : charset));
        } catch (UnsupportedEncodingException unknownCharset) {
            return unknownCharset.toString();
        }
    }

    /** What it takes for text, where it cannot read the type. */
    private static ContentType type(MimePart part) throws MessagingException {
        try {
            return new ContentType(part.getContentType());
        } catch (ParseException e) {
            return new ContentType("text/plain");
        }
    }
}
