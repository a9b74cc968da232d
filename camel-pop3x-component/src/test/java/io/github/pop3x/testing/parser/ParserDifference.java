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

/** What other parsers make of a mail that a route sees otherwise, and why. The rows of a table in docs/mapping.md. */
public enum ParserDifference {
    NO_FIELD_NAME("takes lines without a name and a colon for fields", "left out (RFC 5322 §2.2); `malformed-field`"),

    UTF8_TAKEN_FOR_LATIN1("reads UTF-8 in fields, and in text without a charset, as ISO-8859-1", "UTF-8 (RFC 6532)"),

    CONTROLS_OF_LATIN1("reads octets from 128 to 159 as controls", "windows-1252 (WHATWG Encoding Standard)"),

    OCTETS_LOST("loses octets past 127 in fields, file names and text without a charset", "UTF-8, else windows-1252"),

    RAW_FIELDS(
            "reads octets past 127 in fields as ISO-8859-1", "UTF-8, else the charset of the text; `eight-bit-header`"),

    BYTE_ORDER_MARK("takes a byte order mark for a part of the first field's name", "no part of the mail"),

    CUT_CHARACTERS(
            "decodes each encoded word by itself, though two share a character",
            "such words are joined, against RFC 2047 §5"),

    WORDS_LEFT_ENCODED("leaves encoded words encoded that are not as in RFC 2047 §5", "decoded wherever they stand"),

    LANGUAGE_OF_A_WORD("leaves encoded words with a language encoded", "decoded (RFC 2231 §5)"),

    WORDS_IN_QUOTES(
            "decodes an encoded word in the quotes of a parameter",
            "left as it is (RFC 2047 §5); a file name is decoded"),

    COMMENT_IN_A_NAME("drops parentheses in a person's name", "left as it is"),

    ADDRESS_CUT("cuts an address at a letter that is not ASCII", "the whole address (RFC 6532 §3.2)"),

    NO_ADDRESS("decodes a field with an invalid address", "decoded in quotes, so that no word passes for an address"),

    UNKNOWN_CHARSET(
            "throws at a charset that Java lacks, such as UTF-7", "UTF-8, else windows-1252; `unknown-charset`"),

    NO_HEADER("loses text of a mail without fields", "the body is the octets; `no-header`"),

    EMPTY_MULTIPART("drops a multipart without parts, or the whole mail", "a part like any other; `no-parts`"),

    BROKEN_BASE64("throws at base64 that is cut or has a footer", "what precedes; `broken-base64`"),

    DIGITS_LEFT_OVER("drops an incomplete group of base64", "the octets that it holds; `broken-base64`"),

    SOFT_LINE_BREAK_AT_THE_END(
            "leaves a last `=` of quoted-printable", "a soft line break is no octet (RFC 2045 §6.7)"),

    UNKNOWN_ENCODING("throws at an unknown transfer encoding", "the octets as they are; `unknown-encoding`"),

    UUENCODE("does not decode uuencode", "decoded"),

    MALFORMED_TYPE(
            "misreads a malformed Content-Type, such as one without a semicolon",
            "what can be read counts; `malformed-content-type`"),

    QUOTES_IN_QUOTES("throws at quotes in a parameter's quotes", "what can be read counts; `malformed-content-type`"),

    DIGEST("takes the parts of a digest for text", "messages (RFC 2046 §5.1.5)"),

    ENCODED_MESSAGE("leaves an encoded message in a message encoded", "decoded, against RFC 2045 §6.4"),

    PATH_OF_A_FILE("leaves paths and drives in file names", "cut off (CVE-2018-8041)");

    private final String theirs;
    private final String ours;

    ParserDifference(String theirs, String ours) {
        this.theirs = theirs;
        this.ours = ours;
    }

    /** What the other parser does. */
    public String theirs() {
        return theirs;
    }

    /** What a route sees, and why. */
    public String ours() {
        return ours;
    }
}
