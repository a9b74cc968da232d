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

/** Mails with a text that shows nothing, which hides no other. */
public final class BlankMails {

    private BlankMails() {}

    public static Stream<BreakingMail> all() {
        return Stream.of(
                new BreakingMail("a plain version of no octet but a soft line break", """
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: quoted-printable

                        =

                        --b
                        Content-Type: text/html; charset=utf-8

                        <p>order</p>
                        --b--
                        """, """
                        Content-Type = text/html; charset=utf-8
                        | <p>order</p>
                        """),
                new BreakingMail("a plain version of a line break in base64", """
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: base64

                        DQo=
                        --b
                        Content-Type: text/html; charset=utf-8

                        <p>order</p>
                        --b--
                        """, """
                        Content-Type = text/html; charset=utf-8
                        | <p>order</p>
                        """),
                new BreakingMail("a plain version of no-break spaces", """
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: quoted-printable

                        =C2=A0=C2=A0
                        =E2=80=8B
                        --b
                        Content-Type: text/html; charset=utf-8

                        <p>order</p>
                        --b--
                        """, """
                        Content-Type = text/html; charset=utf-8
                        | <p>order</p>
                        """),
                new BreakingMail("a plain version of a no-break space of windows-1252", """
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain; charset=windows-1252
                        Content-Transfer-Encoding: quoted-printable

                        =A0
                        --b
                        Content-Type: text/html; charset=utf-8

                        <p>order</p>
                        --b--
                        """, """
                        Content-Type = text/html; charset=utf-8
                        | <p>order</p>
                        """),
                new BreakingMail("a plain version of a byte order mark", """
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: base64

                        77u/DQo=
                        --b
                        Content-Type: text/html; charset=utf-8

                        <p>order</p>
                        --b--
                        """, """
                        Content-Type = text/html; charset=utf-8
                        | <p>order</p>
                        """),
                new BreakingMail("a blank plain text before HTML", """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8



                        --b
                        Content-Type: text/html; charset=utf-8

                        <p>order</p>
                        --b
                        Content-Type: application/pdf
                        Content-Disposition: attachment; filename=f.pdf

                        PDF
                        --b--
                        """, """
                        Content-Type = text/html; charset=utf-8
                        | <p>order</p>
                        + f.pdf [application/pdf] PDF
                        """),
                new BreakingMail("a blank plain text before a file", """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8

                        \s

                        --b
                        Content-Type: application/pdf
                        Content-Disposition: attachment; filename=f.pdf

                        PDF
                        --b--
                        """, """
                        + f.pdf [application/pdf] PDF
                        """),
                new BreakingMail("HTML that shows nothing beside a blank text", """
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8

                        \s
                        --b
                        Content-Type: text/html; charset=utf-8

                        <p>&nbsp;</p>
                        --b--
                        """, """
                        + part-2.html [text/html] <p>&nbsp;</p>
                        """),
                new BreakingMail("HTML that shows nothing before a text", """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: text/html; charset=utf-8

                        <html><head><title>x</title><style>p {}</style></head><!-- x -->
                        <body>&#160;<br>&nbsp;</body></html>
                        --b
                        Content-Type: text/plain; charset=utf-8

                        text
                        --b--
                        """, """
                        Content-Type = text/plain; charset=utf-8
                        | text
                        + part-1.html [text/html] 102 octets
                        """),
                new BreakingMail("a picture is no blank", """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: text/html; charset=utf-8

                        <img src=cid:x>
                        --b
                        Content-Type: text/plain; charset=utf-8

                        text
                        --b--
                        """, """
                        Content-Type = text/html; charset=utf-8
                        | <img src=cid:x>
                        + part-2.txt [text/plain] text
                        """));
    }
}
