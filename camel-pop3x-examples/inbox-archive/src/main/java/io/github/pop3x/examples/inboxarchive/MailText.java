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
package io.github.pop3x.examples.inboxarchive;

import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Random;

import jakarta.mail.internet.MimeUtility;

/**
 * A mail put together octet by octet. Jakarta Mail would write a random boundary and the time of day into it, and would
 * not write what is odd.
 */
final class MailText {

    private static final ZonedDateTime FIRST = ZonedDateTime.of(2026, 1, 5, 8, 0, 0, 0, ZoneOffset.UTC);

    private final String from;
    private final String subject;
    private final String contentType;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Charset charset = StandardCharsets.UTF_8;

    private MailText(String from, String subject, String contentType) {
        this.from = from;
        this.subject = subject;
        this.contentType = contentType;
    }

    /** A mail without a body yet. */
    static MailText of(String from, String subject, String contentType) {
        return new MailText(from, subject, contentType);
    }

    /** A mail with a body. */
    static MailText of(String from, String subject, String contentType, String body) {
        return of(from, subject, contentType).text(body);
    }

    /** Sets the charset of what follows, and of the header. */
    MailText in(Charset other) {
        charset = other;
        return this;
    }

    /** Appends text as it is: with CRLF, unencoded. */
    MailText text(String text) {
        body.writeBytes(text.getBytes(charset));
        return this;
    }

    /** Appends a part of a multipart. */
    MailText part(String boundary, String fields, String content) {
        return text("--" + boundary + "\r\n" + fields + "\r\n\r\n" + content + "\r\n");
    }

    /** Appends a part of noise, the same noise at every run. */
    MailText attachment(String boundary, String name, int octets) {
        byte[] noise = new byte[octets];
        new Random(octets).nextBytes(noise);
        String fields = "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
                + "Content-Disposition: attachment; filename=\"" + name + "\"";
        return part(boundary, fields, Base64.getMimeEncoder().encodeToString(noise));
    }

    /** Ends a multipart. */
    MailText end(String boundary) {
        return text("--" + boundary + "--\r\n");
    }

    /**
     * The whole mail.
     *
     * @param number makes it different from all others
     */
    byte[] octets(int number) {
        String header = "From: " + encoded(from) + " <sender" + number + "@example.org>\r\n"
                + "To: alice@example.org\r\n"
                + (subject.isEmpty() ? "" : "Subject: " + encoded(subject) + "\r\n")
                + "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(FIRST.plusHours(7L * number)) + "\r\n"
                + "Message-ID: <sample-" + number + "@example.org>\r\n"
                + "MIME-Version: 1.0\r\n"
                + "Content-Type: " + contentType + "\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n\r\n";
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        mail.writeBytes(body.toByteArray());
        return mail.toByteArray();
    }

    private String encoded(String text) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c <= '~');
        try {
            return plain ? text : MimeUtility.encodeWord(text, charset.name(), "B");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("a charset that exists has no name for mails", e);
        }
    }
}
