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

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value and the parameters of a Content-Type (RFC 2045 §5) or Content-Disposition field (RFC 2183), those that are
 * continued or encoded (RFC 2231) put together. Immutable.
 */
final class ContentField {

    /** Comments, blanks, and signs that some senders put around a word. */
    private static final String BEFORE = "(?:\\s|\\([^()]*+\\))*+[\"'<]?\\s*+";

    private static final String AFTER = "\\s*+[\"'>:]?";

    private static final Pattern TYPE =
            Pattern.compile(BEFORE + "([^\\s;:,/\"'<>=()]+)\\s*+/\\s*+([^\\s;:,/\"'<>=()]+)" + AFTER);

    /** Such as {@code multipart; boundary=b}. */
    private static final Pattern MULTIPART = Pattern.compile("(?i)" + BEFORE + "(multipart)(?![^\\s;,])");

    private static final Pattern DISPOSITION = Pattern.compile(BEFORE + "([A-Za-z0-9_-]++)(?!\\s*+[*=])" + AFTER);

    private final String value;
    private final Map<String, ParameterValue> parameters;
    private final boolean malformed;

    private ContentField(String value, Map<String, ParameterValue> parameters, boolean malformed) {
        this.value = value.toLowerCase(Locale.ROOT);
        this.parameters = parameters;
        this.malformed = malformed;
    }

    /** @param field a character for each octet, never null */
    static ContentField contentType(String field) {
        Matcher type = TYPE.matcher(field);
        if (type.lookingAt()) {
            return read(field, type.group(1) + "/" + type.group(2), type.end());
        }
        Matcher multipart = MULTIPART.matcher(field);
        return multipart.lookingAt() ? read(field, "multipart/mixed", multipart.end()) : read(field, "", start(field));
    }

    /** @param field a character for each octet, never null */
    static ContentField disposition(String field) {
        Matcher word = DISPOSITION.matcher(field);
        boolean found = word.lookingAt();
        return read(field, found ? word.group(1) : "", found ? word.end() : start(field));
    }

    /** Where parameters may begin if there is no value before them. */
    private static int start(String field) {
        int equals = field.indexOf('=');
        int semicolon = field.indexOf(';');
        return semicolon >= 0 && (equals < 0 || semicolon < equals) ? semicolon : equals < 0 ? field.length() : 0;
    }

    private static ContentField read(String field, String value, int start) {
        ParameterReader reader = new ParameterReader(field, start);
        Map<String, ParameterValue> parameters = reader.read();
        // Quotes around it, or blanks within it.
        boolean odd = !field.stripLeading().startsWith(value);
        return new ContentField(value, parameters, reader.isMalformed() || value.isEmpty() || odd);
    }

    /** In lower case: {@code text/plain}, {@code attachment}; empty if the field has none. */
    String value() {
        return value;
    }

    /**
     * A parameter, or null.
     *
     * @param name in lower case
     * @param fallback for octets past 127 that are not UTF-8
     */
    ParameterValue.Decoded parameter(String name, Charset fallback) {
        ParameterValue parameter = parameters.get(name);
        return parameter == null ? null : parameter.decode(fallback);
    }

    /** The octets of a parameter, or null; the name in lower case. */
    byte[] octets(String name) {
        ParameterValue parameter = parameters.get(name);
        return parameter == null ? null : parameter.octets();
    }

    /** Tells whether the field is not written as its RFC has it. */
    boolean isMalformed() {
        return malformed;
    }
}
