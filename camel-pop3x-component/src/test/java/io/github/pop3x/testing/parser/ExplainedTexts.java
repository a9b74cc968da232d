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

/** Mails whose text another parser reads otherwise than the body of an exchange has it. */
public final class ExplainedTexts {

    public static final Map<Differences.Place, ParserDifference> ALL = new Explanations()
            .jakartaMail(ParserDifference.UTF8_TAKEN_FOR_LATIN1, "text", "raw UTF-8 in the header")
            .jakartaMail(ParserDifference.CONTROLS_OF_LATIN1, "text", "every octet")
            .jakartaMail(
                    ParserDifference.UNKNOWN_CHARSET,
                    "text",
                    "stalwart/legacy-001.eml",
                    "stalwart/legacy-005.eml",
                    "stalwart/legacy-034.eml")
            .jakartaMail(ParserDifference.NO_HEADER, "text", "a CRLF", "empty", "no field", "no header", "one octet")
            .jakartaMail(ParserDifference.MALFORMED_TYPE, "text", "stalwart/malformed-017.eml", "stalwart/rfc-001.eml")
            .jakartaMail(ParserDifference.DIGEST, "text", "stalwart/rfc-004.eml", "stalwart/thirdparty-007.eml")
            .mime4j(
                    ParserDifference.OCTETS_LOST,
                    "text",
                    "every octet",
                    "raw UTF-8 in the header",
                    "raw latin-1 in the header",
                    "stalwart/legacy-052.eml",
                    "stalwart/thirdparty-010.eml")
            .mime4j(
                    ParserDifference.UNKNOWN_CHARSET,
                    "text",
                    "stalwart/legacy-001.eml",
                    "stalwart/legacy-005.eml",
                    "stalwart/legacy-034.eml")
            .mime4j(
                    ParserDifference.NO_HEADER,
                    "text",
                    "a CRLF",
                    "empty",
                    "no field",
                    "no header",
                    "one octet",
                    "stalwart/malformed-002.eml",
                    "stalwart/malformed-004.eml")
            .mime4j(ParserDifference.DIGITS_LEFT_OVER, "text", "stalwart/thirdparty-002.eml")
            .mime4j(ParserDifference.EMPTY_MULTIPART, "text", "stalwart/malformed-019.eml")
            .mime4j(ParserDifference.MALFORMED_TYPE, "text", "stalwart/malformed-017.eml")
            .all();

    private ExplainedTexts() {}
}
