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
package io.github.pop3x.client.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The status line and the header of an HTTP/1.1 answer (RFC 9112), read up to the blank line and not an octet further.
 * Immutable.
 *
 * <p>Messages never quote the answer: a reason phrase is "not a reliable channel" (§4), and might give back what was sent.
 */
final class HttpHead {

    /** Gives the octets of an answer. */
    @FunctionalInterface
    interface Source {

        /**
         * Reads one octet.
         *
         * @return 0 to 255
         * @throws EOFException if the connection ends before
         */
        int read() throws IOException;
    }

    /** For all header lines together, interim answers included. */
    private static final int MAX_OCTETS = 16 * 1024;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[0-9] ([1-9][0-9]{2})(?: .*)?");

    private final int status;
    private final Map<String, String> fields;

    private HttpHead(int status, Map<String, String> fields) {
        this.status = status;
        this.fields = fields;
    }

    /**
     * Reads the head of the final answer; interim answers before it are skipped (RFC 9110 §15.2).
     *
     * @throws ProtocolException if this is not HTTP/1.1, or longer than the limit
     * @throws EOFException if the connection ends before the blank line
     */
    static HttpHead read(Source source) throws IOException {
        Lines lines = new Lines(source);
        HttpHead head = one(lines);
        while (head.status < 200) {
            head = one(lines);
        }
        return head;
    }

    private static HttpHead one(Lines lines) throws IOException {
        Matcher statusLine = STATUS_LINE.matcher(lines.next());
        if (!statusLine.matches()) {
            throw new ProtocolException("it does not speak HTTP/1.1");
        }
        Map<String, String> fields = new HashMap<>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (one, another) -> one + "," + another);
            }
        }
        return new HttpHead(Integer.parseInt(statusLine.group(1)), fields);
    }

    /** The status code, 200 to 999. */
    int status() {
        return status;
    }

    /**
     * The value of a header field; several of one name are joined by commas (RFC 9110 §5.3).
     *
     * @param name in lower case
     */
    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** Lines without their ends, which may be LF alone (RFC 9112 §2.2). */
    private static final class Lines {

        private final Source source;
        private int octets;

        Lines(Source source) {
            this.source = source;
        }

        String next() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int octet = octet(); octet != '\n'; octet = octet()) {
                line.append((char) octet);
            }
            int end = line.length() - 1;
            if (end >= 0 && line.charAt(end) == '\r') {
                line.setLength(end);
            }
            return line.toString();
        }

        private int octet() throws IOException {
            if (++octets > MAX_OCTETS) {
                throw new ProtocolException("its answer is longer than the limit of " + MAX_OCTETS + " octets");
            }
            return source.read();
        }
    }
}
