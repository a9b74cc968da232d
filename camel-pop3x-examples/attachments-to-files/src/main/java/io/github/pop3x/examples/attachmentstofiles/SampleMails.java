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
package io.github.pop3x.examples.attachmentstofiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

/** Mails with attachments, as people and other programs send them. */
final class SampleMails {

    private SampleMails() {}

    /** All of them. */
    static List<MimeMessage> all() throws MessagingException {
        List<MimeMessage> mails = new ArrayList<>();
        mails.add(mail("Invoice 2026-0117", "invoice-2026-0117.pdf"));
        mails.add(mail("Photographs from the coast", "sea.jpg", "sea.jpg"));
        mails.add(mail("Übersicht", "Übersicht März.ods"));
        mails.add(mail("Nothing attached"));
        mails.add(mail("Unsafe file names", "../../etc/passwd", "C:\\temp\\notes.txt", "${sys:user.home}"));
        return mails;
    }

    private static MimeMessage mail(String subject, String... names) throws MessagingException {
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart text = new MimeBodyPart();
        text.setText("See the attachments.", "UTF-8");
        parts.addBodyPart(text);
        for (int i = 0; i < names.length; i++) {
            MimeBodyPart attachment = new MimeBodyPart();
            attachment.setText("Attachment " + (i + 1) + " of \"" + subject + "\"", "UTF-8");
            attachment.setDisposition(MimeBodyPart.ATTACHMENT);
            attachment.setFileName(names[i]);
            parts.addBodyPart(attachment);
        }
        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setFrom("bea@example.org");
        mail.setSubject(subject, "UTF-8");
        mail.setContent(parts);
        mail.saveChanges();
        return mail;
    }
}
