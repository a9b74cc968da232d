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

/** Fields that another parser reads otherwise than the headers of an exchange have them. */
public final class ExplainedFields {

    public static final Map<Differences.Place, ParserDifference> ALL = new Explanations()
            .jakartaMail(
                    ParserDifference.NO_FIELD_NAME,
                    "no field",
                    "mimekit/messages-feedback-report.eml",
                    "mimekit/messages-issue358.eml",
                    "mimekit/messages-multipart-digest.eml",
                    "no field",
                    "one octet",
                    "spamassassin/cjk-gb2312.eml",
                    "spamassassin/dkim-AddedVtag_07.eml",
                    "spamassassin/dkim-MultipleReceived_08.eml",
                    "spamassassin/dkim-NonExistingHeader_09.eml",
                    "spamassassin/nice-001.eml",
                    "spamassassin/nice-016.eml",
                    "spamassassin/nice-authres.eml",
                    "spamassassin/nice-mailman_message.eml",
                    "spamassassin/nice-mime1.eml",
                    "spamassassin/nice-mime2.eml",
                    "spamassassin/nice-mime3.eml",
                    "spamassassin/nice-mime4.eml",
                    "spamassassin/nice-mime5.eml",
                    "spamassassin/nice-mime6.eml",
                    "spamassassin/nice-mime7.eml",
                    "spamassassin/nice-mime8.eml",
                    "spamassassin/nice-mime9.eml")
            .jakartaMail(ParserDifference.UTF8_TAKEN_FOR_LATIN1, "cc", "spamassassin/nice-unicode1.eml")
            .jakartaMail(ParserDifference.UTF8_TAKEN_FOR_LATIN1, "from", "spamassassin/nice-unicode1.eml")
            .jakartaMail(ParserDifference.UTF8_TAKEN_FOR_LATIN1, "message-id", "spamassassin/nice-unicode1.eml")
            .jakartaMail(ParserDifference.UTF8_TAKEN_FOR_LATIN1, "received", "spamassassin/nice-unicode1.eml")
            .jakartaMail(ParserDifference.UTF8_TAKEN_FOR_LATIN1, "return-path", "spamassassin/nice-unicode1.eml")
            .jakartaMail(ParserDifference.UTF8_TAKEN_FOR_LATIN1, "subject", "raw UTF-8 in the header")
            .jakartaMail(ParserDifference.UTF8_TAKEN_FOR_LATIN1, "to", "spamassassin/nice-unicode1.eml")
            .jakartaMail(ParserDifference.CUT_CHARACTERS, "content-disposition", "spamassassin/nice-unicode1.eml")
            .jakartaMail(ParserDifference.CUT_CHARACTERS, "subject", "spamassassin/nice-unicode1.eml")
            .jakartaMail(ParserDifference.RAW_FIELDS, "list-id", "spamassassin/cjk-big5-base64.eml")
            .jakartaMail(ParserDifference.RAW_FIELDS, "subject", "spamassassin/cjk-big5-base64.eml")
            .jakartaMail(
                    ParserDifference.WORDS_LEFT_ENCODED,
                    "from",
                    "spamassassin/cjk-gb2312.eml",
                    "spamassassin/nice-unicode2.eml")
            .jakartaMail(
                    ParserDifference.WORDS_LEFT_ENCODED,
                    "subject",
                    "stalwart/legacy-001.eml",
                    "stalwart/legacy-005.eml")
            .jakartaMail(
                    ParserDifference.WORDS_LEFT_ENCODED,
                    "to",
                    "mimekit/messages-stack-overflow.eml",
                    "stalwart/legacy-001.eml",
                    "stalwart/legacy-005.eml")
            .jakartaMail(ParserDifference.BYTE_ORDER_MARK, "from", "mimekit/messages-feedback-report.eml")
            .mime4j(ParserDifference.BYTE_ORDER_MARK, "from", "mimekit/messages-feedback-report.eml")
            .mime4j(
                    ParserDifference.WORDS_LEFT_ENCODED,
                    "subject",
                    "stalwart/legacy-001.eml",
                    "stalwart/legacy-005.eml")
            .mime4j(ParserDifference.WORDS_LEFT_ENCODED, "to", "stalwart/legacy-001.eml", "stalwart/legacy-005.eml")
            .mime4j(ParserDifference.NO_FIELD_NAME, "no field", "no field")
            .mime4j(ParserDifference.OCTETS_LOST, "from", "raw latin-1 in the header")
            .mime4j(ParserDifference.OCTETS_LOST, "list-id", "spamassassin/cjk-big5-base64.eml")
            .mime4j(
                    ParserDifference.OCTETS_LOST,
                    "subject",
                    "raw latin-1 in the header",
                    "spamassassin/cjk-big5-base64.eml",
                    "stalwart/legacy-009.eml",
                    "stalwart/legacy-010.eml",
                    "stalwart/legacy-015.eml",
                    "stalwart/legacy-016.eml",
                    "stalwart/legacy-018.eml",
                    "stalwart/legacy-020.eml",
                    "stalwart/legacy-022.eml",
                    "stalwart/legacy-023.eml",
                    "stalwart/legacy-024.eml",
                    "stalwart/legacy-025.eml",
                    "stalwart/legacy-026.eml",
                    "stalwart/legacy-027.eml",
                    "stalwart/legacy-050.eml",
                    "stalwart/legacy-051.eml",
                    "stalwart/legacy-052.eml")
            .mime4j(
                    ParserDifference.OCTETS_LOST,
                    "to",
                    "stalwart/legacy-009.eml",
                    "stalwart/legacy-010.eml",
                    "stalwart/legacy-015.eml",
                    "stalwart/legacy-016.eml",
                    "stalwart/legacy-017.eml",
                    "stalwart/legacy-018.eml",
                    "stalwart/legacy-020.eml",
                    "stalwart/legacy-022.eml",
                    "stalwart/legacy-023.eml",
                    "stalwart/legacy-024.eml",
                    "stalwart/legacy-025.eml",
                    "stalwart/legacy-026.eml",
                    "stalwart/legacy-027.eml",
                    "stalwart/legacy-050.eml",
                    "stalwart/legacy-051.eml",
                    "stalwart/legacy-052.eml")
            .mime4j(ParserDifference.LANGUAGE_OF_A_WORD, "subject", "spamassassin/nice-unicode1.eml")
            .mime4j(ParserDifference.LANGUAGE_OF_A_WORD, "to", "spamassassin/nice-unicode1.eml")
            .mime4j(ParserDifference.WORDS_IN_QUOTES, "content-disposition", "spamassassin/nice-unicode1.eml")
            .mime4j(ParserDifference.COMMENT_IN_A_NAME, "from", "spamassassin/cjk-gb2312.eml")
            .mime4j(ParserDifference.ADDRESS_CUT, "from", "spamassassin/nice-unicode1.eml")
            .mime4j(ParserDifference.NO_ADDRESS, "from", "spamassassin/nice-unicode2.eml")
            .mime4j(ParserDifference.NO_ADDRESS, "to", "mimekit/messages-stack-overflow.eml")
            .all();

    private ExplainedFields() {}
}
