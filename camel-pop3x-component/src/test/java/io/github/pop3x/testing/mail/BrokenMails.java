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

/** Mails that are not valid MIME, or hardly. */
public final class BrokenMails {

    private BrokenMails() {}

    public static Stream<BreakingMail> all() {
        return Stream.of(
                new BreakingMail("a mail that is one text file", """
                        Content-Type: text/csv; charset=utf-8
                        Content-Disposition: attachment; filename=orders.csv

                        nr;city""", """
                        Content-Disposition = attachment; filename=orders.csv
                        Content-Type = text/csv; charset=utf-8
                        | nr;city
                        + orders.csv [text/csv] nr;city
                        """),
                new BreakingMail("the same boundary inside and outside, and a file after the inner end", """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: multipart/alternative; boundary=b

                        --b

                        text
                        --b--
                        --b
                        Content-Type: image/gif; name=g.gif

                        GIF
                        --b--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | text
                        + g.gif [image/gif] GIF
                        """),
                new BreakingMail("a part after the end", """
                        Content-Type: multipart/mixed; boundary=b

                        --b

                        text
                        --b--
                        --b
                        Content-Type: image/gif; name=g.gif

                        GIF
                        --b--
                        epilogue
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | text
                        + g.gif [image/gif] GIF
                        ! parts-after-end
                        """),
                new BreakingMail("no octet at all", "", "= octets\n! no-header\n"),
                new BreakingMail("no header, only a body", "\nbody only\n", "= octets\n! no-header\n"),
                new BreakingMail(
                        "text from the first line on",
                        "hello there\nbye\n",
                        "= octets\n! no-header, malformed-field\n"),
                new BreakingMail("only a header", "Subject: s\nFrom: b@example.org\n", """
                        Content-Type = text/plain; charset=UTF-8
                        From = b@example.org
                        Subject = s
                        """),
                new BreakingMail("unknown charset", """
                        Content-Type: text/plain; charset=x-klingon

                        gr\\xC3\\xBC\\xC3\\x9F
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | gr\u00fc\u00df
                        ! unknown-charset
                        """),
                new BreakingMail("a charset that is no name", """
                        Content-Type: text/plain; charset="../\\x00 ;x"

                        caf\\xE9
                        """, """
                        Content-Type = text/plain; charset=windows-1252
                        | caf\u00e9
                        ! unknown-charset
                        """),
                new BreakingMail("not the charset that it says", """
                        Content-Type: text/plain; charset=utf-8

                        caf\\xE9
                        """, """
                        Content-Type = text/plain; charset=utf-8
                        | caf\ufffd
                        ! undecodable-text
                        """),
                new BreakingMail("eight bits and no charset", """
                        Subject: s

                        caf\\xE9
                        """, """
                        Content-Type = text/plain; charset=windows-1252
                        Subject = s
                        | caf\u00e9
                        """),
                new BreakingMail("a multipart without a boundary", """
                        Content-Type: multipart/mixed

                        --b

                        text
                        --b--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | --b
                        |\s
                        | text
                        | --b--
                        ! missing-boundary
                        """),
                new BreakingMail("a boundary that stands nowhere", """
                        Content-Type: multipart/mixed; boundary=here

                        --there

                        text
                        --there--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | --there
                        |\s
                        | text
                        | --there--
                        ! no-parts
                        """),
                new BreakingMail("a multipart with a closing delimiter alone", """
                        Content-Type: multipart/mixed; boundary=b

                        text
                        --b--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | text
                        ! no-parts
                        """),
                new BreakingMail("cut in the middle of a part", """
                        Content-Type: multipart/mixed; boundary=b

                        --b

                        text
                        --b
                        Content-Type: application/pdf; name=a.pdf
                        Content-Transfer-Encoding: base64

                        JVBERi0x""", """
                        Content-Type = text/plain; charset=UTF-8
                        | text
                        + a.pdf [application/pdf] %PDF-1
                        ! unclosed-multipart
                        """),
                new BreakingMail("cut in the middle of a part's header", """
                        Content-Type: multipart/mixed; boundary=b

                        --b

                        text
                        --b
                        Content-Type: appli""", """
                        Content-Type = text/plain; charset=UTF-8
                        | text
                        ! malformed-content-type in part 2, unclosed-multipart
                        """),
                new BreakingMail("base64 with a foreign line and no end", """
                        Content-Type: application/octet-stream; name=x.bin
                        Content-Transfer-Encoding: base64

                        aGVs
                        *** cut here ***
                        bG8""", """
                        + x.bin [application/octet-stream] hello
                        ! broken-base64
                        """),
                new BreakingMail("base64 with a mailing list's footer", """
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: base64

                        aGVsbG8=
                        ____
                        To unsubscribe: ...
                        """, """
                        Content-Type = text/plain; charset=utf-8
                        | hello
                        ! broken-base64
                        """),
                new BreakingMail("quoted-printable that is not", """
                        Content-Type: text/plain; charset=us-ascii
                        Content-Transfer-Encoding: quoted-printable

                        100=25 =ZZ =
                        on=""", """
                        Content-Type = text/plain; charset=us-ascii
                        | 100% =ZZ on
                        ! broken-quoted-printable
                        """),
                new BreakingMail("an encoding that nobody knows", """
                        Content-Type: text/plain
                        Content-Transfer-Encoding: x-rot13

                        uryyb
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | uryyb
                        ! unknown-encoding
                        """),
                new BreakingMail("a type that is no type", """
                        Content-Type: text
                        Subject: s

                        body
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        Subject = s
                        | body
                        ! malformed-content-type
                        """),
                new BreakingMail("a type with parameters that are none", """
                        Content-Type: multipart/mixed;; boundary = "b" ; ; charset

                        --b

                        text
                        --b--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | text
                        ! malformed-content-type
                        """),
                new BreakingMail("lines that are no fields", """
                        From bob Tue Jul  1 10:00:00 2025
                        >From quoted
                        no field
                        : nor this
                        X Y: nor this
                        Subject: s

                        body
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        Subject = s
                        | body
                        ! malformed-field
                        """));
    }
}
