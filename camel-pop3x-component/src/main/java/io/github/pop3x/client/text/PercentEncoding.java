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
package io.github.pop3x.client.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as it stands in a URI before its query (RFC 3986 §2.1). */
public final class PercentEncoding {

    private PercentEncoding() {}

    /**
     * Decodes text. A plus stands for itself: it is a blank only in the query of a form.
     *
     * @param encoded not null
     * @return the text, its octets decoded as UTF-8
     * @throws IllegalArgumentException if a percent sign stands before anything but two hexadecimal digits; the message
     *     quotes nothing of the text, which may hold a secret
     */
    public static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException quotesTheText) {
            // Not kept as a cause: its message repeats a part of the text.
            throw new IllegalArgumentException("a % needs two hexadecimal digits after it");
        }
    }
}
