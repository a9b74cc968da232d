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

import java.util.Locale;
import java.util.Set;

/**
 * The encoded words of a field (RFC 2047) as text. Line breaks and other controls that a sender hid in them become blanks,
 * so that no line can be forged out of a value.
 */
public final class FieldText {

    /** Fields of addresses are taken apart first: else a decoded name could pass for an address. */
    private static final Set<String> ADDRESSES = Set.of(
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "bcc",
            "resent-from",
            "resent-sender",
            "resent-to",
            "resent-cc",
            "resent-bcc",
            "disposition-notification-to");

    /** Fields whose words are part of their structure; the parts of it are decoded where they are used. */
    private static final Set<String> STRUCTURED =
            Set.of("content-type", "content-disposition", "content-id", "content-transfer-encoding", "message-id");

    private FieldText() {}

    /**
     * Decodes the value of a field.
     *
     * @param name of the field, in any letter case
     * @param value unfolded
     * @param defects where it is noted if a word cannot be decoded in full
     */
    public static String decode(String name, String value, MimeDefects defects) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!value.contains("=?") || STRUCTURED.contains(lower)) {
            return value;
        }
        Runnable undecodable = () -> defects.add(MimeDefect.UNDECODABLE_WORD, "");
        return withoutControls(
                ADDRESSES.contains(lower)
                        ? AddressWords.decode(value, undecodable)
                        : EncodedWords.decode(value, undecodable));
    }

    /** The same text, each control character a blank. */
    static String withoutControls(String text) {
        StringBuilder clean = new StringBuilder(text);
        for (int i = 0; i < clean.length(); i++) {
            if (Character.isISOControl(clean.charAt(i)) && clean.charAt(i) != '\t') {
                clean.setCharAt(i, ' ');
            }
        }
        return clean.toString();
    }
}
