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

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The charset of a text, by the mail's own rules and never by the platform's: that of its byte order mark; what the entity
 * declares, or HTML and XML within themselves, if its octets are that; UTF-8, if they are that; else what is declared, or
 * windows-1252 where that is nothing, ASCII (RFC 2045 §5.2) or unknown. Labels mean what the WHATWG Encoding Standard says.
 */
public final class TextCharset {

    /** A shorter text, in octets, is read once, and looked at in memory. */
    static final int IN_MEMORY = 64 * 1024;

    private TextCharset() {}

    /** The charset of a short text, of which nothing is reported. */
    static Charset of(MimeEntity text, byte[] octets) throws IOException {
        return of(text, octets, InputStream::nullInputStream, new MimeDefects());
    }

    /**
     * Finds the charset of an entity's text. A text that is longer than its first octets is read, and not kept.
     *
     * @param text any entity
     * @param first its {@linkplain #firstOctets first octets}
     * @param mail the octets it was read from
     * @param defects where it is noted if the declared charset is unknown, or the text not written in it
     * @return never null
     */
    static Charset of(MimeEntity text, byte[] first, OctetSource mail, MimeDefects defects) throws IOException {
        TextStart start = new TextStart(first);
        Map<Charset, Boolean> checked = new HashMap<>();
        CharsetEvidence.Check<IOException> octets = charset -> {
            Boolean before = checked.get(charset);
            boolean written = before != null
                    ? before
                    : first.length < IN_MEMORY
                            ? CharsetEvidence.isWrittenIn(first, charset)
                            : isWrittenIn(charset, () -> text.open(mail));
            checked.put(charset, written);
            return written;
        };
        Charset marked = start.byteOrderMark();
        if (marked != null && octets.isWrittenIn(marked)) {
            return marked;
        }
        String label = text.parameter("charset");
        label = label == null || label.isBlank() ? null : label;
        Charset declared = start.byteOrder(CharsetLabels.find(label));
        if (label == null || CharsetLabels.saysNothing(declared) && !octets.isWrittenIn(StandardCharsets.UTF_8)) {
            String within = start.label(text.type());
            Charset meant = start.byteOrder(CharsetLabels.find(within));
            declared = meant == null ? declared : meant;
            label = label == null ? within : label;
        }
        if (CharsetLabels.saysNothing(declared) && start.isJapanese()) {
            declared = CharsetLabels.JAPANESE;
        }
        boolean unknown = label != null && CharsetLabels.find(label) == null;
        Charset charset =
                start.isUtf16(declared) ? declared : CharsetEvidence.choose(declared, octets, CharsetLabels.WESTERN);
        if (unknown) {
            defects.add(MimeDefect.UNKNOWN_CHARSET, text.path());
        }
        boolean replaced = declared != null
                && (charset.equals(declared) ? !octets.isWrittenIn(charset) : !isUtf8InAscii(declared, charset));
        if (replaced) {
            defects.add(MimeDefect.UNDECODABLE_TEXT, text.path());
        }
        return charset;
    }

    /** Programs that declare ASCII and write UTF-8 are common, and nothing is lost. */
    private static boolean isUtf8InAscii(Charset declared, Charset charset) {
        return CharsetLabels.isAscii(declared) && charset.equals(StandardCharsets.UTF_8);
    }

    /**
     * Finds a charset to read a whole mail in, header and encoded parts included.
     *
     * @param mail as it was read
     * @param octets those it was read from
     * @return never null; one in which ASCII is ASCII
     */
    public static Charset ofWhole(MimeEntity mail, OctetSource octets) throws IOException {
        Charset declared = CharsetLabels.find(mail.parameter("charset"));
        boolean usable = declared != null && CharsetLabels.holdsAscii(declared);
        return CharsetEvidence.choose(
                usable ? declared : null, charset -> isWrittenIn(charset, octets), CharsetLabels.WESTERN);
    }

    /**
     * The Content-Type of a text that is no longer octets.
     *
     * @param charset what it was read in
     * @return the entity's own field if that names this charset, else its type with it; a multipart without parts is plain text
     */
    static String contentType(MimeEntity text, Charset charset) {
        if (!text.type().startsWith("text/")) {
            return "text/plain; charset=" + charset.name();
        }
        boolean named = charset.equals(CharsetLabels.find(text.parameter("charset")));
        return named ? text.contentType() : text.type() + "; charset=" + charset.name();
    }

    /** Fewer than {@link #IN_MEMORY} of them are all of a text. */
    static byte[] firstOctets(MimeEntity text, OctetSource mail) throws IOException {
        // Only uuencode can stand for more octets than it has. A stream takes a block for each 8 KiB that may come.
        boolean shrinks = text.encoding() != TransferEncoding.UUENCODE;
        int most = shrinks ? (int) Math.min(IN_MEMORY, text.encodedLength()) : IN_MEMORY;
        try (InputStream octets = text.open(mail)) {
            return octets.readNBytes(most);
        }
    }

    private static boolean isWrittenIn(Charset charset, OctetSource text) throws IOException {
        try (InputStream octets = text.open();
                Reader characters = new InputStreamReader(octets, CharsetEvidence.strict(charset))) {
            characters.transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException notWrittenInIt) {
            return false;
        }
    }
}
