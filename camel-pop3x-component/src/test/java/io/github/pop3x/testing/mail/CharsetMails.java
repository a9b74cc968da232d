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

/** Mails whose charset or encoding is to be found out. */
public final class CharsetMails {

    private CharsetMails() {}

    public static Stream<BreakingMail> all() {
        return Stream.of(
                new BreakingMail("raw fields in the charset of the text, those of parts too", """
                        Subject: \\xda\\xc1\\xcb\\xc1\\xda
                        X-Two: Gr\\xc3\\xbc\\xc3\\x9fe
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: text/plain; charset=koi8-r

                        text
                        --b
                        Content-Type: application/pdf; name=\\xda\\xc1\\xcb.pdf

                        PDF
                        --b--
                        """, """
                        Content-Type = text/plain; charset=koi8-r
                        Subject = \u0437\u0430\u043a\u0430\u0437
                        X-Two = Gr\u00fc\u00dfe
                        | text
                        + \u0437\u0430\u043a.pdf [application/pdf] PDF
                        ! eight-bit-header
                        """),
                new BreakingMail("raw fields of a mail whose text is UTF-8", """
                        Subject: caf\\xe9
                        Content-Type: text/plain; charset=utf-8

                        text
                        """, """
                        Content-Type = text/plain; charset=utf-8
                        Subject = caf\u00e9
                        | text
                        ! eight-bit-header
                        """),
                new BreakingMail("octets that are not encoded within an encoded word", """
                        Subject: =?iso-8859-1?Q?Fr\\xf6sche?= =?utf-8?Q?\\xc3\\xb6?=
                        Content-Type: text/plain; charset=utf-8

                        text
                        """, """
                        Content-Type = text/plain; charset=utf-8
                        Subject = Fr\u00f6sche\u00c3\u00b6
                        | text
                        ! eight-bit-header, undecodable-word
                        """),
                new BreakingMail("a text labelled base64 that is not base64", """
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: base64

                        Please send 20 pieces, order 4711.
                        Thank you!
                        """, """
                        Content-Type = text/plain; charset=utf-8
                        | Please send 20 pieces, order 4711.
                        | Thank you!
                        ! broken-base64
                        """),
                new BreakingMail("UTF-16 without a byte order mark", """
                        Content-Type: text/plain; charset=utf-16
                        Content-Transfer-Encoding: base64

                        AFQAZQB4AHQ=
                        """, """
                        Content-Type = text/plain; charset=UTF-16BE
                        | Text
                        """));
    }
}
