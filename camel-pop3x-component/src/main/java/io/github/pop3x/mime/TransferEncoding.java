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

import org.eclipse.angus.mail.util.BASE64DecoderStream;
import org.eclipse.angus.mail.util.QPDecoderStream;

/** How the octets of a part are written (RFC 2045 §6). Decoding goes on past whatever is not written as it should. */
enum TransferEncoding {

    /** 7bit, 8bit, binary: as they are. */
    IDENTITY {
        @Override
        InputStream decode(InputStream encoded) {
            return encoded;
        }
    },

    BASE64 {
        @Override
        InputStream decode(InputStream encoded) {
            return new BASE64DecoderStream(new Base64Octets(encoded), true);
        }
    },

    QUOTED_PRINTABLE {
        @Override
        InputStream decode(InputStream encoded) {
            return new QPDecoderStream(encoded);
        }
    },

    /** Older than MIME, and still met. */
    UUENCODE {
        @Override
        InputStream decode(InputStream encoded) {
            return new UuencodedOctets(encoded);
        }
    };

    /** The octets that are meant. */
    abstract InputStream decode(InputStream encoded);

    /**
     * The encoding that a Content-Transfer-Encoding field names.
     *
     * @param field its value, or null where there is none
     * @return null if nobody knows it
     */
    static TransferEncoding named(String field) {
        String name = field == null ? "7bit" : field.strip().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < name.length() && (Character.isLetterOrDigit(name.charAt(end)) || name.charAt(end) == '-')) {
            end++;
        }
        return switch (name.substring(0, end)) {
            case "7bit", "8bit", "binary", "" -> IDENTITY;
            case "base64" -> BASE64;
            case "quoted-printable" -> QUOTED_PRINTABLE;
            case "uuencode", "x-uuencode", "x-uue" -> UUENCODE;
            default -> null;
        };
    }
}
