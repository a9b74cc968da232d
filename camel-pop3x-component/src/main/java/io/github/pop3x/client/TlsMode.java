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
package io.github.pop3x.client;

/** How a connection is protected. No mode changes into another automatically. */
public enum TlsMode {
    /** TLS from the first octet (RFC 8314), by custom on port 995. */
    IMPLICIT(995),
    /** TLS after STLS (RFC 2595), required before anything secret is said; by custom on port 110. */
    STARTTLS(110),
    /** Clear text, secrets included. */
    NONE(110);

    private final int defaultPort;

    TlsMode(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /** The port that is used if none is given. */
    public int defaultPort() {
        return defaultPort;
    }
}
