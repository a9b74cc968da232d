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

import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;

/**
 * The value and the parameters of a Content-Type (RFC 2045 §5) or Content-Disposition field (RFC 2183), those that are
 * continued or encoded (RFC 2231) put together. Immutable.
 */
final class ContentField {

    private final String value;
    private final Map<String, String> parameters;
    private final boolean malformed;

    private ContentField(String value, Map<String, String> parameters, boolean malformed) {
        this.value = value.toLowerCase(Locale.ROOT);
        this.parameters = parameters;
        this.malformed = malformed;
    }

    /** @param field never null */
    static ContentField contentType(String field) {
        try {
            ContentType type = new ContentType(field);
            return new ContentField(type.getBaseType(), all(type.getParameterList()), false);
        } catch (ParseException malformed) {
            return guess(field);
        }
    }

    /** @param field never null */
    static ContentField disposition(String field) {
        try {
            ContentDisposition disposition = new ContentDisposition(field);
            return new ContentField(disposition.getDisposition(), all(disposition.getParameterList()), false);
        } catch (ParseException malformed) {
            return guess(field);
        }
    }

    private static Map<String, String> all(ParameterList list) {
        if (list == null) {
            return Map.of();
        }
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Enumeration<String> names = list.getNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            parameters.put(name, list.get(name));
        }
        return parameters;
    }

    /**
     * What most senders mean: a word, then parameters, between semicolons, with an equals sign in each; quotes are taken
     * off. The first semicolon may be missing.
     */
    private static ContentField guess(String field) {
        String text = field.strip();
        int end = 0;
        while (end < text.length() && text.charAt(end) != ';' && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String parameter : text.substring(end).split(";")) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        parameter.substring(0, equals).strip(),
                        unquoted(parameter.substring(equals + 1).strip()));
            }
        }
        return new ContentField(text.substring(0, end), parameters, true);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** In lower case: {@code text/plain}, {@code attachment}. */
    String value() {
        return value;
    }

    /** A parameter, or null; the name in any letter case. */
    String parameter(String name) {
        return parameters.isEmpty() ? null : parameters.get(name);
    }

    /** Tells whether the field is not written as its RFC has it. */
    boolean isMalformed() {
        return malformed;
    }
}
