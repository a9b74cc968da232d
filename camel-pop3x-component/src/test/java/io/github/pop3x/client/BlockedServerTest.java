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
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLSocketFactory;

import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.testing.Answerer;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.ServerWire;
import io.github.pop3x.testing.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A server that takes no command before its answers are read, and connections whose buffers are small. */
class BlockedServerTest {

    /** So many commands do not fit into the buffers of the connection. */
    private static final int MANY = 100_000;

    private static final int SMALL_BUFFER = 64 * 1024;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", new Maildrop());

    /**
     * The server reads no command before its answers are read, TCP takes little from the client, and all commands are to
     * leave in one flight: if answers were not read meanwhile, both sides would wait for each other.
     */
    @Test
    void answersAreReadWhileCommandsWaitToBeWritten() throws IOException {
        try (Pop3Session session = openThroughSmallBuffers()) {
            List<PendingReply<StatusLine>> answers = Noops.add(session, MANY);
            Noops.readAll(answers);
            assertThat(session.quit().isOk()).isTrue();
        }
        assertThat(server.awaitIdle().log().session(0).clientOctets()).isGreaterThan((long) MANY * Noops.OCTETS);
    }

    @Test
    void aConnectionThatBreaksWhileCommandsAreWrittenFailsEachAnswerThatIsDue() throws IOException {
        server.suffers(Misfortune.cutAfterServerOctets(1_000_000));
        try (Pop3Session session = openThroughSmallBuffers()) {
            List<PendingReply<StatusLine>> answers = Noops.add(session, MANY);
            assertThatThrownBy(() -> Noops.readAll(answers)).isInstanceOf(Pop3ProtocolException.class);
            assertThat(answers.get(0).isSettled()).isTrue();
            assertThat(answers.get(MANY - 1).isSettled()).isFalse();
        }
    }

    private Pop3Session openThroughSmallBuffers() throws IOException {
        server.receiveBuffer(SMALL_BUFFER)
                .implicitTls(TestCertificates.LOCALHOST.server())
                .answers(() -> new Talkative(profile));
        return Pop3Client.open(Pop3ClientOptions.builder(server.host(), CredentialsProvider.of("alice", "s3cret"))
                .port(server.port())
                .pipelineWindow(PipelineWindow.MOST)
                .readTimeout(Duration.ofSeconds(20))
                .tls(TlsMode.IMPLICIT)
                .tlsFactory(new SmallSendBuffer())
                .tlsServerName("localhost")
                .build());
    }

    /** Answers NOOP with much, at once. */
    private static final class Talkative implements Answerer {

        private static final byte[] MUCH = ("+OK " + "much ".repeat(24) + "\r\n").getBytes(StandardCharsets.US_ASCII);

        private final Answerer correct;

        Talkative(ServerProfile profile) {
            correct = new DefaultAnswerer(profile);
        }

        @Override
        public void greet(ServerWire wire) throws IOException {
            correct.greet(wire);
        }

        @Override
        public boolean answer(String command, ServerWire wire) throws IOException {
            if (command.equals("NOOP")) {
                wire.say(MUCH);
                return true;
            }
            return correct.answer(command, wire);
        }

        @Override
        public void abandon() {
            correct.abandon();
        }
    }

    /** Makes TLS sockets over connections whose buffer for what is sent is small and does not grow. */
    private static final class SmallSendBuffer extends SSLSocketFactory {

        private final SSLSocketFactory trusting =
                TestCertificates.trustingClient().getSocketFactory();

        @Override
        public Socket createSocket(Socket over, String host, int port, boolean autoClose) throws IOException {
            over.setSendBufferSize(SMALL_BUFFER);
            return trusting.createSocket(over, host, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return trusting.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return trusting.getSupportedCipherSuites();
        }
    }
}
