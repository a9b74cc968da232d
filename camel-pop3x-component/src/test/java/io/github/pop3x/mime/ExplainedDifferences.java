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
package io.github.pop3x.mime;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where Jakarta Mail or Mime4j read a mail otherwise, and why ours is what the mail says. */
final class ExplainedDifferences {

    private static final Map<String, String> ALL = new TreeMap<>();

    static {
        jakartaMail(
                "gives a multipart up that has no parts, and all after it; here it is a leaf, and what follows is read",
                "mimekit/messages-empty-multipart.eml",
                "stalwart/malformed-001.eml",
                "stalwart/malformed-002.eml",
                "stalwart/malformed-003.eml",
                "stalwart/malformed-004.eml",
                "stalwart/malformed-005.eml",
                "stalwart/malformed-007.eml",
                "stalwart/malformed-013.eml",
                "stalwart/malformed-019.eml");
        jakartaMail(
                "throws at base64 that is cut, or has a mailing list's footer; here all before that is decoded",
                "mimekit/partial-rfc2046.eml",
                "spamassassin/cjk-big5-base64.eml",
                "spamassassin/nice-mime4.eml",
                "stalwart/rfc-000.eml",
                "stalwart/thirdparty-002.eml");
        jakartaMail(
                "takes the parts of a digest for text, against RFC 2046 §5.1.5",
                "stalwart/rfc-004.eml",
                "stalwart/thirdparty-007.eml");
        jakartaMail("throws at an unknown encoding; here the octets stay as they are", "stalwart/thirdparty-004.eml");
        jakartaMail("throws at a quote within a parameter's quotes", "stalwart/thirdparty-010.eml");
        jakartaMail(
                "takes a type whose parameters are not well written for text; here the type counts",
                "stalwart/malformed-017.eml",
                "stalwart/rfc-001.eml");
        jakartaMail("leaves a message undecoded that is encoded, against RFC 2045 §6.4", "stalwart/rfc-008.eml");
        String noHeader = "takes the first lines for a header, though none is a field; here all of it is content";
        jakartaMail(noHeader, "no field", "one octet");
        mime4j(noHeader, "no field", "one octet");
        mime4j(
                "does not know uuencode",
                "stalwart/legacy-017.eml",
                "stalwart/legacy-026.eml",
                "stalwart/legacy-048.eml");
        mime4j(
                "drops the digits of base64 that are less than an octet group; here they are an octet",
                "mimekit/partial-rfc2046.eml",
                "spamassassin/nice-mime4.eml",
                "stalwart/rfc-000.eml",
                "stalwart/thirdparty-002.eml");
        mime4j("leaves the = there with which quoted-printable ends", "spamassassin/nice-mime7.eml");
        mime4j(
                "drops a multipart that has no parts; here it is a leaf",
                "stalwart/malformed-002.eml",
                "stalwart/malformed-004.eml",
                "stalwart/malformed-019.eml");
        mime4j("takes a type without its semicolon for text; here the type counts", "stalwart/malformed-017.eml");
    }

    private ExplainedDifferences() {}

    /** The mails that are read otherwise, each with the parser's name. */
    static Set<String> in(Set<String> mails) {
        return ALL.keySet().stream()
                .filter(explained -> mails.contains(explained.substring(0, explained.indexOf(" ("))))
                .collect(Collectors.toSet());
    }

    private static void jakartaMail(String why, String... mails) {
        explain("Jakarta Mail", why, mails);
    }

    private static void mime4j(String why, String... mails) {
        explain("Mime4j", why, mails);
    }

    private static void explain(String parser, String why, String... mails) {
        for (String mail : mails) {
            ALL.put(mail + " (" + parser + ")", why);
        }
    }
}
