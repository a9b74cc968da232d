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
package io.github.pop3x.client.auth;

/** The server's words made fit for the sentence of an exception. */
final class ServerText {

    private static final int MAX_CHARS = 300;

    private ServerText() {}

    /** Cut to a bound, control characters shown as dots: what a server sends must not forge a line of a log. */
    static String quotable(String text) {
        String cut = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
        StringBuilder visible = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> visible.appendCodePoint(isVisible(c) ? c : '.'));
        return visible.toString();
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
