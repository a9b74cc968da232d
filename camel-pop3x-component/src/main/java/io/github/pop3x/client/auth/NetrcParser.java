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
package io.github.pop3x.client.auth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Parses the text of a netrc file into its entries. */
final class NetrcParser {

    private final String text;
    private final List<Netrc.Entry> entries = new ArrayList<>();
    private int at;

    private boolean open;
    private String machine;
    private String login;
    private String password;

    NetrcParser(String text) {
        this.text = text;
    }

    List<Netrc.Entry> entries() throws IOException {
        for (String keyword = keyword(); keyword != null; keyword = keyword()) {
            switch (keyword) {
                case "machine" -> begin(value());
                case "default" -> begin(null);
                case "login" -> login = ofEntry(value());
                case "password" -> password = ofEntry(value());
                case "account" -> ofEntry(value());
                case "macdef" -> skipMacro();
                default ->
                    throw malformed("expected machine, default, login, password, account or macdef, not another word");
            }
        }
        end();
        return entries;
    }

    private void begin(String newMachine) {
        end();
        open = true;
        machine = newMachine;
        login = null;
        password = null;
    }

    private void end() {
        if (open) {
            entries.add(new Netrc.Entry(machine, login, password));
        }
    }

    private String ofEntry(String value) throws IOException {
        if (!open) {
            throw malformed("a word that belongs to an entry stands before the first machine");
        }
        return value;
    }

    private String value() throws IOException {
        String value = word();
        if (value == null) {
            throw malformed("the file ends where a value should stand");
        }
        return value;
    }

    /** The next word behind comments, which end with their line: a backslash there carries nothing over. */
    private String keyword() throws IOException {
        skipBlanks();
        while (at < text.length() && text.charAt(at) == '#') {
            skipLine();
            skipBlanks();
        }
        return word();
    }

    /** The next word, or null at the end of the text. */
    private String word() throws IOException {
        skipBlanks();
        if (at == text.length()) {
            return null;
        }
        boolean quoted = text.charAt(at) == '"';
        if (quoted) {
            at++;
        }
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quoted ? c == '"' : Character.isWhitespace(c)) {
                break;
            }
            boolean escape = c == '\\' && at + 1 < text.length();
            word.append(escape ? text.charAt(at + 1) : c);
            at += escape ? 2 : 1;
        }
        if (quoted) {
            if (at == text.length()) {
                throw malformed("a quoted word does not end");
            }
            at++;
        }
        return word.toString();
    }

    /** The name, then lines up to an empty one. */
    private void skipMacro() throws IOException {
        value();
        skipLine();
        while (at < text.length()) {
            int begin = at;
            skipLine();
            if (text.substring(begin, at).isBlank()) {
                return;
            }
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
    }

    private IOException malformed(String what) {
        long line = 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
        return new IOException("netrc, line " + line + ": " + what);
    }
}
