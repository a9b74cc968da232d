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
import java.nio.charset.Charset;
import java.util.List;

/**
 * Decodes encoded words (RFC 2047) wherever they stand in a text and however they are written: without blanks around them, with
 * blanks in them, without padding, without their end, in an unknown charset, within quotes. Words in the same charset that
 * follow one another are put together before they are decoded, since senders cut characters and groups of digits in two.
 */
final class EncodedWords {

    private EncodedWords() {}

    /**
     * Decodes a text.
     *
     * @param text unfolded
     * @param undecodable run for a word that is malformed, or in an unknown charset, or not in its charset
     */
    static String decode(String text, Runnable undecodable) {
        if (!text.contains("=?")) {
            return text;
        }
        List<EncodedWord> words = new WordFinder(text).all();
        StringBuilder decoded = new StringBuilder();
        int copied = 0;
        int next = 0;
        while (next < words.size()) {
            int first = next++;
            while (next < words.size() && areOne(words.get(next - 1), words.get(next), text)) {
                next++;
            }
            int start = words.get(first).start();
            // Blanks between two words are not part of the text (RFC 2047 §6.2).
            if (first == 0 || !text.substring(copied, start).isBlank()) {
                decoded.append(text, copied, start);
            }
            decoded.append(decode(words.subList(first, next), undecodable));
            copied = words.get(next - 1).end();
        }
        return decoded.append(text, copied, text.length()).toString();
    }

    private static boolean areOne(EncodedWord word, EncodedWord next, String text) {
        return word.charset().equalsIgnoreCase(next.charset())
                && text.substring(word.end(), next.start()).isBlank();
    }

    private static String decode(List<EncodedWord> words, Runnable undecodable) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        StringBuilder digits = new StringBuilder();
        boolean whole = true;
        Charset declared = CharsetLabels.find(words.get(0).charset());
        for (EncodedWord word : words) {
            if (word.base64()) {
                digits.append(word.text());
            }
            if (!word.base64() || !EncodedWord.isCutB(word.text())) {
                whole &= EncodedWord.decodeB(digits, octets);
                digits.setLength(0);
            }
            if (!word.base64()) {
                whole &= EncodedWord.decodeQ(word.text(), declared, octets);
            }
        }
        whole &= EncodedWord.decodeB(digits, octets);
        String text = CharsetEvidence.decode(octets.toByteArray(), declared, CharsetLabels.WESTERN);
        if (!whole || declared == null || text.indexOf('\ufffd') >= 0) {
            undecodable.run();
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
