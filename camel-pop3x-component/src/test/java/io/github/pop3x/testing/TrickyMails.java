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
package io.github.pop3x.testing;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Messages that have tripped mail programs: lawful ones, and such as a server keeps all the same. Stateless. */
public final class TrickyMails {

    private static final int HUGE = 1_500_000;

    private final Map<String, byte[]> mails = new LinkedHashMap<>();

    private TrickyMails() {}

    /**
     * Makes all of them, the same at every call.
     *
     * @return octets by name, in a fixed order
     */
    public static Map<String, byte[]> all() {
        var tricky = new TrickyMails();
        tricky.dots();
        tricky.lengths();
        tricky.lineEndings();
        tricky.octets();
        tricky.headers();
        tricky.shapes();
        return Collections.unmodifiableMap(tricky.mails);
    }

    /** RFC 1939 §3: what must be stuffed, and what looks as if it were. */
    private void dots() {
        body("a lone dot", ".\r\n");
        body("lone dots around everything", ".\r\n.\r\n\r\n.\r\ntext\r\n.\r\n.\r\n");
        body("dots in front of lines", "..\r\n...\r\n.text\r\n..text\r\n. \r\n.\t\r\n");
        body("a reply in the body", ".\r\n+OK 3 messages\r\n-ERR [SYS/TEMP] no\r\n.\r\nQUIT\r\n");
        body("a dot without a line ending", "text\r\n.");
    }

    /** RFC 5322 §2.1.1 and the sizes that buffers have. */
    private void lengths() {
        for (int length : new int[] {510, 512, 998, 1_000, 1_024, 4_096, 8_191, 8_192, 8_193, 16_384, 70_000}) {
            body("a line of " + length, "x".repeat(length) + "\r\n.\r\n");
            body("a dot and a line of " + length, "." + "y".repeat(length - 1) + "\r\nafter\r\n");
        }
        body("as large as it is", "0123456789abcdef.\r\n".repeat(HUGE / 19));
        mail("a header field of 10,000", "Subject: " + "z".repeat(10_000) + "\r\n\r\nbody\r\n");
        mail("a thousand folded lines", "To: a@example.org" + ",\r\n b@example.org".repeat(1_000) + "\r\n\r\nbody\r\n");
    }

    /** Only CRLF ends a line. */
    private void lineEndings() {
        body("bare LF", "one\ntwo\n.\nthree\n");
        body("bare CR", "one\rtwo\r.\rthree\r\n");
        body("every mixture", "crlf\r\nlf\ncr\rcrcrlf\r\r\nlfcr\n\rcrcr\r\rlflf\n\nend\r\n");
        body("CR before the dot", "text\r\r\n.\r\r\n\r.\r\n");
        body("ends in CR", "text\r");
        body("no final newline", "one\r\ntwo");
        body("blank lines at the end", "text\r\n\r\n\r\n\r\n");
    }

    private void octets() {
        body("NUL", "a\0b\r\n\0\r\n\0.\r\n.\0\r\n");
        var every = new StringBuilder();
        for (int octet = 0; octet < 256; octet++) {
            every.append((char) octet).append("\r\n.").append((char) octet);
        }
        body("every octet", every + "\r\n");
        body("control characters", "\u0001\u001a\u001b[2J\u007f\b\f\u000b\r\n");
        mail("raw latin-1 in the header", "Subject: caf\u00e9 \u00ff\r\nFrom: J\u00f6rg\r\n\r\nbody \u00e9\r\n");
        String utf8 = new String("Grüße €".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        mail("raw UTF-8 in the header", "Subject: " + utf8 + "\r\n\r\n" + utf8 + "\r\n");
    }

    private void headers() {
        mail("no blank line", "From: bob@example.org\r\nSubject: header only\r\n");
        mail("no body", "From: bob@example.org\r\nSubject: blank line, no body\r\n\r\n");
        mail("no header", "\r\nbody only\r\n");
        mail("no field", "this is no field\r\n nor is this\r\nNeither\r\n: name\r\n\r\nbody\r\n");
        mail("fields that mean something to servers", """
                X-UIDL: 0001
                Status: RO
                X-Status: D
                Content-Length: 99999

                body
                """.replace("\n", "\r\n"));
        body("a line that begins like an mbox", "From bob Tue Jul  1 10:00:00 2025\r\n>From quoted\r\n");
    }

    private void shapes() {
        mail("empty", "");
        mail("a CRLF", "\r\n");
        mail("one octet", "x");
        body("twin", "the same octets twice\r\n");
        mails.put("its twin", mails.get("twin"));
    }

    private void body(String name, String body) {
        mail(name, "From: Bob <bob@example.org>\r\nSubject: " + name + "\r\n\r\n" + body);
    }

    /** A character is an octet. */
    private void mail(String name, String message) {
        mails.put(name, message.getBytes(StandardCharsets.ISO_8859_1));
    }
}
