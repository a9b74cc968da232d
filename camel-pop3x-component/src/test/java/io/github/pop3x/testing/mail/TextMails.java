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

import java.util.stream.Stream;

/** Mails with several texts: which of them are the body. */
public final class TextMails {

    private TextMails() {}

    public static Stream<BreakingMail> all() {
        return Stream.of(
                new BreakingMail("text around a picture and a file", """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8

                        one
                        --b
                        Content-Type: application/pdf
                        Content-Disposition: attachment; filename=f.pdf

                        PDF
                        --b
                        Content-Type: text/plain; charset=utf-8

                        two
                        --b
                        Content-Type: text/plain; charset=utf-8

                        three
                        --b--
                        """, """
                        Content-Type = text/plain; charset=utf-8
                        | one
                        | two
                        | three
                        + f.pdf [application/pdf] PDF
                        """),
                new BreakingMail("texts in multiparts within one another", """
                        Content-Type: multipart/mixed; boundary=m

                        --m
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8

                        one
                        --b
                        Content-Type: text/html; charset=utf-8

                        <p>one</p>
                        --b--
                        --m
                        Content-Type: text/plain; charset=utf-8

                        two
                        --m--
                        """, """
                        Content-Type = text/plain; charset=utf-8
                        | one
                        | two
                        """),
                new BreakingMail("HTML with a footer that is plain", """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: text/html; charset=utf-8

                        <p>one</p>
                        --b
                        Content-Type: text/plain; charset=utf-8

                        footer
                        --b--
                        """, """
                        Content-Type = text/html; charset=utf-8
                        | <p>one</p>
                        + part-2.txt [text/plain] footer
                        """),
                new BreakingMail("two plain texts and HTML in an alternative", """
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8

                        one
                        --b
                        Content-Type: text/plain; charset=utf-8

                        two
                        --b
                        Content-Type: text/html; charset=utf-8

                        <p>one</p>
                        --b--
                        """, """
                        Content-Type = text/plain; charset=utf-8
                        | one
                        | two
                        """),
                new BreakingMail("plain texts in different charsets", """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: text/plain; charset=iso-8859-1
                        Content-Transfer-Encoding: quoted-printable

                        =E9
                        --b
                        Content-Type: text/plain; charset=koi8-r
                        Content-Transfer-Encoding: quoted-printable

                        =FA
                        --b--
                        """, """
                        Content-Type = text/plain; charset=iso-8859-1
                        | \u00e9
                        | \u0417
                        """),
                new BreakingMail("only the first text of a report", """
                        Content-Type: multipart/report; report-type=delivery-status; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8

                        failed
                        --b
                        Content-Type: message/delivery-status

                        Action: failed
                        --b
                        Content-Type: text/plain; charset=utf-8

                        the mail
                        --b--
                        """, """
                        Content-Type = text/plain; charset=utf-8
                        | failed
                        + part-2.txt [message/delivery-status] Action: failed
                        + part-3.txt [text/plain] the mail
                        """),
                new BreakingMail("AMP, watch HTML and a calendar beside a text", """
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8

                        text
                        --b
                        Content-Type: text/x-amp-html

                        <html amp4email>
                        --b
                        Content-Type: text/watch-html

                        <b>t</b>
                        --b
                        Content-Type: text/calendar

                        BEGIN:VCALENDAR
                        --b--
                        """, """
                        Content-Type = text/plain; charset=utf-8
                        | text
                        + part-4.ics [text/calendar] BEGIN:VCALENDAR
                        """),
                new BreakingMail("a multipart without a boundary beside a file", """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: multipart/alternative

                        no parts
                        --b
                        Content-Type: application/pdf
                        Content-Disposition: attachment; filename=f.pdf

                        PDF
                        --b--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | no parts
                        + f.pdf [application/pdf] PDF
                        ! missing-boundary in part 1
                        """));
    }
}
