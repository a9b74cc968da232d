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

/**
 * Decodes the encoded words of a field of addresses (RFC 5322 §3.4). The field is taken apart first, so that no decoded name
 * can pass for an address: what was decoded is in quotes where that is needed. Addresses stay as they came. For one field.
 */
final class AddressWords {

    private final String value;
    private final Runnable undecodable;
    private final WordFinder words;
    private final StringBuilder decoded = new StringBuilder();
    private final List<Piece> phrase = new ArrayList<>();
    private int position;

    /**
     * A piece of what stands before an address.
     *
     * @param raw as it came
     * @param plain what it means
     * @param word whether an encoded word is in it
     */
    private record Piece(String raw, String plain, boolean word) {}

    private AddressWords(String value, Runnable undecodable) {
        this.value = value;
        this.undecodable = undecodable;
        this.words = new WordFinder(value);
    }

    /** Decodes a field; {@code undecodable} is run for a word that cannot be decoded in full. */
    static String decode(String value, Runnable undecodable) {
        return new AddressWords(value, undecodable).decode();
    }

    private String decode() {
        while (position < value.length()) {
            int start = position;
            char next = value.charAt(position);
            EncodedWord word = next == '=' ? words.at(position) : null;
            if (word != null) {
                addWords(word);
            } else if (next == '"') {
                addQuoted();
            } else if (next == '(') {
                endPieces();
                position = endOf('(', ')');
                decoded.append(comment(value.substring(start, position)));
            } else if (next == '<') {
                endName();
                position = endOf('<', '>');
                decoded.append(value, start, position);
            } else if (next == ',' || next == ';' || next == ':') {
                endPieces();
                position++;
                decoded.append(next);
            } else {
                addText();
            }
        }
        endPieces();
        return decoded.toString();
    }

    private void addWords(EncodedWord first) {
        int start = position;
        EncodedWord word = first;
        position = first.end();
        while (word != null) {
            position = word.end();
            int next = position;
            while (next < value.length() && Character.isWhitespace(value.charAt(next))) {
                next++;
            }
            word = next < value.length() && value.charAt(next) == '=' ? words.at(next) : null;
        }
        String raw = value.substring(start, position);
        phrase.add(new Piece(raw, EncodedWords.decode(raw, undecodable), true));
    }

    private void addQuoted() {
        int start = position++;
        StringBuilder plain = new StringBuilder();
        for (; position < value.length() && value.charAt(position) != '"'; position++) {
            boolean escape = value.charAt(position) == '\\' && position + 1 < value.length();
            position += escape ? 1 : 0;
            plain.append(value.charAt(position));
        }
        position = Math.min(position + 1, value.length());
        String text = plain.toString();
        String withoutWords = EncodedWords.decode(text, undecodable);
        phrase.add(new Piece(value.substring(start, position), withoutWords, !withoutWords.equals(text)));
    }

    private void addText() {
        int start = position++;
        boolean blank = Character.isWhitespace(value.charAt(start));
        while (position < value.length()
                && "\"(<,;:".indexOf(value.charAt(position)) < 0
                && Character.isWhitespace(value.charAt(position)) == blank
                && !value.startsWith("=?", position)) {
            position++;
        }
        String text = value.substring(start, position);
        phrase.add(new Piece(text, text, false));
    }

    /** Where what opens at the position ends, after what closes it. */
    private int endOf(char opens, char closes) {
        int depth = 0;
        for (int i = position; i < value.length(); i++) {
            char next = value.charAt(i);
            if (next == '\\') {
                i++;
            } else if (next == opens && (opens == '(' || depth == 0)) {
                depth++;
            } else if (next == closes && --depth == 0) {
                return i + 1;
            }
        }
        return value.length();
    }

    private String comment(String raw) {
        if (!raw.contains("=?")) {
            return raw;
        }
        String inner = raw.substring(1, raw.endsWith(")") && raw.length() > 1 ? raw.length() - 1 : raw.length());
        String text = FieldText.withoutControls(EncodedWords.decode(inner, undecodable));
        return "(" + text.replaceAll("[()\\\\]", "\\\\$0") + ")";
    }

    /** Ends what stands before an address in angle brackets: a name, which is put in quotes as a whole. */
    private void endName() {
        if (phrase.stream().noneMatch(Piece::word)) {
            endPieces();
            return;
        }
        StringBuilder raw = new StringBuilder();
        StringBuilder name = new StringBuilder();
        phrase.forEach(piece -> {
            raw.append(piece.raw());
            name.append(piece.plain());
        });
        phrase.clear();
        int blanks = raw.length() - raw.toString().stripLeading().length();
        boolean blankAfter = Character.isWhitespace(raw.charAt(raw.length() - 1));
        decoded.append(raw, 0, blanks).append(quoted(name.toString().strip())).append(blankAfter ? " " : "");
    }

    /** Ends what may be an address itself: only what was decoded is put in quotes. */
    private void endPieces() {
        phrase.forEach(piece -> decoded.append(piece.word() ? quoted(piece.plain()) : piece.raw()));
        phrase.clear();
    }

    private static String quoted(String name) {
        String text = FieldText.withoutControls(name);
        boolean plain =
                !text.isEmpty() && text.chars().allMatch(c -> c >= ' ' && c < 127 && "()<>@,;:\\\".[]".indexOf(c) < 0);
        return plain ? text : '"' + text.replaceAll("[\"\\\\]", "\\\\$0") + '"';
    }
}
