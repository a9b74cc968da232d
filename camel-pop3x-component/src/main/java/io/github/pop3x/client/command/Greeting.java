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
package io.github.pop3x.client.command;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line that a server sends (RFC 1939 §4).
 *
 * @param line its positive status line
 */
public record Greeting(StatusLine line) {

    /** The stamp has the shape of a message id, in printable ASCII only: anything laxer helps CVE-2007-1558. */
    private static final Pattern STAMP = Pattern.compile("<[!-;=?A-~]+@[!-;=?-~]+>");

    /** Null is no greeting. */
    public Greeting {
        Objects.requireNonNull(line);
    }

    /** What the server said of itself, as it wrote it. */
    public String text() {
        return line.text();
    }

    /** The stamp that APOP needs (RFC 1939 §7), with its angle brackets, if the server offers one. */
    public Optional<String> apopStamp() {
        Matcher matcher = STAMP.matcher(line.text());
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** The greeting as it may be logged. */
    @Override
    public String toString() {
        return line.quoted();
    }
}
