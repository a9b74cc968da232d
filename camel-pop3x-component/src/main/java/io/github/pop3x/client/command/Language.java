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
package io.github.pop3x.client.command;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.client.text.ServerText;

/**
 * A language in which a server's texts may come (RFC 6856 §3).
 *
 * @param tag the language tag (RFC 5646), as the server wrote it
 * @param description what people call it, in UTF-8 on the wire; the empty string if the server gave none
 */
public record Language(String tag, String description) {

    /** Reads the lines of an answer to LANG. */
    static final class Parser implements ResponseParser<List<Language>> {

        private static final int MAX_LINES = 1000;

        private final List<Language> languages = new ArrayList<>();

        @Override
        public void status(StatusLine status) {
            // The text of the status line means nothing here.
        }

        @Override
        public void line(byte[] octets, int from, int to) throws ProtocolException {
            if (languages.size() == MAX_LINES) {
                throw new ProtocolException("more than the limit of " + MAX_LINES + " languages");
            }
            String line = ServerText.decode(new String(octets, from, to - from, StandardCharsets.ISO_8859_1));
            String[] words = line.strip().split("[ \t]+", 2);
            languages.add(new Language(words[0], words.length == 2 ? words[1] : ""));
        }

        @Override
        public List<Language> value() {
            return List.copyOf(languages);
        }
    }
}
