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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.pop3x.client.text.ServerText;

/**
 * The capabilities that a server announces (RFC 2449 §5). Names are compared without regard to case; unknown ones are
 * kept.
 *
 * <p>That a capability is missing proves little: many servers know TOP or UIDL and do not say so.
 */
public final class Capabilities {

    /** How capabilities were learnt. */
    public enum Source {
        /** From CAPA. */
        CAPA,
        /** The SASL mechanisms only, from AUTH without an argument. */
        AUTH,
        /** Not at all: the server has neither. */
        NONE
    }

    /** What is known of a server that has no CAPA. */
    public static final Capabilities NONE = new Capabilities(Map.of(), Source.NONE);

    /** Of seconds or days: some 30 years, or some millions. */
    private static final long LARGEST_NUMBER = 999_999_999;

    private final Map<String, List<String>> arguments;
    private final Source source;

    private Capabilities(Map<String, List<String>> arguments, Source source) {
        this.arguments = arguments;
        this.source = source;
    }

    /** What AUTH without an argument told: mechanisms for SASL, and nothing else. */
    public static Capabilities ofMechanisms(List<String> mechanisms) {
        return new Capabilities(Map.of("SASL", List.copyOf(mechanisms)), Source.AUTH);
    }

    /** With APOP as a capability, which a server announces by the stamp in its greeting and not by CAPA. */
    public Capabilities withApop() {
        Map<String, List<String>> more = new LinkedHashMap<>(arguments);
        more.putIfAbsent("APOP", List.of());
        return new Capabilities(Collections.unmodifiableMap(more), source);
    }

    /** How these were learnt. */
    public Source source() {
        return source;
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

    /** Tells whether commands may be sent before the answers to earlier ones (RFC 2449 §6.6). */
    public boolean hasPipelining() {
        return has("PIPELINING");
    }

    /** Tells whether the server uses response codes (RFC 2449 §6.4). */
    public boolean hasResponseCodes() {
        return has("RESP-CODES");
    }

    /** Tells whether a refusal that the credentials caused says so by {@code [AUTH]} (RFC 3206 §6). */
    public boolean hasAuthResponseCode() {
        return has("AUTH-RESP-CODE");
    }

    /** What the server is (RFC 2449 §6.9), if it says so. */
    public Optional<String> implementation() {
        return has("IMPLEMENTATION") ? Optional.of(String.join(" ", arguments("IMPLEMENTATION"))) : Optional.empty();
    }

    /** How long a user must wait between logins (RFC 2449 §6.5), if the server says so. */
    public Optional<Duration> loginDelay() {
        return firstNumber("LOGIN-DELAY").map(Duration::ofSeconds);
    }

    /**
     * After how many days the server may remove a message (RFC 2449 §6.7), if it says so: 0 means as soon as it was
     * retrieved. A server that never does says nothing here.
     */
    public Optional<Duration> expiry() {
        return firstNumber("EXPIRE").map(Duration::ofDays);
    }

    /**
     * A number, or nothing where the server wrote none: a policy that cannot be read is no reason to fail. A larger one
     * than {@link #LARGEST_NUMBER} counts as that.
     */
    private Optional<Long> firstNumber(String name) {
        List<String> words = arguments(name);
        if (words.isEmpty() || !words.get(0).matches("[0-9]{1,255}")) {
            return Optional.empty();
        }
        String digits = words.get(0).replaceFirst("^0+(?=.)", "");
        return Optional.of(digits.length() > 9 ? LARGEST_NUMBER : Long.parseLong(digits));
    }

    /** Whether the same was learnt in the same way, in whatever order of names. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Capabilities that && source == that.source && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, arguments);
    }

    /** The capabilities in the server's order. */
    @Override
    public String toString() {
        return arguments.toString();
    }

    /** Some servers spread the mechanisms over several lines. */
    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
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
            String text = ServerText.decode(new String(octets, from, to - from, StandardCharsets.ISO_8859_1))
                    .strip();
            if (!text.isEmpty()) {
                List<String> words = List.of(text.split("[ \t]+"));
                arguments.merge(
                        words.get(0).toUpperCase(Locale.ROOT), words.subList(1, words.size()), Capabilities::joined);
            }
        }

        @Override
        public Capabilities value() {
            return new Capabilities(Collections.unmodifiableMap(arguments), Source.CAPA);
        }
    }
}
