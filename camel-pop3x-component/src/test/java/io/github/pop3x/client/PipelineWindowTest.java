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

import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.client.command.StatusLine;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.Mode;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The window of the pipeline: it grows with what the line carries, and steps down where a session breaks. */
class PipelineWindowTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();
    private final ServerProfile profile = new ServerProfile().mailbox("alice", "s3cret", maildrop);
    private final List<ServerClaims.StepDown> stepDowns = new ArrayList<>();
    private final RememberedCapabilities remembered = new RememberedCapabilities(new ServerClaims(stepDowns::add));

    private Pop3Session open(int window) throws IOException {
        return Pop3Client.open(Pop3ClientOptions.builder(server.host(), CredentialsProvider.of("alice", "s3cret"))
                .port(server.port())
                .tls(TlsMode.NONE)
                .mechanisms(MechanismPolicy.parse("PLAIN"))
                .pipelineWindow(window)
                .rememberedCapabilities(remembered)
                .build());
    }

    /** Flights of a session that sends so many NOOPs, without those of the login. */
    private int flights(int window, int commands) throws IOException {
        int before;
        try (Pop3Session session = open(window)) {
            before = server.log().flights();
            Noops.readAll(Noops.add(session, commands));
        }
        return server.awaitIdle().log().flights() - before;
    }

    @Test
    void aWindowThatGrowsTakesFewFlightsForManyCommands() throws IOException {
        server.mode(Mode.ONE_SEGMENT).answers(profile);
        int growing = flights(PipelineWindow.AUTO, 20_000);
        int fixed = flights(PipelineWindow.START, 20_000);
        assertThat(fixed).isGreaterThanOrEqualTo(20_000 * Noops.OCTETS / PipelineWindow.START);
        assertThat(growing).isLessThan(fixed);
    }

    @Test
    void aWindowThatGrowsBeginsWithEightKibibytes() {
        PipelineWindow window = new PipelineWindow(PipelineWindow.AUTO);
        assertThat(window.octets()).isEqualTo(8192);
        assertThat(window.hasGrown()).isFalse();
    }

    @Test
    void itGrowsFourfoldWhenAsMuchWasAnsweredWhileCommandsWaited() {
        PipelineWindow window = new PipelineWindow(PipelineWindow.AUTO);
        window.answered(8192, true);
        assertThat(window.octets()).as("nothing waited").isEqualTo(8192);
        window.heldBack();
        window.answered(1, false);
        assertThat(window.octets()).as("commands are being written").isEqualTo(8192);
        window.answered(1, true);
        assertThat(window.octets()).isEqualTo(32_768);
        assertThat(window.hasGrown()).isTrue();
        window.heldBack();
        window.answered(32_767, true);
        assertThat(window.octets()).as("one octet is missing").isEqualTo(32_768);
        window.answered(1, true);
        assertThat(window.octets()).isEqualTo(131_072);
    }

    @Test
    void itStaysWithinItsBoundAndAClosedOneDoesNotGrow() {
        PipelineWindow window = new PipelineWindow(PipelineWindow.AUTO);
        for (int i = 0; i < 100; i++) {
            window.heldBack();
            window.answered(PipelineWindow.MOST, true);
        }
        assertThat(window.octets()).isEqualTo(PipelineWindow.MOST);
        window.close();
        window.heldBack();
        window.answered(PipelineWindow.MOST, true);
        assertThat(window.octets()).isZero();
    }

    @Test
    void aNumberDoesNotGrow() {
        PipelineWindow window = new PipelineWindow(100);
        window.heldBack();
        window.answered(1000, true);
        assertThat(window.octets()).isEqualTo(100);
        assertThat(window.hasGrown()).isFalse();
    }

    @Test
    void theOptionIsANumberOrAuto() {
        assertThat(PipelineWindow.parse("auto")).isEqualTo(PipelineWindow.AUTO);
        assertThat(PipelineWindow.parse("AUTO")).isEqualTo(PipelineWindow.AUTO);
        assertThat(PipelineWindow.parse("0")).isZero();
        assertThat(PipelineWindow.parse("1048576")).isEqualTo(PipelineWindow.MOST);
        for (String wrong : List.of("-1", "1048577", "", "8k")) {
            assertThatThrownBy(() -> PipelineWindow.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith(", not " + wrong);
        }
    }

    @Test
    void aBreakWithAWindowThatHasGrownKeepsItSmallAndTheNextOneEndsPipelining() throws IOException {
        server.mode(Mode.ONE_SEGMENT).answers(profile);
        server.suffers(Misfortune.cutAfterClientOctets(60_000));
        breakOff(20_000);
        assertThat(stepDowns).extracting(ServerClaims.StepDown::claim).containsExactly(ServerClaims.Claim.WINDOW);
        try (Pop3Session session = open(PipelineWindow.AUTO)) {
            assertThat(session.pipeline().isLockStep()).isFalse();
            Noops.readAll(Noops.add(session, 20_000));
            assertThat(session.pipeline().hasGrown()).isFalse();
        }
        server.suffers(Misfortune.cutAfterClientOctets(20_000));
        breakOff(20_000);
        assertThat(stepDowns)
                .extracting(ServerClaims.StepDown::claim)
                .containsExactly(ServerClaims.Claim.WINDOW, ServerClaims.Claim.PIPELINING);
        try (Pop3Session session = open(PipelineWindow.AUTO)) {
            assertThat(session.pipeline().isLockStep()).isTrue();
        }
    }

    private void breakOff(int commands) throws IOException {
        try (Pop3Session session = open(PipelineWindow.AUTO)) {
            List<PendingReply<StatusLine>> answers = Noops.add(session, commands);
            assertThatThrownBy(() -> Noops.readAll(answers)).isInstanceOf(Pop3ProtocolException.class);
        }
    }
}
