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

/** The server offers no way to log in that fits the options and the credentials. Nothing secret was sent. */
public final class Pop3LoginUnsupportedException extends Pop3UnsupportedException {

    private static final long serialVersionUID = 1L;

    /**
     * @param server host and port; not null
     * @param lacking why each mechanism does not fit, and what the server offers; not null
     */
    public Pop3LoginUnsupportedException(String server, String lacking) {
        super(
                server,
                lacking,
                "Set authMechanisms to one that fits, or use TLS (pop3xs, or pop3x without tls=none), or other credentials");
    }
}
