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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A few dozen mails of every kind that a mailbox meets; the same octets at every run. */
final class SampleMails {

    private static final int BIG = 5 * 1024 * 1024;

    private static final String[] TOPICS = {
        "Minutes of Monday's meeting", "Your order has been sent", "Re: Lunch?", "Invoice 2026-0117",
        "Fwd: Photographs from the coast", "Backup finished", "Welcome to the list", "Reminder: the library",
        "Re: Re: Release plan", "Timetable for the summer", "A question about chapter four", "Thank you"
    };

    private static final String[] SENDERS = {"Bea", "Carl", "Dora", "Emil"};

    private static final String[] TEXTS = {
        "ISO-2022-JP", "Tanaka", "会議の議事録", "お世話になっております。議事録をお送りします。",
        "Big5", "Wang", "下週的行程", "請查收附上的行程表。",
        "KOI8-R", "Ivanova", "Отчёт за март", "Добрый день! Отчёт готов.",
        "GB18030", "Li", "关于合同", "合同已经签好了。",
        "EUC-KR", "Kim", "안녕하세요", "다음 주에 뵙겠습니다.",
        "windows-1253", "Papadopoulou", "Καλημέρα", "Τα λέμε αύριο.",
        "windows-1255", "Cohen", "שלום", "נתראה מחר.",
        "ISO-8859-1", "Müller", "Grüße aus Köln", "Schöne Grüße und bis bald.",
        "UTF-8", "Zoë 🐫", "A camel 🐫 at the mailbox", "Naïve café — “quoted” €5."
    };

    private SampleMails() {}

    /** All of them, each ready to be delivered: CRLF at every line's end. */
    static List<byte[]> all() {
        List<MailText> mails = new ArrayList<>();
        plain(mails);
        html(mails);
        charsets(mails);
        attachments(mails);
        oddities(mails);
        List<byte[]> octets = new ArrayList<>();
        for (MailText mail : mails) {
            octets.add(mail.octets(octets.size() + 1));
        }
        return List.copyOf(octets);
    }

    private static void plain(List<MailText> mails) {
        for (int i = 0; i < TOPICS.length; i++) {
            String sender = SENDERS[i % SENDERS.length];
            String body = "Dear Alice,\r\n\r\nthis is about \"" + TOPICS[i] + "\".\r\n\r\nYours,\r\n" + sender + "\r\n";
            mails.add(MailText.of(sender, TOPICS[i], "text/plain; charset=us-ascii", body));
        }
    }

    private static void html(List<MailText> mails) {
        for (String topic : List.of("The week in camels", "Offers", "Your account")) {
            String page = "<html><body><h1>" + topic + "</h1><p>Read on &rarr;</p></body></html>\r\n";
            mails.add(MailText.of("Newsletter", topic, "text/html; charset=us-ascii", page));
            mails.add(MailText.of("Newsletter", topic + " (both ways)", "multipart/alternative; boundary=either")
                    .part("either", "Content-Type: text/plain", topic + "\r\n")
                    .part("either", "Content-Type: text/html", page)
                    .end("either"));
        }
    }

    private static void charsets(List<MailText> mails) {
        for (int i = 0; i < TEXTS.length; i += 4) {
            mails.add(MailText.of(TEXTS[i + 1], TEXTS[i + 2], "text/plain; charset=" + TEXTS[i])
                    .in(Charset.forName(TEXTS[i]))
                    .text(TEXTS[i + 3] + "\r\n"));
        }
    }

    private static void attachments(List<MailText> mails) {
        String[] files = {"report.pdf", "photo.jpg", "../../etc/passwd", "=?UTF-8?Q?=C3=BCbersicht.ods?="};
        for (int i = 0; i < files.length; i++) {
            mails.add(MailText.of("Office", "With attachment " + (i + 1), "multipart/mixed; boundary=mixed")
                    .part("mixed", "Content-Type: text/plain", "See the attachment.\r\n")
                    .attachment("mixed", files[i], 20_000 * (i + 1))
                    .end("mixed"));
        }
    }

    private static void oddities(List<MailText> mails) {
        String plain = "text/plain; charset=us-ascii";
        mails.add(MailText.of("Dots", "A line that is one dot", plain, "before\r\n.\r\n..\r\n.dot\r\nafter\r\n"));
        mails.add(MailText.of("Margins", "Long lines", plain, "x".repeat(998) + "\r\n" + "y".repeat(20_000) + "\r\n"));
        mails.add(MailText.of("Nobody", "(nothing to say)", plain, "\r\n"));
        mails.add(MailText.of("Silence", "", plain, "There is no subject.\r\n"));
        mails.add(MailText.of(
                "Mallory", "\u001B[2J\u001B]0;owned\u0007 \u202Egnp.exe", plain, "Look at the subject.\r\n"));
        mails.add(MailText.of("Raw", "Eight bits", "text/plain; charset=ISO-8859-1")
                .in(StandardCharsets.ISO_8859_1)
                .text("\u00E4\u00F6\u00FC \u0080\u009F\u00FF without any encoding\r\n"));
        mails.add(MailText.of("Archive", "The big one", "multipart/mixed; boundary=big")
                .attachment("big", "disk-image.bin", BIG * 3 / 4)
                .end("big"));
    }
}
