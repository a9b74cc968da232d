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

/** Mails of many parts: which is the text, and what is attached. */
public final class StructuredMails {

    private StructuredMails() {}

    public static Stream<BreakingMail> all() {
        return Stream.of(
                new BreakingMail("two versions, with a picture in one and a file beside", """
                        Content-Type: multipart/mixed; boundary=m

                        preamble
                        --m
                        Content-Type: multipart/alternative; boundary=a

                        --a
                        Content-Type: text/plain

                        plain
                        --a
                        Content-Type: multipart/related; boundary=r

                        --r
                        Content-Type: text/html

                        <b>html</b>
                        --r
                        Content-Type: image/png
                        Content-ID: <i@example.org>

                        PNG
                        --r--
                        --a--
                        --m
                        Content-Type: application/pdf
                        Content-Disposition: attachment; filename=f.pdf

                        PDF
                        --m--
                        epilogue
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | plain
                        + part-1.2.2.png [image/png] PNG
                        + f.pdf [application/pdf] PDF
                        """),
                new BreakingMail("the text is not the first of what is related", """
                        Content-Type: multipart/related; boundary=r; start="<t@x>"

                        --r
                        Content-Type: text/plain
                        Content-ID: <not@x>

                        not this
                        --r
                        Content-Type: text/html
                        Content-ID: <t@x>

                        <p>this</p>
                        --r--
                        """, """
                        Content-Type = text/html; charset=UTF-8
                        | <p>this</p>
                        + part-1.txt [text/plain] not this
                        """),
                new BreakingMail("the file comes before the text", """
                        Content-Type: multipart/mixed; boundary=m

                        --m
                        Content-Type: text/plain; name=notes.txt

                        file
                        --m

                        text
                        --m--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | text
                        + notes.txt [text/plain] file
                        """),
                new BreakingMail("nothing to read but a file that is shown", """
                        Content-Type: multipart/mixed; boundary=m

                        --m
                        Content-Type: text/plain; name=a.txt
                        Content-Disposition: inline

                        shown
                        --m--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | shown
                        + a.txt [text/plain] shown
                        """),
                new BreakingMail("a version of the text with nothing in it", """
                        Content-Type: multipart/alternative; boundary=a

                        --a
                        Content-Type: text/html

                        <p>this</p>
                        --a

                        --a--
                        """, """
                        Content-Type = text/html; charset=UTF-8
                        | <p>this</p>
                        """),
                new BreakingMail("an invitation beside the text", """
                        Content-Type: multipart/alternative; boundary=a

                        --a
                        Content-Type: text/plain

                        come
                        --a
                        Content-Type: text/html

                        <p>come</p>
                        --a
                        Content-Type: text/calendar; method=REQUEST

                        BEGIN:VCALENDAR
                        --a--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | come
                        + part-3.ics [text/calendar] BEGIN:VCALENDAR
                        """),
                new BreakingMail("a mail in a mail, with a multipart of its own", """
                        Content-Type: multipart/mixed; boundary=m

                        --m

                        see below
                        --m
                        Content-Type: message/rfc822

                        Subject: inner
                        Content-Type: multipart/mixed; boundary=m2

                        --m2
                        Content-Type: application/zip; name=evil.zip

                        PK
                        --m2--
                        --m--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | see below
                        + part-2.eml [message/rfc822] 126 octets
                        """),
                new BreakingMail("a digest, whose parts are mails", """
                        Content-Type: multipart/digest; boundary=d

                        --d

                        Subject: one

                        1
                        --d--
                        """, """
                        + part-1.eml [message/rfc822] Subject: one\\r\\n\\r\\n1
                        """),
                new BreakingMail("a signature over a text", """
                        Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=s

                        --s
                        Content-Type: text/plain

                        signed
                        --s
                        Content-Type: application/pkcs7-signature; name=smime.p7s
                        Content-Transfer-Encoding: base64

                        MAA=
                        --s--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | signed
                        + smime.p7s [application/pkcs7-signature] 0\\0
                        """),
                new BreakingMail("TNEF", """
                        Content-Type: multipart/mixed; boundary=t

                        --t
                        Content-Type: text/plain

                        see winmail
                        --t
                        Content-Type: application/ms-tnef; name="winmail.dat"
                        Content-Transfer-Encoding: base64

                        eJ8+Ig==
                        --t--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | see winmail
                        + winmail.dat [application/ms-tnef] x\\x9F>"
                        """),
                new BreakingMail("no text at all", """
                        Content-Type: application/pdf
                        Content-Transfer-Encoding: base64

                        JVBERi0x
                        """, """
                        + part.pdf [application/pdf] %PDF-1
                        """),
                new BreakingMail("the same boundary inside and outside", """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: multipart/mixed; boundary=b

                        --b

                        text
                        --b--
                        --b--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | text
                        """),
                new BreakingMail("a boundary that begins like another", """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: multipart/mixed; boundary=bb

                        --bb

                        text
                        --bb--
                        --b \s
                        Content-Type: image/gif; name=g.gif

                        --bbb
                        --b-
                        GIF
                        --b--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | text
                        + g.gif [image/gif] --bbb\\r\\n--b-\\r\\nGIF
                        """),
                new BreakingMail("the outer multipart ends, the inner never did", """
                        Content-Type: multipart/mixed; boundary=outer

                        --outer
                        Content-Type: multipart/mixed; boundary=inner

                        --inner

                        text
                        --outer
                        Content-Type: image/gif; name=g.gif

                        GIF
                        --outer--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | text
                        + g.gif [image/gif] GIF
                        ! unclosed-multipart in part 1
                        """),
                new BreakingMail(
                        "bare LF ends the lines",
                        "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\n\\nte\\rxt\\n--b\\n"
                                + "Content-Type: image/gif; name=g.gif\\n\\nG\\r\\nF\\n--b--\\n",
                        """
                        Content-Type = text/plain; charset=UTF-8
                        | te
                        | xt
                        + g.gif [image/gif] G\\r\\nF
                        """));
    }
}
