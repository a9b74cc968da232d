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

/** Characters that show nothing: blanks, controls, formatting, fillers. Stateless. */
final class BlankCharacters {

    /** Letters and signs that show nothing: the fillers of Hangul, and Braille without dots. */
    private static final String FILLERS = "\u115f\u1160\u3164\uffa0\u2800";

    private BlankCharacters() {}

    /** Tells whether no character of a text is shown; true for an empty text. */
    static boolean areAll(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!is(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether a character shows nothing. */
    static boolean is(char character) {
        if (character > ' ' && character < 127) {
            return false;
        }
        return FILLERS.indexOf(character) >= 0
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
