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

import javax.net.ssl.SSLContext;

import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.TestCertificates;

/** How a test's connection is protected, on both sides. */
enum Channel {
    CLEAR(TlsMode.NONE),
    STLS(TlsMode.STARTTLS),
    TLS(TlsMode.IMPLICIT);

    /** Made once: to open a key store takes longer than to log in. */
    private static final SSLContext SERVER = TestCertificates.LOCALHOST.server();

    private static final SSLContext CLIENT = TestCertificates.trustingClient();

    private final TlsMode mode;

    Channel(TlsMode mode) {
        this.mode = mode;
    }

    boolean isEncrypted() {
        return this != CLEAR;
    }

    /** Readies the server. */
    void open(ScriptedServer server) {
        switch (this) {
            case CLEAR -> {}
            case STLS -> server.tls(SERVER);
            case TLS -> server.implicitTls(SERVER);
        }
    }

    /** Readies the client. */
    Pop3ClientOptions.Builder apply(Pop3ClientOptions.Builder options) {
        return options.tls(mode).tlsFactory(CLIENT.getSocketFactory()).tlsServerName("localhost");
    }
}
