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
import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.testing.ScriptedServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that announces PLAIN, alice, who logs in by it, and what her sessions remember. */
abstract class RememberingSetting {

    static final String PLAIN = "C: AUTH PLAIN AGFsaWNlAHMzY3JldA==\n";
    static final String USER = "C: USER alice\nS: +OK\nC: PASS s3cret\n";
    static final String OK = "S: +OK\n";
    static final String WRONG = "S: -ERR wrong\n";
    static final String QUIT = "C: QUIT\nS: +OK\n";
    static final String ASK_AFTER = asked("UIDL");

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    final RememberedCapabilities remembered = new RememberedCapabilities();
    final List<Credentials> refused = new ArrayList<>();
    private final CredentialsProvider alice = new CredentialsProvider() {
        @Override
        public Credentials credentials() {
            return Credentials.of("alice", "s3cret");
        }

        @Override
        public void refused(Credentials wrong) {
            refused.add(wrong);
        }
    };

    static String asked(String... capabilities) {
        return "C: CAPA\nS: +OK\nS: " + String.join("\nS: ", capabilities) + "\nS: .\n";
    }

    static String session(String... steps) {
        return "---\nS: +OK ready\n" + String.join("", steps);
    }

    /** One that is left as the next one begins: with PLAIN announced, and remembered. */
    static String first() {
        return session(asked("SASL PLAIN"), PLAIN, OK, ASK_AFTER, QUIT);
    }

    Pop3ClientOptions.Builder options() {
        return Pop3ClientOptions.builder(server.host(), alice)
                .tls(TlsMode.NONE)
                .port(server.port())
                .connectionTimeout(Dialogue.AMPLE)
                .readTimeout(Dialogue.AMPLE)
                .rememberedCapabilities(remembered);
    }

    Pop3Session open() throws IOException {
        return Pop3Client.open(options().build());
    }

    /** Asks for what is announced after the login, as every listing does, and leaves. */
    void visit() throws IOException {
        Pop3Session pop = open();
        pop.capabilities();
        pop.quit();
    }
}
