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

/** Mails whose fields and names are written in every way. */
public final class NamedMails {

    private NamedMails() {}

    public static Stream<BreakingMail> all() {
        return Stream.of(
                fields(
                        "words in a subject, folded between them",
                        """
                        Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
                          =?iso-8859-1?B?IGF1cyBL9mxu?= and more
                        """,
                        "Subject = Gr\u00fc\u00dfe aus K\u00f6ln and more\n"),
                fields("a character that two words share", """
                        Subject: =?utf-8?Q?omre=C5?= =?utf-8?Q?=BEje?=
                        """, "Subject = omre\u017eje\n"),
                fields(
                        "a name that would pass for an address",
                        """
                        From: =?utf-8?Q?boss=40example.org=3E=2C_x?= <evil@example.net>
                        """,
                        "From = \"boss@example.org>, x\" <evil@example.net>\n"),
                fields("line breaks in an encoded word", """
                        Subject: =?utf-8?Q?a=0D=0ABcc:_all@example.org=0D=0A=0D=0Abody=00?=
                        """, "Subject = a  Bcc: all@example.org    body \n"),
                fields("a word in an unknown charset", "Subject: =?x-klingon?Q?abc?=\n", """
                        Subject = abc
                        ! undecodable-word
                        """),
                fields("raw UTF-8 in a field", "Subject: caf\\xC3\\xA9\n", "Subject = caf\u00e9\n"),
                fields("raw ISO-8859-1 in a field", "Subject: caf\\xE9\n", "Subject = caf\u00e9\n! eight-bit-header\n"),
                fields("the same field twice, in another case", """
                        Received: one
                        RECEIVED: two
                        """, "Received = [one, two]\n"),
                fields("a group of addresses", "To: undisclosed-recipients:;\n", "To = undisclosed-recipients:;\n"),
                file("a name in pieces and encoded", """
                        Content-Disposition: attachment;
                         filename*0*=utf-8'en'%e2%82%ac%20;
                         filename*1="rates.txt"
                        """, "\u20ac rates.txt"),
                file("a name of encoded words, against RFC 2047", """
                        Content-Disposition: attachment; filename="=?utf-8?Q?=C3=A9t=C3=A9.txt?="
                        """, "\u00e9t\u00e9.txt"),
                file("a path in encoded words", """
                        Content-Disposition: attachment; filename="=?utf-8?Q?=2E=2E=2F=2E=2E=2Fetc=2Fpasswd?="
                        """, "passwd"),
                file("a path and a drive", """
                        Content-Disposition: attachment; filename*=utf-8''C%3A%5Cwindows%5C..%5Cevil.exe
                        """, "evil.exe"),
                file("nothing but dots", "Content-Disposition: attachment; filename=\"../..\"\n", "part-2.bin"),
                file("a device", "Content-Disposition: attachment; filename=\"aux.txt\"\n", "_aux.txt"),
                file("a name that ends a line and turns around", """
                        Content-Disposition: attachment; filename*=utf-8''a%0D%0Ab%00%E2%80%AEtxt.exe
                        """, "a__b__txt.exe"),
                file("a name that Simple would run", """
                        Content-Disposition: attachment; filename="${bean:x?method=exit}.txt"
                        """, "_{bean_x_method=exit}.txt"));
    }

    private static BreakingMail fields(String name, String fields, String view) {
        String header = view.startsWith("Content") ? "" : "Content-Type = text/plain; charset=UTF-8\n";
        String[] halves = view.split("(?=! )", 2);
        return new BreakingMail(
                name, fields + "\nbody\n", header + halves[0] + "| body\n" + (halves.length > 1 ? halves[1] : ""));
    }

    private static BreakingMail file(String name, String disposition, String safe) {
        String mail = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n"
                + "Content-Type: application/octet-stream\n" + disposition + "\nfile\n--b--\n";
        String view =
                "Content-Type = text/plain; charset=UTF-8\n| text\n+ " + safe + " [application/octet-stream] file\n";
        return new BreakingMail(name, mail, view);
    }
}
