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
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;

import jakarta.mail.internet.MimeUtility;

/**
 * The charset of a text, by the mail's own rules and never by the platform's: what the entity declares, if its octets may
 * be that; where it declares nothing, ASCII (RFC 2045 §5.2) or something unknown, UTF-8 if its octets are that, else
 * ISO-8859-1, in which no octet is lost.
 */
public final class TextCharset {

    private TextCharset() {}

    /**
     * Finds the charset of an entity's text. Reads the text once, and keeps none of it.
     *
     * @param text any entity
     * @param mail the octets it was read from
     * @param defects told if the declared charset is unknown, or the text not written in it
     * @return never null
     */
    public static Charset of(MimeEntity text, OctetSource mail, MimeDefects defects) throws IOException {
        Charset declared = declaredBy(text, defects);
        boolean sure = declared != null && !declared.equals(StandardCharsets.US_ASCII);
        Charset charset = sure ? declared : StandardCharsets.UTF_8;
        if (isWrittenIn(charset, () -> text.open(mail))) {
            return charset;
        }
        if (declared != null) {
            defects.add(MimeDefect.UNDECODABLE_TEXT, text.path());
        }
        return sure ? declared : StandardCharsets.ISO_8859_1;
    }

    /**
     * Finds a charset to read a whole mail in, header and encoded parts included.
     *
     * @param mail as it was read
     * @param octets those it was read from
     * @return never null; one in which ASCII is ASCII
     */
    public static Charset ofWhole(MimeEntity mail, OctetSource octets) throws IOException {
        Charset declared = declaredBy(mail, new MimeDefects());
        if (declared != null && holdsAscii(declared) && isWrittenIn(declared, octets)) {
            return declared;
        }
        return isWrittenIn(StandardCharsets.UTF_8, octets) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    /**
     * The Content-Type of a text that is no longer octets.
     *
     * @param charset what it was read in
     * @return the entity's own field if that names this charset, else its type with it
     */
    public static String contentType(MimeEntity text, Charset charset) {
        boolean named = charset.equals(declaredBy(text, new MimeDefects()));
        return named ? text.contentType() : text.type() + "; charset=" + charset.name();
    }

    private static boolean holdsAscii(Charset charset) {
        return charset.canEncode() && Arrays.equals("a:".getBytes(charset), "a:".getBytes(StandardCharsets.US_ASCII));
    }

    private static Charset declaredBy(MimeEntity text, MimeDefects defects) {
        String name = text.parameter("charset");
        if (name == null || name.isBlank()) {
            return null;
        }
        try {
            return Charset.forName(MimeUtility.javaCharset(name.strip()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            defects.add(MimeDefect.UNKNOWN_CHARSET, text.path());
            return null;
        }
    }

    private static boolean isWrittenIn(Charset charset, OctetSource text) throws IOException {
        CharsetDecoder strict = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (InputStream octets = text.open();
                Reader characters = new InputStreamReader(octets, strict)) {
            characters.transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException notWrittenInIt) {
            return false;
        }
    }
}
