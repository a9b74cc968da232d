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

import java.util.ArrayList;
import java.util.List;

/** Finds the encoded words of a text, in a time that grows with its length. For one text. */
final class WordFinder {

    private static final int LONGEST_CHARSET = 80;

    private final String text;

    /** Where the first {@code ?=} stands that was looked for; the length of the text if there is none. */
    private int end;

    WordFinder(String text) {
        this.text = text;
    }

    /** All words, in their order. */
    List<EncodedWord> all() {
        List<EncodedWord> words = new ArrayList<>();
        for (int at = text.indexOf("=?"); at >= 0; ) {
            EncodedWord word = at(at);
            if (word != null) {
                words.add(word);
            }
            at = text.indexOf("=?", word == null ? at + 1 : word.end());
        }
        return words;
    }

    /** The word that begins at an index, or null if none does. */
    EncodedWord at(int start) {
        int encoding = encodingOf(start);
        if (encoding < 0) {
            return null;
        }
        boolean base64 = Character.toLowerCase(text.charAt(encoding)) == 'b';
        String label = text.substring(start + 2, encoding - 1);
        int language = label.indexOf('*');
        String charset = language < 0 ? label : label.substring(0, language);
        int from = encoding + 2;
        int to = endOf(from, base64);
        int next = nextStart(from, to);
        if (next < to || to == text.length()) {
            to = withoutEnd(from, next, base64);
            int after = to < text.length() && text.charAt(to) == '?' ? to + 1 : to;
            return new EncodedWord(start, after, charset, base64, text.substring(from, to));
        }
        return new EncodedWord(start, to + 2, charset, base64, text.substring(from, to));
    }

    /** Where the letter of the encoding stands, if a word begins at an index; else -1. */
    private int encodingOf(int start) {
        int mark = start + 2;
        while (mark < text.length() && mark - start < LONGEST_CHARSET && isOfLabel(text.charAt(mark))) {
            mark++;
        }
        boolean begins = text.startsWith("=?", start)
                && mark + 2 < text.length()
                && text.charAt(mark) == '?'
                && "bBqQ".indexOf(text.charAt(mark + 1)) >= 0
                && text.charAt(mark + 2) == '?';
        return begins ? mark + 1 : -1;
    }

    private static boolean isOfLabel(char next) {
        return next > ' ' && next < 127 && "?=<>@,;\"[]".indexOf(next) < 0;
    }

    private int endOf(int from, boolean base64) {
        int found = find(from);
        // A question mark that is not encoded may precede an octet that is.
        while (!base64 && found + 3 < text.length() && isHex(found + 2) && isHex(found + 3)) {
            String following = text.substring(found + 2, Math.min(text.length(), found + 2 + LONGEST_CHARSET));
            int later = following.indexOf("?=");
            int next = following.indexOf("=?");
            if (later < 0 || next >= 0 && next < later) {
                break;
            }
            found += 2 + later;
        }
        return found;
    }

    private int find(int from) {
        if (end < from) {
            int found = text.indexOf("?=", from);
            end = found < 0 ? text.length() : found;
        }
        return end;
    }

    /** Where another word begins before an index, or that index. */
    private int nextStart(int from, int to) {
        for (int next = text.indexOf("=?", from); next >= 0 && next < to; next = text.indexOf("=?", next + 1)) {
            if (encodingOf(next) >= 0) {
                return next;
            }
        }
        return to;
    }

    /** Where the text of a word ends that lacks its end: before the first blank or foreign character. */
    private int withoutEnd(int from, int limit, boolean base64) {
        int to = from;
        while (to < limit && isOfText(text.charAt(to), base64)) {
            to++;
        }
        return to;
    }

    private static boolean isOfText(char next, boolean base64) {
        return base64
                ? next < 128 && (Base64Digits.value((byte) next) >= 0 || next == '=')
                : next > ' ' && next != '?' && next != '"' && next != '<' && next != '>';
    }

    private boolean isHex(int index) {
        char next = text.charAt(index);
        return next < 128 && QuotedPrintableOctets.isHex((byte) next);
    }
}
