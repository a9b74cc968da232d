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
package io.github.pop3x;

import java.util.ArrayList;
import java.util.List;

import io.github.pop3x.testing.BreakingAnswerer;
import io.github.pop3x.testing.BreakingAnswerer.Break;
import io.github.pop3x.testing.DefaultAnswerer;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.OnDemandSetting;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Messages received on demand whose DELE breaks each session, and sessions whose QUIT is never answered. */
@Execution(ExecutionMode.CONCURRENT)
class ReceiverDeletesThatBreakTest extends OnDemandSetting {

    private final List<String> received = new ArrayList<>();

    /** Receives what there is; a session that breaks brings no message. */
    private void receive(String uri) {
        Exchange exchange = template.receiveNoWait(uri);
        if (exchange != null) {
            received.add(exchange.getMessage().getHeader(Pop3xConstants.UID, String.class));
            template.doneUoW(exchange);
        }
    }

    private void receiveUntilLeft(String uri, List<String> left) {
        await().until(() -> {
            receive(uri);
            return maildrop.uids().equals(left);
        });
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void theOthersAreReceivedOnceAndDeleted(Break kind) {
        maildrop.remove("b");
        maildrop.add("poison", "Subject: poison\n\nHello\n");
        maildrop.add("d", "Subject: d\n\nHello\n");
        server.answers(() -> new BreakingAnswerer(
                new DefaultAnswerer(new ServerProfile().mailbox("alice", "s3cret", maildrop)),
                maildrop.uids(),
                "DELE",
                kind,
                uid -> {}));
        receiveUntilLeft(uri("delete=true&readTimeout=700"), List.of("poison"));
        assertEquals(List.of("a", "c", "poison", "d"), received);
    }

    @Test
    void aQuitThatIsLostEachTimeHasNothingReceivedTwice() {
        server.alwaysSuffers(Misfortune.lostQuitReply());
        receiveUntilLeft(uri("delete=true"), List.of());
        assertEquals(List.of("a", "b", "c"), received);
    }

    @Test
    void aQuitThatRemovesNothingForSomeTimeHasItDeletedInTheEnd() {
        server.suffers(Misfortune.autologoutAt("QUIT"), Misfortune.quitRemovesNothing());
        receiveUntilLeft(uri("delete=true"), List.of());
        assertEquals(List.of("a", "b", "c"), received);
    }
}
