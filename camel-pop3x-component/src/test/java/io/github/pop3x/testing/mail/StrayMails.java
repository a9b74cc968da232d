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

/** Mails whose lines, fields or parts stand where they should not. */
public final class StrayMails {

    private StrayMails() {}

    public static Stream<BreakingMail> all() {
        return Stream.of(
                new BreakingMail("a part without the empty line after its header", """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Content-Type: text/plain; charset=utf-8
                        Dear John,
                        Note: this is text
                        --b
                        Content-Type: text/csv; name=a.csv
                        Content-Transfer-Encoding: base64
                        MTsy
                        --b--
                        """, """
                        Content-Type = text/plain; charset=utf-8
                        | Dear John,
                        | Note: this is text
                        + a.csv [text/csv] 1;2
                        ! malformed-field in part 1
                        """),
                new BreakingMail("a mail without the empty line after its header", """
                        Subject: s
                        Dear John,

                        this is text
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        Subject = s
                        | Dear John,
                        |\s
                        | this is text
                        ! malformed-field
                        """),
                new BreakingMail("a line among fields, and a long one before the text", """
                        Subject: s
                        no field
                        X-Key: a
                        0123456789012345678901234567890123456789

                        text
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        Subject = s
                        X-Key = a
                        | text
                        ! malformed-field
                        """),
                new BreakingMail("parameters on lines that are not folded", """
                        Content-Type: multipart/mixed;
                        boundary=b
                        Subject: s

                        --b

                        text
                        --b
                        Content-Type: image/gif;
                        name=g.gif

                        GIF
                        --b--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        Subject = s
                        | text
                        + g.gif [image/gif] GIF
                        ! malformed-field
                        """),
                new BreakingMail("empty lines before the header", """


                        From: a@example.org
                        Subject: s

                        text
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        From = a@example.org
                        Subject = s
                        | text
                        ! malformed-field
                        """),
                new BreakingMail("an empty line before a text", """

                        Note: this is text

                        more
                        """, """
                        = octets
                        ! no-header
                        """),
                new BreakingMail("each CR twice", """
                        Subject: s\r
                        Content-Type: multipart/mixed; boundary=b\r
                        \r
                        --b\r
                        \r
                        text\r
                        --b--\r
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        Subject = s
                        | text
                        """),
                new BreakingMail("empty fields before those that say something", """
                        Content-Type:
                        Content-Type: text/html; charset=utf-8
                        Content-Transfer-Encoding:
                        Content-Transfer-Encoding: base64

                        PHA+aGVsbG88L3A+
                        """, """
                        Content-Type = text/html; charset=utf-8
                        | <p>hello</p>
                        """),
                new BreakingMail("a raw subject in ISO-2022-JP", """
                        Subject: \\x1b$B@A5a=q\\x1b(B

                        \\x1b$B@A5a=q\\x1b(B
                        """, """
                        Content-Type = text/plain; charset=x-windows-iso2022jp
                        Subject = \u8acb\u6c42\u66f8
                        | \u8acb\u6c42\u66f8
                        """),
                new BreakingMail("two texts of HTML in an alternative", """
                        Content-Type: multipart/alternative; boundary=b

                        --b

                        text
                        --b
                        Content-Type: text/html

                        <p>text</p>
                        --b
                        Content-Type: text/html

                        <p>other</p>
                        --b--
                        """, """
                        Content-Type = text/plain; charset=UTF-8
                        | text
                        + part-3.html [text/html] <p>other</p>
                        """),
                new BreakingMail("a root that is named without brackets", """
                        Content-Type: multipart/related; boundary=b; start="r@x"

                        --b
                        Content-Type: text/html
                        Content-ID: <o@x>

                        <p>other</p>
                        --b
                        Content-Type: text/html; charset=utf-8
                        Content-ID: <r@x>

                        <p>root</p>
                        --b--
                        """, """
                        Content-Type = text/html; charset=utf-8
                        | <p>root</p>
                        + part-1.html [text/html] <p>other</p>
                        """));
    }
}
