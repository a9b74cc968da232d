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

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.pop3x.client.Pop3AuthenticationException;
import io.github.pop3x.client.Pop3CommandException;
import io.github.pop3x.client.Pop3ConnectionException;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.RefusingPort;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.VirtualTime;
import io.github.pop3x.testing.route.PolledRoute;
import io.github.pop3x.testing.route.ProducerSetting;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever fails on the way, the mailbox is as it was; and where that cannot be known, it is said. */
class ProducerFailuresTest extends ProducerSetting {

    private void assertUntouched() {
        server.awaitIdle();
        assertEquals(ALL, maildrop.uids());
        assertEquals(List.of(), maildrop.removals());
    }

    @Test
    void aRefusedDeleteTakesTheOthersBack() {
        server.suffers(Misfortune.refuse("DELE 2", "locked by a filter"));
        Pop3CommandException refused =
                failure(Pop3CommandException.class, "operation=delete", List.of("a", "b", "c"), NO_HEADERS);
        assertThat(refused).hasMessageContaining("locked by a filter");
        assertUntouched();
        assertEquals(List.of("LOGIN", "DELE", "DELE", "RSET"), keywords(), "for servers that remove without QUIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RETR 2", "TOP 2"})
    void aRefusedMessageFailsTheWholeOperation(String command) {
        server.suffers(Misfortune.refuse(command.replace("TOP 2", "TOP 2 0"), "[SYS/TEMP] cannot read it now"));
        String operation = command.startsWith("RETR") ? "retrieve" : "top";
        failure(Pop3CommandException.class, "operation=" + operation, ALL, NO_HEADERS);
        assertUntouched();
        result("operation=stat", null, NO_HEADERS);
    }

    @Test
    void aMessageThatIsGoneIsNamedAndNothingElseIsDeleted() {
        maildrop.remove("b");
        Pop3xNoSuchMessageException gone =
                failure(Pop3xNoSuchMessageException.class, "operation=delete", List.of("a", "b", "x", 7), NO_HEADERS);
        assertThat(gone)
                .hasMessageContaining("\"b\"")
                .hasMessageContaining("\"x\"")
                .hasMessageContaining("number 7")
                .hasMessageContaining("alice@127.0.0.1");
        assertThat(gone.getMessage()).doesNotContain("\"a\"", "s3cret");
        assertThat(gone.getMailbox()).startsWith("alice@");
        assertEquals(List.of("a", "c"), maildrop.uids());
        assertEquals(List.of("LOGIN"), keywords());
    }

    @Test
    void oneUniqueIdOfTwoMessagesIsNotGuessed() {
        maildrop.add("a", "Subject: twin\n\nHello\n");
        assertThat(failure(Pop3xNoSuchMessageException.class, "operation=delete", "a", NO_HEADERS))
                .hasMessageContaining("2 messages");
        assertEquals(List.of("LOGIN"), keywords());
        result("operation=delete", List.of(4), NO_HEADERS);
        assertEquals(ALL, maildrop.uids());
    }

    @Test
    void aRefusedQuitLeavesDeletesInDoubt() {
        server.suffers(Misfortune.refuse("QUIT", "some deleted messages not removed"));
        Pop3xDeletesInDoubtException doubt =
                failure(Pop3xDeletesInDoubtException.class, "operation=delete", List.of("a", "b"), NO_HEADERS);
        assertThat(doubt).hasMessageContaining("some deleted messages not removed");
        assertEquals(2, doubt.getCount());
    }

    @Test
    void aLostAnswerToQuitLeavesDeletesInDoubt() {
        server.suffers(Misfortune.lostQuitReply());
        assertEquals(
                1,
                failure(Pop3xDeletesInDoubtException.class, "operation=delete", "a", NO_HEADERS)
                        .getCount());
        server.awaitIdle();
        assertEquals(List.of("a"), maildrop.removals(), "nobody could know");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stat", "retrieve", "list"})
    void aLostQuitTakesNothingAwayWhereNothingIsDeleted(String operation) {
        server.alwaysSuffers(Misfortune.autologoutAt("QUIT"));
        assertNotNull(result("operation=" + operation, 1, NO_HEADERS));
        ALL.forEach(maildrop::remove);
        assertEquals(new Removed(List.of()), result("operation=deleteAll&confirm=true", null, NO_HEADERS));
    }

    @Test
    void aRefusedQuitDoesNotFailARetrieve() {
        server.suffers(Misfortune.refuse("QUIT", "no"));
        assertEquals(
                "a", exchange("operation=retrieve", 1, NO_HEADERS).getMessage().getHeader("Subject"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UIDL", "LIST", "DELE 1", "DELE 2"})
    void aBrokenSessionDeletesNothing(String command) {
        server.suffers(Misfortune.autologoutAt(command));
        failure(IOException.class, "operation=delete", List.of("a", "b"), NO_HEADERS);
        assertUntouched();
    }

    @Test
    void aRedeliveredExchangeOpensAnotherSession() throws Exception {
        server.suffers(Misfortune.autologoutAt("DELE 2"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:redelivered")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0))
                        .to(uri("operation=delete"));
            }
        });
        Removed removed = producer.requestBody("direct:redelivered", List.of("a", "b"), Removed.class);
        assertEquals(2, removed.count());
        assertEquals(List.of("c"), maildrop.uids());
        assertEquals(2, server.log().sessions());
    }

    @Test
    void aLockedMailboxIsReportedAsUnavailable() {
        server.suffers(Misfortune.refuse("PASS", "[IN-USE] somebody else has it"));
        Pop3xUnavailableException later = failure(
                Pop3xUnavailableException.class, "operation=stat&authMechanisms=USER&delay=60000", null, NO_HEADERS);
        assertThat(later).hasMessageContaining("locked").hasMessageContaining("somebody else has it");
        assertTrue(later.getNotBefore().isPresent());
    }

    @Test
    void refusedCredentialsOpenTheBreaker() {
        VirtualTime time = new VirtualTime();
        context.getComponent("pop3x", Pop3xComponent.class).clocks().tellTimeBy(time, time::nanoTime);
        server.answers(new ServerProfile().mailbox("alice", "other", new Maildrop()));
        failure(Pop3AuthenticationException.class, "operation=verify", null, NO_HEADERS);
        Pop3xUnavailableException later =
                failure(Pop3xUnavailableException.class, "operation=verify", null, NO_HEADERS);
        assertThat(later).hasMessageContaining("refused");
        assertThat(later.getMessage()).doesNotContain("s3cret");
        assertEquals(1, server.log().sessions());
        server.answers(maildrop);
        time.pass(Duration.ofMinutes(5));
        result("operation=verify", null, NO_HEADERS);
    }

    @Test
    void timeBetweenLoginsIsHeeded() {
        VirtualTime time = new VirtualTime();
        context.getComponent("pop3x", Pop3xComponent.class).clocks().tellTimeBy(time, time::nanoTime);
        server.answers(new ServerProfile().mailbox("alice", "s3cret", maildrop).announcing("LOGIN-DELAY 10"));
        result("operation=stat", null, NO_HEADERS);
        assertThat(failure(Pop3xUnavailableException.class, "operation=stat", null, NO_HEADERS))
                .hasMessageContaining("time between logins");
        time.pass(Duration.ofSeconds(10));
        result("operation=stat", null, NO_HEADERS);
        assertEquals(2, server.log().sessions());
    }

    @Test
    void anUnreachableServerFailsTheExchange() {
        int port = RefusingPort.number();
        Exception failure = producer.request(
                        "pop3x:127.0.0.1:" + port + "?username=alice&password=s3cret&tls=none&operation=stat",
                        exchange -> {})
                .getException();
        assertThat(failure)
                .isInstanceOf(Pop3ConnectionException.class)
                .hasMessageContaining("cannot connect to 127.0.0.1:" + port);
    }

    @Test
    void aServerWithoutUniqueIdsListsNumbersAlone() {
        server.answers(new ServerProfile().mailbox("alice", "s3cret", maildrop).without("UIDL"));
        assertThat(failure(UnsupportedOperationException.class, "operation=uidl", null, NO_HEADERS))
                .hasMessageContaining("UIDL");
        List<?> listed = (List<?>) result("operation=list", null, NO_HEADERS);
        assertEquals(3, listed.size());
        assertThat(listed.get(1).toString()).contains("number=2").contains("uid=]");
        maildrop.remove("a");
        assertThat(failure(IllegalArgumentException.class, "operation=delete", List.of(listed.get(1)), NO_HEADERS))
                .hasMessageContaining("message 2")
                .hasMessageContaining(Pop3xConstants.MESSAGE_NUMBER);
        result("operation=delete", null, Map.of(Pop3xConstants.MESSAGE_NUMBER, 1));
        assertEquals(List.of("c"), maildrop.uids());
    }

    @Test
    void deleteAcceptsAUniqueIdDerivedFromTheHeader() throws Exception {
        server.answers(new ServerProfile().mailbox("alice", "s3cret", maildrop).without("UIDL"));
        try (PolledRoute route = PolledRoute.from(server, "delete=false", exchange -> {})) {
            route.poll();
            Map<String, Object> ofB = route.routed().get(1).headers();
            maildrop.remove("a");
            result("operation=delete", null, ofB);
        }
        assertEquals(List.of("c"), maildrop.uids());
    }
}
