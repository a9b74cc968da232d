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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.route.FlowSetting;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/**
 * The server hangs while a session is held for an exchange that was sent, or for a message on demand: stopping ends the
 * session, and the caller goes on, though nobody stops the templates.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StopOnDemandWhileHangingTest extends FlowSetting {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void begin() {
        serve(true);
        mails("a", "b", "c");
        context.getShutdownStrategy().setTimeout(600);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private String uri(String options) {
        return "pop3x:" + server.host() + ":" + server.port()
                + "?username=alice&password=s3cret&tls=none&readTimeout=600000&quitTimeout=600000&" + options;
    }

    private CompletableFuture<Exchange> operate(String operation, Object uids) {
        return CompletableFuture.supplyAsync(() -> context.createProducerTemplate()
                .request(uri("operation=" + operation), exchange -> exchange.getMessage()
                        .setHeaders(uids == null ? Map.of() : Map.of(Pop3xConstants.UID, uids))));
    }

    private void awaitHeard(String command) {
        await().until(() -> server.dialogue().contains("C: " + command));
    }

    private static Throwable failure(CompletableFuture<Exchange> operation) throws Exception {
        return operation.get(30, TimeUnit.SECONDS).getException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAPA", "USER", "UIDL", "RETR"})
    void anOperationThatRetrievesIsGivenUp(String command) throws Exception {
        server.alwaysSuffers(Misfortune.silenceAt(command));
        CompletableFuture<Exchange> operation = operate("retrieve&authMechanisms=USER", List.of("a", "b"));
        awaitHeard(command);
        context.stop();
        assertThat(failure(operation)).hasMessageContaining("stopping has begun");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELE", "QUIT"})
    void anOperationThatDeletesGetsAFewSeconds(String command) throws Exception {
        server.alwaysSuffers(Misfortune.silenceAt(command));
        CompletableFuture<Exchange> operation = operate("delete", List.of("a", "b"));
        awaitHeard(command);
        context.stop();
        assertThat(failure(operation)).isNotNull();
        assertEquals(List.of(), maildrop.removals());
    }

    @Test
    void anOperationThatWaitsForAnothersSessionIsGivenUp() throws Exception {
        server.alwaysSuffers(Misfortune.silenceAt("RETR"));
        CompletableFuture<Exchange> first = operate("retrieve", "a");
        awaitHeard("RETR");
        CompletableFuture<Exchange> second = operate("stat", null);
        await().until(StopOnDemandWhileHangingTest::isWaitingForTheTurn);
        context.stop();
        assertThat(failure(first)).hasMessageContaining("stopping has begun");
        assertThat(failure(second)).isNotNull();
        assertEquals(1, sessions());
    }

    private static boolean isWaitingForTheTurn() {
        return Thread.getAllStackTraces().values().stream().flatMap(Stream::of).anyMatch(frame -> frame.getClassName()
                .endsWith(".MailboxTurn"));
    }

    @Test
    void aReceiverIsGivenUp() throws Exception {
        server.alwaysSuffers(Misfortune.silenceAt("RETR"));
        CompletableFuture<Exchange> receiver = CompletableFuture.supplyAsync(
                () -> context.createConsumerTemplate().receive(uri("delete=true")));
        awaitHeard("RETR");
        context.stop();
        assertNull(receiver.get(30, TimeUnit.SECONDS));
    }

    @Test
    void aReceiverThatWaitsForMailReturnsWhenTheContextStops() throws Exception {
        maildrop.remove("a").remove("b").remove("c");
        CompletableFuture<Exchange> receiver = CompletableFuture.supplyAsync(
                () -> context.createConsumerTemplate().receive(uri("delay=600000")));
        await().atMost(Duration.ofSeconds(30)).until(() -> server.log().sessions() == 1);
        server.awaitIdle();
        context.stop();
        assertNull(receiver.get(30, TimeUnit.SECONDS));
    }
}
