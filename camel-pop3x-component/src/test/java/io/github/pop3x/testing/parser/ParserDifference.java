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
    NO_FIELD_NAME(
            "takes lines for fields that have no colon, or no name before it, such as the first line of an mbox file",
            "passed over: no field (RFC 5322 §2.2); `malformed-field`"),

    UTF8_TAKEN_FOR_LATIN1(
            "reads UTF-8 in fields, and in text that declares no charset, as ISO-8859-1",
            "octets that are UTF-8 are read as that (RFC 6532)"),

    CONTROLS_OF_LATIN1(
            "reads octets from 128 to 159 as the controls of ISO-8859-1",
            "characters of windows-1252, which ISO-8859-1 means (WHATWG Encoding Standard)"),

    OCTETS_LOST(
            "loses octets past 127 in fields, names of files and text that declares no charset: `?` or U+FFFD stands there",
            "UTF-8 if the octets are that, else windows-1252, in which each is a character"),

    RAW_FIELDS(
            "reads octets past 127 in fields as ISO-8859-1, whatever the text is in",
            "in the charset that the text declares, if they are not UTF-8; `eight-bit-header`"),

    BYTE_ORDER_MARK(
            "takes a byte order mark before the mail for a part of the first field's name", "no part of the mail"),

    CUT_CHARACTERS(
            "decodes each encoded word by itself, though two of them share a character",
            "such words are made one; RFC 2047 §5 forbids them, and they are common"),

    WORDS_LEFT_ENCODED(
            "leaves encoded words encoded that are not written as RFC 2047 §5 has it, such as one in parentheses, one without "
                    + "blanks around it, or one in a charset that Java does not have",
            "decoded wherever they stand"),

    LANGUAGE_OF_A_WORD("leaves encoded words encoded that name a language", "decoded (RFC 2231 §5)"),

    WORDS_IN_QUOTES(
            "decodes what looks like an encoded word within the quotes of a parameter",
            "left as it came (RFC 2047 §5); the name of the file is decoded"),

    COMMENT_IN_A_NAME("drops what stands in parentheses within a name of a person", "left as it came"),

    ADDRESS_CUT("cuts an address at a letter that is not ASCII", "the whole address (RFC 6532 §3.2)"),

    NO_ADDRESS(
            "decodes a field of addresses in which something is no address",
            "decoded, in quotes, so that no decoded word passes for an address"),

    UNKNOWN_CHARSET(
            "throws at a charset that Java does not have, such as UTF-7",
            "UTF-8 if the octets are that, else windows-1252; `unknown-charset`"),

    NO_HEADER(
            "gives a mail that has no field an empty text, or one without its first lines",
            "the body is the octets, all of them; `no-header`"),

    EMPTY_MULTIPART(
            "gives up the whole mail, or drops the part, where a multipart has no parts",
            "the multipart is a part like any other, and what follows is read; `no-parts`"),

    BROKEN_BASE64("throws at base64 that is cut, or has a mailing list's footer", "what precedes; `broken-base64`"),

    DIGITS_LEFT_OVER(
            "drops the last digits of base64, where they are fewer than a group",
            "as many octets as the digits hold; `broken-base64`"),

    SOFT_LINE_BREAK_AT_THE_END(
            "leaves the `=` there with which quoted-printable ends", "a soft line break is no octet (RFC 2045 §6.7)"),

    UNKNOWN_ENCODING("throws at a transfer encoding that nobody knows", "the octets as they are; `unknown-encoding`"),

    UUENCODE("does not decode uuencode", "decoded"),

    MALFORMED_TYPE(
            "takes a part for text, or for nameless, whose Content-Type is not well written, such as one that lacks a "
                    + "semicolon",
            "what can be read of the type and its parameters counts; `malformed-content-type`"),

    QUOTES_IN_QUOTES(
            "throws at quotes within a parameter's quotes",
            "what can be read of the parameters counts; `malformed-content-type`"),

    DIGEST("takes the parts of a digest for text", "messages (RFC 2046 §5.1.5)"),

    ENCODED_MESSAGE("leaves a message in a message encoded", "decoded, though RFC 2045 §6.4 forbids to encode it"),

    PATH_OF_A_FILE("gives paths and drives in names of files as they came", "cut off (CVE-2018-8041)");

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
