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
package io.github.pop3x.content;

import java.time.DateTimeException;

/**
 * Reads a date piece by piece, from its start. What is not as it must be ends in a {@link DateTimeException}. Letters and
 * digits are those of ASCII; blanks are of any kind. For one thread.
 */
final class DateScanner {

    private final String text;
    private int next;

    DateScanner(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return next == text.length();
    }

    void requireEnd() {
        require(isAtEnd());
    }

    boolean isAtLetter() {
        return !isAtEnd() && isLetter(text.charAt(next));
    }

    private boolean isAtBlank() {
        return !isAtEnd() && Character.isWhitespace(text.charAt(next));
    }

    /** @return whether it was there */
    boolean skip(char wanted) {
        boolean isThere = !isAtEnd() && text.charAt(next) == wanted;
        next += isThere ? 1 : 0;
        return isThere;
    }

    void require(char wanted) {
        require(skip(wanted));
    }

    void skipBlanks() {
        while (isAtBlank()) {
            next++;
        }
    }

    /** At least one. */
    void blanks() {
        require(isAtBlank());
        skipBlanks();
    }

    /** Blanks and hyphens, at least one. */
    void separator() {
        int start = next;
        do {
            skipBlanks();
        } while (skip('-'));
        require(next > start);
    }

    /** @return 1 or -1 */
    int sign() {
        if (skip('+')) {
            return 1;
        }
        require('-');
        return -1;
    }

    /** All the letters that follow. */
    String letters(int least, int most) {
        int start = next;
        while (isAtLetter()) {
            next++;
        }
        return since(start, least, most);
    }

    /** All the digits that follow. */
    String digits(int least, int most) {
        int start = next;
        while (!isAtEnd() && isDigit(text.charAt(next))) {
            next++;
        }
        return since(start, least, most);
    }

    /** Of all the digits that follow. */
    int number(int least, int most) {
        return Integer.parseInt(digits(least, most));
    }

    /** Of that many digits; more may follow. */
    int number(int digits) {
        int number = 0;
        for (int end = next + digits; next < end; next++) {
            require(!isAtEnd() && isDigit(text.charAt(next)));
            number = 10 * number + text.charAt(next) - '0';
        }
        return number;
    }

    private String since(int start, int least, int most) {
        require(next - start >= least && next - start <= most);
        return text.substring(start, next);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static void require(boolean isRight) {
        if (!isRight) {
            throw new DateTimeException("not a date as mails have it");
        }
    }
}
