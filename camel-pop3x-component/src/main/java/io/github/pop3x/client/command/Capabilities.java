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

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a server says that it can do (RFC 2449 §5). Names are compared without regard to case; unknown ones are kept.
 *
 * <p>That a capability is missing proves little: many servers know TOP or UIDL and do not say so.
 */
public final class Capabilities {

    /** What is known of a server that has no CAPA, or was not asked. */
    public static final Capabilities NONE = new Capabilities(Map.of());

    private final Map<String, List<String>> arguments;

    private Capabilities(Map<String, List<String>> arguments) {
        this.arguments = arguments;
    }

    /** Tells whether the server announces the capability. */
    public boolean has(String name) {
        return arguments.containsKey(name.toUpperCase(Locale.ROOT));
    }

    /** The words behind a capability's name, as the server wrote them; empty if it has none or is not announced. */
    public List<String> arguments(String name) {
        return arguments.getOrDefault(name.toUpperCase(Locale.ROOT), List.of());
    }

    /** The announced names, in upper case and in the server's order. */
    public Set<String> names() {
        return arguments.keySet();
    }

    /** The SASL mechanisms that AUTH takes (RFC 5034 §3), in upper case. */
    public Set<String> saslMechanisms() {
        Set<String> mechanisms = new TreeSet<>();
        arguments("SASL").forEach(name -> mechanisms.add(name.toUpperCase(Locale.ROOT)));
        return mechanisms;
    }

    /** The capabilities in the server's order. */
    @Override
    public String toString() {
        return arguments.toString();
    }

    /** Reads the lines of an answer to CAPA. */
    static final class Parser implements ResponseParser<Capabilities> {

        private static final int MAX_LINES = 1000;

        private final Map<String, List<String>> arguments = new LinkedHashMap<>();
        private int lines;

        @Override
        public void status(StatusLine status) {
            // The text of the status line means nothing here.
        }

        @Override
        public void line(byte[] octets, int from, int to) throws ProtocolException {
            if (++lines > MAX_LINES) {
                throw new ProtocolException("more than the limit of " + MAX_LINES + " capabilities");
            }
            String text = Text.decode(new String(octets, from, to - from, StandardCharsets.ISO_8859_1))
                    .strip();
            if (!text.isEmpty()) {
                List<String> words = List.of(text.split("[ \t]+"));
                arguments.putIfAbsent(words.get(0).toUpperCase(Locale.ROOT), words.subList(1, words.size()));
            }
        }

        @Override
        public Capabilities value() {
            return new Capabilities(Collections.unmodifiableMap(arguments));
        }
    }
}
