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
import java.util.Arrays;

/**
 * Tells texts that show nothing from others: they hold blanks alone, no-break spaces too, or elements of HTML without
 * anything in them. A picture is something. Stateless.
 */
final class BlankText {

    /** A longer text is not blank. */
    private static final int LONGEST = 32 * 1024;

    /** So much of a plain text nearly always has a letter. */
    private static final int FIRST = 256;

    private BlankText() {}

    /**
     * Looks at a text. What is read of it ends with its first letter.
     *
     * @param text an entity whose type begins with {@code text/}
     * @param mail the octets it was read from
     */
    static boolean is(MimeEntity text, OctetSource mail) throws IOException {
        if (text.encodedLength() == 0) {
            return true;
        }
        boolean plain = text.type().equals("text/plain");
        try (InputStream in = text.open(mail)) {
            byte[] first = in.readNBytes(FIRST);
            if (plain && isVisible(first)) {
                return false;
            }
            byte[] more = in.readNBytes(LONGEST);
            if (more.length == LONGEST || plain && isVisible(more)) {
                return false;
            }
            byte[] octets = Arrays.copyOf(first, first.length + more.length);
            System.arraycopy(more, 0, octets, first.length, more.length);
            String characters = new String(octets, TextCharset.of(text, octets));
            return plain ? BlankCharacters.areAll(characters) : ShownText.isBlank(characters);
        }
    }

    /** Letters of ASCII are themselves in every charset that mails use. */
    private static boolean isVisible(byte[] octets) {
        for (byte octet : octets) {
            if (octet > ' ' && octet < 127) {
                return true;
            }
        }
        return false;
    }
}
