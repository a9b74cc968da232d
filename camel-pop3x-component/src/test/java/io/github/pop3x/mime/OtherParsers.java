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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.ParseException;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** The same mails as Jakarta Mail and Apache James Mime4j split and decode them. Neither looks into a mail in a mail. */
final class OtherParsers {

    private OtherParsers() {}

    /** What Jakarta Mail finds, or what it says instead. */
    static List<Object> jakartaMail(byte[] mail) {
        List<Object> leaves = new ArrayList<>();
        try {
            collect(new MimeMessage((Session) null, new ByteArrayInputStream(mail)), leaves);
        } catch (MessagingException | IOException e) {
            leaves.add(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        return leaves;
    }

    private static void collect(Part part, List<Object> leaves) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                collect(multipart.getBodyPart(i), leaves);
            }
        } else {
            leaves.add(Leaf.of(type(part), part.getInputStream()));
        }
    }

    private static String type(Part part) throws MessagingException {
        try {
            return new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
        } catch (ParseException e) {
            return "text/plain";
        }
    }

    /** What Mime4j finds, or what it says instead. */
    static List<Object> mime4j(byte[] mail) {
        List<Object> leaves = new ArrayList<>();
        MimeTokenStream tokens = new MimeTokenStream(MimeConfig.PERMISSIVE);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(new ByteArrayInputStream(mail));
        try {
            for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
                if (state == EntityState.T_BODY) {
                    try (InputStream decoded = tokens.getDecodedInputStream()) {
                        leaves.add(Leaf.of(tokens.getBodyDescriptor().getMimeType(), decoded));
                    }
                }
            }
        } catch (MimeException | IOException e) {
            leaves.add(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        return leaves;
    }
}
