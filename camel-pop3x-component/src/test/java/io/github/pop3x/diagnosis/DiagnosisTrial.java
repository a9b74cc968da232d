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
package io.github.pop3x.diagnosis;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLSocketFactory;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.ServerWire;
import io.github.pop3x.testing.TestCertificates;

/** A server in perfect order, of which a test spoils one thing, and its diagnosis. */
final class DiagnosisTrial {

    private static final Duration AMPLE = Duration.ofSeconds(20);

    final ScriptedServer server;
    final Maildrop maildrop = new Maildrop();
    final ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", maildrop);
    boolean exclusive = true;
    boolean retrieving;
    TlsMode tls = TlsMode.STARTTLS;
    TestCertificates certificate = TestCertificates.LOCALHOST;
    SSLSocketFactory trust = TestCertificates.trustingClient().getSocketFactory();
    /** Long where every answer comes, short where one does not. */
    Duration patience = AMPLE;
    /** One thing done otherwise, in each session. */
    UnaryOperator<Answerer> otherwise = UnaryOperator.identity();

    DiagnosisTrial(ScriptedServer server) {
        this.server = server;
        maildrop.add("uid-1", "Subject: one\n\nbody\n")
                .add("uid-2", "Subject: two\nFrom: bob@example.org\n\nanother body\n");
    }

    DiagnosisReport run() {
        if (exclusive) {
            maildrop.exclusive();
        }
        if (tls != TlsMode.NONE) {
            server.tls(certificate.server());
        }
        server.answers(() -> otherwise.apply(new DefaultAnswerer(profile)));
        Pop3Diagnosis diagnosis = new Pop3Diagnosis(options()).pacing(this::pause, patience);
        return (retrieving ? diagnosis.retrieving() : diagnosis).run();
    }

    Pop3ClientOptions options() {
        return Pop3ClientOptions.builder(server.host(), CredentialsProvider.of("alice", "s3cret"))
                .tls(tls)
                .tlsFactory(trust)
                .tlsServerName("localhost")
                .port(server.port())
                .connectionTimeout(AMPLE)
                .readTimeout(AMPLE)
                .build();
    }

    /** A moment ends when the server has noticed that everybody is gone; a delay between logins is skipped. */
    private void pause(Duration duration) {
        if (duration.equals(DiagnosisSessions.MOMENT)) {
            server.awaitIdle();
        }
    }

    /** An answerer that takes some commands for others. */
    static UnaryOperator<Answerer> hearing(UnaryOperator<String> command) {
        return right -> new Otherwise(right) {
            @Override
            public boolean answer(String line, ServerWire wire) throws IOException {
                return right.answer(command.apply(line), wire);
            }
        };
    }

    /** An answerer that says something else to one command. */
    static UnaryOperator<Answerer> saying(String command, String... lines) {
        return right -> new Otherwise(right) {
            @Override
            public boolean answer(String line, ServerWire wire) throws IOException {
                if (!line.equals(command)) {
                    return right.answer(line, wire);
                }
                for (String any : lines) {
                    wire.say(any);
                }
                return true;
            }
        };
    }

    /** An answerer that loses the command behind NOOP in one write: the only STAT that follows TOP is there. */
    static Answerer losingInSession(Answerer right) {
        return new Otherwise(right) {
            private boolean topSeen;

            @Override
            public boolean answer(String line, ServerWire wire) throws IOException {
                topSeen |= line.startsWith("TOP");
                return topSeen && line.equals("STAT") || right.answer(line, wire);
            }
        };
    }

    /** All but the answers as it should be. */
    abstract static class Otherwise implements Answerer {

        private final Answerer right;

        Otherwise(Answerer right) {
            this.right = right;
        }

        @Override
        public void greet(ServerWire wire) throws IOException {
            right.greet(wire);
        }

        @Override
        public void abandon() {
            right.abandon();
        }
    }
}
