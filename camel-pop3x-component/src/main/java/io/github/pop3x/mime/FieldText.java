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

import java.io.UnsupportedEncodingException;
import java.util.Locale;
import java.util.Set;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;

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

    /** Jakarta Mail takes addresses apart in a time that may grow with the square of their length. */
    private static final int LONGEST_ADDRESSES = 32 * 1024;

    private FieldText() {}

    /**
     * Decodes the value of a field.
     *
     * @param name of the field, in any letter case
     * @param value unfolded
     * @param defects told if a word cannot be decoded, or addresses are too many; the value is left as it is then
     */
    public static String decode(String name, String value, MimeDefects defects) {
        if (!value.contains("=?")) {
            return value;
        }
        try {
            boolean addresses = ADDRESSES.contains(name.toLowerCase(Locale.ROOT));
            if (addresses && value.length() > LONGEST_ADDRESSES) {
                throw new AddressException("more addresses than are taken apart");
            }
            String mended = EncodedWords.mended(value);
            return withoutControls(addresses ? addresses(mended) : MimeUtility.decodeText(mended));
        } catch (AddressException | UnsupportedEncodingException undecodable) {
            defects.add(MimeDefect.UNDECODABLE_WORD, "");
            return value;
        }
    }

    private static String addresses(String value) throws AddressException {
        StringBuilder text = new StringBuilder();
        for (InternetAddress address : InternetAddress.parseHeader(value, false)) {
            text.append(text.isEmpty() ? "" : ", ").append(address.toUnicodeString());
        }
        return text.toString();
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
