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
package io.github.pop3x.diagnosis;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.pop3x.client.text.HostPort;
import io.github.pop3x.client.text.PercentEncoding;

/**
 * The URI of an endpoint of camel-mail.
 *
 * @param implicitTls whether its scheme is pop3s
 * @param username what stands before the host; empty if nothing does
 * @param hasPassword whether a password stands there, too
 * @param options by name, in the order of the URI, without the wrapping in RAW
 */
record CamelMailUri(
        boolean implicitTls, String username, boolean hasPassword, HostPort place, Map<String, String> options) {

    private static final Pattern URI =
            Pattern.compile("(?<scheme>pop3s?):(?://)?(?<place>[^?]*)(?:\\?(?<query>.*))?", Pattern.CASE_INSENSITIVE);

    /** A value in RAW ends at the bracket before the next option. */
    private static final Pattern OPTION =
            Pattern.compile("(?<name>[^=&]+)=(?<value>RAW\\(.*?\\)(?=&|$)|RAW\\{.*?\\}(?=&|$)|[^&]*)(?:&|$)");

    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException if it is not such a URI; the message quotes nothing, since passwords stand in such URIs
     */
    static CamelMailUri parse(String text) {
        Matcher parts = URI.matcher(text.strip().replace("&amp;", "&"));
        if (!parts.matches()) {
            throw new IllegalArgumentException("one URI is needed that begins with pop3: or pop3s:");
        }
        String place = parts.group("place");
        int at = place.lastIndexOf('@');
        String login = at < 0 ? "" : decoded(place.substring(0, at));
        int colon = login.indexOf(':');
        HostPort hostAndPort;
        try {
            hostAndPort = HostPort.parse(place.substring(at + 1).replaceAll("/.*", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the URI has no host, or a port that is not a number");
        }
        if (hostAndPort.host().isBlank()) {
            throw new IllegalArgumentException("the URI has no host");
        }
        return new CamelMailUri(
                parts.group("scheme").toLowerCase(Locale.ROOT).equals("pop3s"),
                colon < 0 ? login : login.substring(0, colon),
                colon >= 0,
                hostAndPort,
                options(parts.group("query")));
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new LinkedHashMap<>();
        Matcher option = OPTION.matcher(query == null ? "" : query);
        while (option.find()) {
            String value = option.group("value");
            boolean isRaw = value.startsWith("RAW(") || value.startsWith("RAW{");
            options.put(
                    decoded(option.group("name")),
                    isRaw ? value.substring(4, value.length() - 1) : decoded(value.replace('+', ' ')));
        }
        return options;
    }

    private static String decoded(String text) {
        try {
            return PercentEncoding.decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a % in the URI needs two hexadecimal digits after it");
        }
    }
}
