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

/**
 * Sees the dialogue: each command line and each reply line, never the octets of a message.
 *
 * <p>The tap of {@code Pop3ClientOptions} sees no secret, and nothing that a password could be tested against: each line of a
 * SASL exchange is shown to it as {@code ****}. Called on the thread that owns the session; must not block and must not throw.
 */
public interface WireTap {

    /** Sees nothing. */
    WireTap NONE = new WireTap() {
        @Override
        public void sent(String line) {}

        @Override
        public void received(WireLine line) {}
    };

    /**
     * @param line a command line without CRLF, its secrets masked
     */
    void sent(String line);

    /**
     * @param line a reply line, valid only during the call
     */
    void received(WireLine line);
}
