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

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The text that follows the fields of a header without the empty line between (RFC 5322 §2.1). It begins at the first line that
 * is no field, if no field that mails usually have comes after that. Stateless.
 */
final class TextInHeader {

    private static final Pattern USUAL_FIELD = Pattern.compile(
            "(?i)(?:from|sender|reply-to|to|cc|bcc|subject|date|message-id|mime-version|received|return-path"
                    + "|delivered-to|references|in-reply-to|user-agent|status|content-[a-z-]+|x-[!-9;-~]+|dkim-[a-z-]+"
                    + "|arc-[a-z-]+|list-[a-z-]+|resent-[a-z-]+|authentication-results)[ \t]*:.*");

    private static final Pattern FIELD = Pattern.compile("[^\\s:]+[ \t]*:.*");

    /** What a sender has folded without a blank is longer than most words. */
    private static final int LONGEST_WORD = 30;

    private TextInHeader() {}

    /**
     * Finds the text.
     *
     * @param header its octets, without the empty line that ends it
     * @param ended whether an empty line ends it; then a line without blanks counts only if it may be a word
     * @return where its first line begins, or -1 if there is none
     */
    static int start(byte[] header, boolean ended) {
        String text = new String(header, StandardCharsets.ISO_8859_1);
        boolean afterField = false;
        String before = "";
        int found = -1;
        for (int start = 0; start < text.length(); ) {
            int lineFeed = text.indexOf('\n', start);
            int end = lineFeed < 0 ? text.length() : lineFeed + 1;
            String line = text.substring(start, end).stripTrailing();
            boolean folded = line.startsWith(" ") || line.startsWith("\t") || HeaderFields.isParameterOf(before, line);
            boolean field = FIELD.matcher(line).matches();
            if (USUAL_FIELD.matcher(line).matches()) {
                found = -1;
            } else if (found < 0 && afterField && !folded && !field && isText(line, ended)) {
                found = start;
            }
            afterField |= field;
            before = line;
            start = end;
        }
        return found;
    }

    private static boolean isText(String line, boolean ended) {
        return !line.isEmpty() && (!ended || line.indexOf(' ') > 0 || line.length() <= LONGEST_WORD);
    }
}
