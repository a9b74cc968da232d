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
package io.github.pop3x.testing.parser;

import java.util.Map;

/** Mails of whose parts another parser says something else than the attachments of an exchange do. */
public final class ExplainedAttachments {

    public static final Map<Differences.Place, ParserDifference> ALL = new Explanations()
            .jakartaMail(ParserDifference.CUT_CHARACTERS, "attachments", "spamassassin/nice-unicode1.eml")
            .jakartaMail(
                    ParserDifference.EMPTY_MULTIPART,
                    "attachments",
                    "mimekit/messages-empty-multipart.eml",
                    "stalwart/malformed-001.eml",
                    "stalwart/malformed-002.eml",
                    "stalwart/malformed-003.eml",
                    "stalwart/malformed-004.eml",
                    "stalwart/malformed-005.eml",
                    "stalwart/malformed-007.eml",
                    "stalwart/malformed-013.eml",
                    "stalwart/malformed-019.eml")
            .jakartaMail(
                    ParserDifference.BROKEN_BASE64,
                    "attachments",
                    "mimekit/partial-rfc2046.eml",
                    "spamassassin/cjk-big5-base64.eml",
                    "spamassassin/nice-mime4.eml",
                    "stalwart/rfc-000.eml",
                    "stalwart/thirdparty-002.eml")
            .jakartaMail(ParserDifference.UNKNOWN_ENCODING, "attachments", "stalwart/thirdparty-004.eml")
            .jakartaMail(
                    ParserDifference.MALFORMED_TYPE,
                    "attachments",
                    "spamassassin/nice-mime8.eml",
                    "stalwart/malformed-017.eml",
                    "stalwart/rfc-001.eml")
            .jakartaMail(ParserDifference.QUOTES_IN_QUOTES, "attachments", "stalwart/thirdparty-010.eml")
            .jakartaMail(ParserDifference.DIGEST, "attachments", "stalwart/rfc-004.eml", "stalwart/thirdparty-007.eml")
            .jakartaMail(ParserDifference.ENCODED_MESSAGE, "attachments", "stalwart/rfc-008.eml")
            .jakartaMail(
                    ParserDifference.PATH_OF_A_FILE,
                    "attachments",
                    "stalwart/legacy-035.eml",
                    "stalwart/legacy-039.eml")
            .mime4j(ParserDifference.EMPTY_MULTIPART, "attachments", "stalwart/malformed-019.eml")
            .mime4j(ParserDifference.OCTETS_LOST, "attachments", "stalwart/legacy-016.eml", "stalwart/legacy-023.eml")
            .mime4j(
                    ParserDifference.DIGITS_LEFT_OVER,
                    "attachments",
                    "mimekit/partial-rfc2046.eml",
                    "spamassassin/nice-mime4.eml",
                    "stalwart/rfc-000.eml")
            .mime4j(ParserDifference.SOFT_LINE_BREAK_AT_THE_END, "attachments", "spamassassin/nice-mime7.eml")
            .mime4j(
                    ParserDifference.UUENCODE,
                    "attachments",
                    "stalwart/legacy-017.eml",
                    "stalwart/legacy-026.eml",
                    "stalwart/legacy-048.eml")
            .mime4j(
                    ParserDifference.MALFORMED_TYPE,
                    "attachments",
                    "spamassassin/nice-mime8.eml",
                    "stalwart/malformed-017.eml")
            .mime4j(
                    ParserDifference.PATH_OF_A_FILE,
                    "attachments",
                    "stalwart/legacy-035.eml",
                    "stalwart/legacy-039.eml",
                    "stalwart/rfc-001.eml")
            .all();

    private ExplainedAttachments() {}
}
