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

import java.io.InputStream;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** How the octets of a part are written (RFC 2045 §6). Decoding goes on after what is not written as it should be. */
enum TransferEncoding {

    /** 7bit, 8bit, binary: as they are. */
    IDENTITY(UnaryOperator.identity(), () -> null, null),

    BASE64(Base64Octets::new, Base64Check::new, MimeDefect.BROKEN_BASE64),

    QUOTED_PRINTABLE(QuotedPrintableOctets::new, QuotedPrintableCheck::new, MimeDefect.BROKEN_QUOTED_PRINTABLE),

    /** Older than MIME, and still in use. */
    UUENCODE(UuencodedOctets::new, UuencodeCheck::new, MimeDefect.BROKEN_UUENCODE);

    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]");
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[^a-z0-9-]+");

    private final UnaryOperator<InputStream> decoder;
    private final Supplier<EncodingCheck> check;
    private final MimeDefect defect;

    TransferEncoding(UnaryOperator<InputStream> decoder, Supplier<EncodingCheck> check, MimeDefect defect) {
        this.decoder = decoder;
        this.check = check;
        this.defect = defect;
    }

    /** The octets that are meant. */
    InputStream decode(InputStream encoded) {
        return decoder.apply(encoded);
    }

    /** A check of one body, or null if any octets are right. */
    EncodingCheck check() {
        return check.get();
    }

    /** What is reported of a body that its check does not find whole; null if there is no check. */
    MimeDefect defect() {
        return defect;
    }

    /**
     * The encoding that a Content-Transfer-Encoding field names. Quotes and comments around it, blanks and other signs in it do not matter. Of several names
     * the one that encodes counts.
     *
     * @param field its value, or null if there is none
     * @return null if no name is known
     */
    static TransferEncoding named(String field) {
        if (field == null) {
            return IDENTITY;
        }
        TransferEncoding found = byName(field.toLowerCase(Locale.ROOT));
        return found == null ? within(withoutComments(field).toLowerCase(Locale.ROOT)) : found;
    }

    private static TransferEncoding within(String text) {
        TransferEncoding found = byName(OTHER.matcher(text).replaceAll(""));
        if (found != null) {
            return found;
        }
        boolean named = false;
        for (String name : BETWEEN_NAMES.split(text)) {
            TransferEncoding encoding = byName(name);
            if (encoding != null && (found == null || found == IDENTITY)) {
                found = encoding;
            }
            named |= !name.isEmpty();
        }
        return named ? found : IDENTITY;
    }

    /** @param name letters and digits alone count */
    private static TransferEncoding byName(String name) {
        return switch (name.replace("-", "")) {
            case "7bit", "8bit", "binary" -> IDENTITY;
            case "base64", "xbase64" -> BASE64;
            case "quotedprintable" -> QUOTED_PRINTABLE;
            case "uuencode", "xuuencode", "xuue", "uue" -> UUENCODE;
            default -> null;
        };
    }

    private static String withoutComments(String field) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < field.length(); i++) {
            char next = field.charAt(i);
            if (next == '(') {
                depth++;
            } else if (next == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                text.append(next);
            }
        }
        return text.toString();
    }
}
