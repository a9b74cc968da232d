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
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the parameters of a field (RFC 2045 §5.1, RFC 2231) whether or not they are written as they should be: without
 * quotes, without their closing quote, with quotes within quotes, with commas, without semicolons, without a value. What is
 * wrong with one parameter does not hide the others. Backslashes are kept where they quote nothing, since they are paths.
 */
final class ParameterReader {

    /** What may follow a value without a semicolon between: another parameter, or a comment. */
    private static final Pattern NEXT =
            Pattern.compile("\\s*+(?:$|[;,(]|[A-Za-z][A-Za-z0-9-]{1,40}(?:\\*\\d{0,3})?\\*?=)");

    private static final Pattern NEXT_AFTER_BLANK = Pattern.compile("\\s(?=\\(|[A-Za-z][A-Za-z0-9-]{1,40}\\*?\\s?=)");

    /** Names of files hold blanks, parentheses and equals signs without quotes; only parameters that are common end them. */
    private static final Pattern NEXT_AFTER_FILE = Pattern.compile(
            "(?i)\\s(?=(?:(?:file)?name|size|charset|type|(?:creation|modification|read)-date)\\*?\\s?=)");

    private static final Pattern NEXT_AFTER_SEMICOLON = Pattern.compile(";\\s{0,40}[A-Za-z][A-Za-z0-9*-]{0,40}\\s?=");

    private static final Pattern BEFORE_QUOTE = Pattern.compile(";\\s{0,40}[A-Za-z0-9*-]{1,40}\\s?=\\s?$");
    private static final int LONGEST_NAME = 84;

    private static final Pattern NAME = Pattern.compile("([^*]+)(?:\\*(\\d{1,3}))?(\\*)?");

    private final String field;
    private final Map<String, ParameterValue> values = new TreeMap<>();
    private int position;
    private boolean malformed;

    /**
     * @param field a character for each octet
     * @param start where the parameters begin
     */
    ParameterReader(String field, int start) {
        this.field = field;
        this.position = start;
    }

    /** Tells whether something was not written as it should be. */
    boolean isMalformed() {
        return malformed;
    }

    /** Reads all parameters, by their names in lower case. */
    Map<String, ParameterValue> read() {
        while (skipSeparators()) {
            int start = position;
            while (position < field.length() && "=;,\" \t".indexOf(field.charAt(position)) < 0) {
                position++;
            }
            String name = field.substring(start, position).toLowerCase(Locale.ROOT);
            skipBlanks();
            if (position < field.length() && field.charAt(position) == '=' && !name.isEmpty()) {
                position++;
                skipBlanks();
                add(name, position < field.length() && field.charAt(position) == '"' ? quoted() : unquoted(name));
            } else {
                malformed = true;
                // A character that begins no name is passed over.
                position += position == start ? 1 : 0;
            }
        }
        malformed |= values.values().stream().anyMatch(ParameterValue::hasGap);
        return values;
    }

    private void add(String name, String value) {
        if (name.indexOf('*') < 0) {
            malformed |= value.isEmpty();
            values.computeIfAbsent(name, unused -> new ParameterValue()).addPlain(value);
            return;
        }
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            malformed = true;
            return;
        }
        malformed |= value.isEmpty();
        ParameterValue parameter = values.computeIfAbsent(parts.group(1), unused -> new ParameterValue());
        boolean extended = parts.group(3) != null;
        if (parts.group(2) != null) {
            parameter.addSection(Integer.parseInt(parts.group(2)), value, extended);
        } else {
            parameter.addExtended(value);
        }
    }

    /** Goes to the next parameter; false at the end. */
    private boolean skipSeparators() {
        int semicolons = 0;
        for (; position < field.length(); position++) {
            char next = field.charAt(position);
            if (next == ';') {
                semicolons++;
            } else if (next == ',') {
                malformed = true;
            } else if (next == '(') {
                skipComment();
            } else if (!Character.isWhitespace(next)) {
                malformed |= semicolons != 1;
                return true;
            }
        }
        malformed |= semicolons > 1;
        return false;
    }

    /** Ends at the parenthesis that ends the comment. */
    private void skipComment() {
        int depth = 0;
        for (; position < field.length(); position++) {
            char next = field.charAt(position);
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            if (depth == 0) {
                return;
            }
        }
    }

    private void skipBlanks() {
        while (position < field.length() && Character.isWhitespace(field.charAt(position))) {
            position++;
        }
    }

    private String unquoted(String name) {
        int semicolon = field.indexOf(';', position);
        int end = semicolon < 0 ? field.length() : semicolon;
        boolean file = name.startsWith("filename") || name.startsWith("name");
        if (hasBlank(position, end)) {
            Matcher next =
                    (file ? NEXT_AFTER_FILE : NEXT_AFTER_BLANK).matcher(field).region(position, end);
            end = next.find() ? next.start() : end;
        }
        String value = field.substring(position, end).strip();
        position = end;
        while (value.endsWith(",")) {
            malformed = true;
            value = value.substring(0, value.length() - 1).stripTrailing();
        }
        if (value.indexOf('"') == value.length() - 1 && !value.isEmpty()) {
            malformed = true;
            value = value.substring(0, value.length() - 1).stripTrailing();
        }
        malformed |= value.chars().anyMatch(c -> c <= ' ' || "()<>@,;:\\\"/[]?=".indexOf(c) >= 0);
        return value;
    }

    private boolean hasBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isWhitespace(field.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        int start = position + 1;
        for (int i = start; i < field.length(); i++) {
            char next = field.charAt(i);
            boolean escape = next == '\\' && i + 1 < field.length();
            if (escape && field.charAt(i + 1) == '"' && field.indexOf('"', i + 2) >= 0
                    || escape && field.charAt(i + 1) == '\\') {
                i++;
                value.append(field.charAt(i));
            } else if (next != '"') {
                value.append(next);
            } else if (NEXT.matcher(field).region(i + 1, field.length()).lookingAt()) {
                position = i + 1;
                return value.toString();
            } else {
                int parameter = parameterBefore(start, i);
                malformed = true;
                if (parameter >= 0) {
                    position = parameter;
                    return field.substring(start, parameter).strip();
                }
                value.append(next);
            }
        }
        malformed = true;
        return unended(start);
    }

    /** Where the parameter begins whose opening quote is taken for a closing one, or -1 if there is none. */
    private int parameterBefore(int start, int quote) {
        int from = Math.max(start, quote - LONGEST_NAME);
        Matcher before = BEFORE_QUOTE.matcher(field).region(from, quote);
        return before.find() ? before.start() : -1;
    }

    /** A value without its closing quote ends before the next parameter. */
    private String unended(int start) {
        Matcher next = NEXT_AFTER_SEMICOLON.matcher(field).region(start, field.length());
        position = next.find() ? next.start() : field.length();
        return field.substring(start, position).strip();
    }
}
