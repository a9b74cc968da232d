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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.internet.MimeUtility;

/**
 * Encoded words (RFC 2047) that end within a character whose other octets are in the next word. §5 forbids that, and
 * senders that count octets do it all the same. Such words are made one, for a decoder that takes each word by itself.
 */
final class EncodedWords {

    /** The charset may have a language behind it (RFC 2231 §5). */
    private static final Pattern WORD = Pattern.compile("=\\?([^?*\\s]+)(?:\\*[^?\\s]*)?\\?([BbQq])\\?([!->@-~]*)\\?=");

    private EncodedWords() {}

    private record Word(int start, int end, String charset, byte[] octets) {

        boolean isContinuedBy(Word next, String text) {
            return charset.equalsIgnoreCase(next.charset)
                    && text.substring(end, next.start).isBlank();
        }
    }

    /**
     * Mends a text.
     *
     * @param text unfolded
     * @return the same text, where no word ends within a character that the next one completes
     */
    static String mended(String text) {
        List<Word> words = words(text);
        StringBuilder mended = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < words.size(); i++) {
            Word first = words.get(i);
            Word last = first;
            Cut cut = Cut.in(first.charset());
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            octets.writeBytes(first.octets());
            while (cut.isLeftBy(last.octets()) && i + 1 < words.size() && last.isContinuedBy(words.get(i + 1), text)) {
                i++;
                last = words.get(i);
                octets.writeBytes(last.octets());
            }
            if (last != first) {
                String encoded = Base64.getEncoder().encodeToString(octets.toByteArray());
                mended.append(text, copied, first.start()).append("=?" + first.charset() + "?B?" + encoded + "?=");
                copied = last.end();
            }
        }
        return mended.append(text, copied, text.length()).toString();
    }

    /** Those that are encoded as they should be. */
    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(text); word.find(); ) {
            boolean base64 = word.group(2).equalsIgnoreCase("B");
            try {
                byte[] octets = base64 ? Base64.getDecoder().decode(word.group(3)) : quoted(word.group(3));
                words.add(new Word(word.start(), word.end(), word.group(1), octets));
            } catch (IllegalArgumentException malformed) {
                // Such a word is never joined to another: it is left to the decoder, and to what that makes of it.
                words.add(new Word(word.start(), word.end(), "", new byte[0]));
            }
        }
        return words;
    }

    /** RFC 2047 §4.2. */
    private static byte[] quoted(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next != '=') {
                octets.write(next == '_' ? ' ' : next);
            } else if (i + 2 < text.length()) {
                octets.writeBytes(HexFormat.of().parseHex(text, i + 1, i + 3));
                i += 2;
            } else {
                throw new IllegalArgumentException("an octet that is not written whole");
            }
        }
        return octets.toByteArray();
    }

    /** The octets at the end of a word that are no whole character yet. */
    private static final class Cut {

        private final CharsetDecoder decoder;
        private final CharBuffer unused = CharBuffer.allocate(256);
        private byte[] rest = {};

        private Cut(CharsetDecoder decoder) {
            this.decoder = decoder;
        }

        /** @param charset where nobody knows it, no character is cut */
        static Cut in(String charset) {
            try {
                return new Cut(Charset.forName(MimeUtility.javaCharset(charset))
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                return new Cut(null);
            }
        }

        /** Tells whether a character begins in the octets so far, these the last, and does not end in them. */
        boolean isLeftBy(byte[] octets) {
            if (decoder == null) {
                return false;
            }
            ByteBuffer in = ByteBuffer.allocate(rest.length + octets.length);
            in.put(rest).put(octets).flip();
            while (decoder.decode(in, unused, false).isOverflow()) {
                unused.clear();
            }
            unused.clear();
            rest = new byte[in.remaining()];
            in.get(rest);
            return rest.length > 0;
        }
    }
}
