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
package io.github.pop3x.examples.invoicestodatabase;

import java.util.List;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/** Invoices as mails. */
final class SampleMails {

    private SampleMails() {}

    /** All of them; the database does not take the third one. */
    static List<MimeMessage> all() throws MessagingException {
        return List.of(
                mail("Invoice 2026-0117", "saddle; 2; 117.50\nbridle; 1; 38.00\n"),
                mail("Invoice 2026-0118", "hay; 40; 6.25\n"),
                mail("Invoice 2026-0119", "dates; 3; 4.80\nwater; 0; 0.10\n"),
                mail("Invoice 2026-0120", "tent; 1; 512.00\nrope; 12; 3.00\npegs; 24; 0.75\n"));
    }

    private static MimeMessage mail(String subject, String text) throws MessagingException {
        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setFrom("bea@example.org");
        mail.setSubject(subject);
        mail.setText(text);
        mail.saveChanges();
        return mail;
    }
}
