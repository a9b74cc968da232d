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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.wire.WireLimits;
import io.github.pop3x.client.wire.WireLine;
import io.github.pop3x.client.wire.WireTap;
import io.github.pop3x.testing.ScriptedServer;

/** What the tests of the client have in common: how a scripted session begins, and how to begin it. */
final class Dialogue {

    /** From the greeting to TRANSACTION, by the shortest way there is. */
    static final String LOGIN = """
            S: +OK ready
            C: CAPA
            S: -ERR what?
            C: AUTH
            S: -ERR what?
            C: USER alice
            S: +OK
            C: PASS s3cret
            S: +OK
            """;

    static final Duration AMPLE = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(60);

    private Dialogue() {}

    /** Clear text, the user {@code alice}, ample time, and a little to drain. */
    static Pop3ClientOptions options(ScriptedServer server) {
        return Pop3ClientOptions.builder(server.host(), CredentialsProvider.of("alice", "s3cret"))
                .tls(TlsMode.NONE)
                .port(server.port())
                .connectionTimeout(AMPLE)
                .readTimeout(AMPLE)
                .quitTimeout(AMPLE)
                .sessionTimeout(AMPLE)
                .limits(new WireLimits(512, 10_000, 1_000_000, 100))
                .build();
    }

    /** Opens a session that begins with {@link #LOGIN}. */
    static Pop3Session open(ScriptedServer server) throws IOException {
        return Pop3Client.open(options(server));
    }

    /** Keeps what a tap sees, in the order in which it was said. */
    static final class Overheard implements WireTap {
        final List<String> lines = new ArrayList<>();

        @Override
        public void sent(String line) {
            lines.add("C: " + line);
        }

        @Override
        public void received(WireLine line) {
            lines.add("S: " + line);
        }
    }
}
