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

import java.util.Locale;

/** A kind of defect of a mail. Its {@linkplain #toString() name} is what a route sees. */
public enum MimeDefect {

    /** It has no field at all: it begins with its text, or is empty. */
    NO_HEADER(true),

    /** A line of a header is no field (RFC 5322 §2.2): it was passed over, or the text begins there. */
    MALFORMED_FIELD,

    /** A header is larger than the bound; fields that did not fit were left out. */
    HEADER_TOO_LARGE,

    /** A field holds octets past 127 that are not UTF-8 (RFC 6532); it was read in the charset of the text, or windows-1252. */
    EIGHT_BIT_HEADER,

    /** An encoded word (RFC 2047) is malformed, or in an unknown charset, or not in its charset; it was decoded as far as it can be. */
    UNDECODABLE_WORD,

    /** The type of a part is not written as in RFC 2045 §5.1; what could be read was used. */
    MALFORMED_CONTENT_TYPE,

    /** A Content-Disposition (RFC 2183) is malformed; what could be read was used. */
    MALFORMED_DISPOSITION,

    /** The name of a file is in an unknown charset, or not in its charset, or has a percent sign that begins no octet. */
    UNDECODABLE_NAME,

    /** A multipart does not say where its parts begin (RFC 2046 §5.1.1). */
    MISSING_BOUNDARY,

    /** A multipart has no part: the boundary that it names stands nowhere in it, or only in a closing delimiter. */
    NO_PARTS,

    /** A multipart lacks its closing delimiter: the mail may have been cut. */
    UNCLOSED_MULTIPART,

    /** Parts follow the closing delimiter of their multipart (RFC 2046 §5.1.1); they were kept. */
    PARTS_AFTER_END,

    /** There are more parts than the bound. */
    TOO_MANY_PARTS(true),

    /** Multiparts are nested more deeply than the bound. */
    TOO_DEEP(true),

    /** An unknown transfer encoding; the octets were left as they came. */
    UNKNOWN_ENCODING,

    /** Base64 with foreign octets in it, or without its end, or in several pieces; what is base64 was decoded. */
    BROKEN_BASE64,

    /** Quoted-printable with an equals sign that begins no octet; the sign stayed as it is. */
    BROKEN_QUOTED_PRINTABLE,

    /** Uuencode without its begin or end, with foreign lines in it, or with another file after it; what is uuencode was decoded. */
    BROKEN_UUENCODE,

    /** The text's charset is unknown; it was read as UTF-8 or, if it is not that, as windows-1252. */
    UNKNOWN_CHARSET,

    /** The text is not in its charset; it was read as UTF-8 or, if it is not that, each such octet became U+FFFD. */
    UNDECODABLE_TEXT;

    private final boolean unreadable;

    MimeDefect() {
        this(false);
    }

    MimeDefect(boolean unreadable) {
        this.unreadable = unreadable;
    }

    /** Tells whether no part of the mail is to be relied upon, wherever this happens: its raw octets are. */
    boolean isUnreadable() {
        return unreadable;
    }

    /** In lower case, with hyphens: {@code missing-boundary}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
