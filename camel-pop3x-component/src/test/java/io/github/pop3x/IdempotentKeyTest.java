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

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.pop3x.testing.LatchedRepository;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.CamelMailPoll;
import io.github.pop3x.testing.route.PolledRoute;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.support.ExpressionAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The option idempotentKey: under which key a mail is in the idempotentRepository. */
class IdempotentKeyTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();
    private final LatchedRepository repository = new LatchedRepository();

    private PolledRoute route(String options) throws Exception {
        return route(options, Map.of());
    }

    private PolledRoute route(String options, Map<String, Object> beans) throws Exception {
        server.answers(maildrop);
        return started(options, beans);
    }

    private PolledRoute started(String options, Map<String, Object> beans) throws Exception {
        Map<String, Object> all = new HashMap<>(beans);
        all.put("seen", repository);
        return PolledRoute.from(server, "idempotentRepository=%23seen" + options, all, exchange -> {});
    }

    /** How many mails camel-mail routes in one poll, by its own keys, which it keeps. */
    private int pollWithCamelMail() throws Exception {
        server.answers(maildrop);
        return CamelMailPoll.of(
                        server.host() + ":" + server.port(),
                        "&idempotentRepository=#seen&idempotentRepositoryRemoveOnCommit=false",
                        Map.of("seen", repository),
                        Exchange::getExchangeId)
                .size();
    }

    private void addWhatCamelMailHasSeen() {
        maildrop.add("a", "Message-ID: <a@example.org>\r\nSubject: a\r\n\r\nHello\r\n")
                .add("b", "Subject: b\r\nMessage-ID:\r\n <b@example.org>\r\n\r\nHello\r\n")
                .add("c", "Subject: no id,\r\n\tfolded\r\nTo: x@example.org\r\nTo: y@example.org\r\n\r\nHello\r\n")
                .add("d", "Message-Id: <d@example.org> \r\nMessage-ID: <second@example.org>\r\n\r\nHello\r\n")
                .add("e", "Subject: gr\u00fc\u00df dich\r\n\r\nHello\r\n");
    }

    @Test
    void whatCamelMailHasRoutedIsNotRoutedAgainAndIsKept() throws Exception {
        addWhatCamelMailHasSeen();
        assertThat(pollWithCamelMail()).isEqualTo(5);
        Set<String> filled = repository.keys();
        maildrop.add("new", "Message-ID: <new@example.org>\r\n\r\nHello\r\n");
        try (PolledRoute route = route("&idempotentKey=camelMail&delete=true")) {
            assertThat(route.poll()).isEqualTo(1);
            assertThat(route.takeUids()).containsExactly("new");
            assertThat(route.poll()).isZero();
            assertThat(route.reports()).isEmpty();
        }
        assertThat(maildrop.uids()).containsExactly("a", "b", "c", "d", "e");
        assertThat(repository.keys())
                .containsAll(filled)
                .contains("<new@example.org>")
                .hasSize(6);
    }

    @Test
    void camelMailDoesNotRouteAgainWhatWasRoutedHere() throws Exception {
        addWhatCamelMailHasSeen();
        try (PolledRoute route = route("&idempotentKey=camelMail")) {
            assertThat(route.poll()).isEqualTo(5);
        }
        assertThat(pollWithCamelMail()).isZero();
    }

    @Test
    void withoutTheOptionTheKeysOfCamelMailAreIgnored() throws Exception {
        addWhatCamelMailHasSeen();
        pollWithCamelMail();
        try (PolledRoute route = route("")) {
            assertThat(route.poll()).isEqualTo(5);
        }
    }

    @Test
    void anExpressionMakesTheKey() throws Exception {
        maildrop.add("a", "X-Order: 1\r\n\r\nHello\r\n").add("b", "X-Order: 2\r\n\r\nHello\r\n");
        repository.add("order-1");
        try (PolledRoute route = route("&idempotentKey=order-${header.X-Order}")) {
            assertThat(route.poll()).isEqualTo(1);
            assertThat(route.takeUids()).containsExactly("b");
        }
        assertThat(repository.keys()).containsExactlyInAnyOrder("order-1", "order-2");
    }

    @Test
    void twoMailsForWhichTheExpressionHasNoValueAreBothRouted() throws Exception {
        maildrop.add("a", "Subject: a\r\n\r\nHello\r\n").add("b", "Subject: b\r\n\r\nHello\r\n");
        String options = "&idempotentKey=${header.X-Order}";
        try (PolledRoute route = route(options)) {
            assertThat(route.poll()).isEqualTo(2);
        }
        assertThat(repository.keys()).hasSize(2).allMatch(key -> key.startsWith("pop3x-"));
        try (PolledRoute route = route(options)) {
            assertThat(route.poll()).isZero();
        }
    }

    @Test
    void aMailWhoseKeyCannotBeToldWaitsAndTheOthersGoOn() throws Exception {
        maildrop.add("bad", "Subject: bad\r\n\r\nHello\r\n").add("good", "Subject: good\r\n\r\nHello\r\n");
        boolean[] isMended = new boolean[1];
        Expression key = new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange candidate) {
                String subject = candidate.getIn().getHeader("Subject", String.class);
                if (subject.equals("bad") && !isMended[0]) {
                    throw new IllegalStateException("not this one");
                }
                return subject;
            }
        };
        try (PolledRoute route = route("&idempotentKey=%23key", Map.of("key", key))) {
            route.poll();
            assertThat(route.takeUids()).containsExactly("good");
            assertThat(route.reports())
                    .singleElement()
                    .asString()
                    .contains("idempotentKey", "message bad", "not this one");
            isMended[0] = true;
            route.poll();
            assertThat(route.takeUids()).containsExactly("bad");
        }
        assertThat(repository.keys()).containsExactlyInAnyOrder("bad", "good");
    }

    @Test
    void aServerWithoutTopIsAskedForTheMessageOnce() throws Exception {
        maildrop.add("a", "Message-ID: <a@example.org>\r\n\r\nHello\r\n")
                .add("b", "Message-ID: <b@example.org>\r\n\r\nHello\r\n");
        repository.add("<a@example.org>");
        server.answers(new ServerProfile().without("TOP").mailbox("alice", "s3cret", maildrop));
        try (PolledRoute route = started("&idempotentKey=camelMail&delete=true", Map.of())) {
            for (int poll = 0; poll < 3; poll++) {
                route.poll();
            }
            assertThat(route.takeUids()).containsExactly("b");
        }
        assertThat(maildrop.uids()).containsExactly("a");
        assertThat(maildrop.retrievals()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aHeaderThatIsNotUtf8HasOneKeyWhereverItIsRead() throws Exception {
        maildrop.add("a", "Subject: 12 \u0080\r\n\r\nHello\r\n".getBytes(StandardCharsets.ISO_8859_1));
        for (String[] missing : new String[][] {{}, {"TOP"}}) {
            server.answers(new ServerProfile().without(missing).mailbox("alice", "s3cret", maildrop));
            try (PolledRoute route = started("", Map.of())) {
                route.poll();
                route.poll();
                assertThat(route.takeUids()).hasSize(missing.length == 0 ? 1 : 0);
            }
        }
        assertThat(repository.keys()).hasSize(1);
    }

    @Test
    void whatFailedIsAddedWhenItsRouteHasCompleted() throws Exception {
        maildrop.add("a", "Message-ID: <a@example.org>\r\n\r\nHello\r\n");
        server.answers(maildrop);
        boolean[] fails = {true};
        try (PolledRoute route = PolledRoute.from(
                server,
                "idempotentRepository=%23seen&idempotentKey=camelMail",
                Map.of("seen", repository),
                exchange -> {
                    if (fails[0]) {
                        throw new IllegalStateException("not today");
                    }
                })) {
            route.poll();
            assertThat(repository.keys()).isEmpty();
            fails[0] = false;
            route.poll();
            assertThat(repository.keys()).containsExactly("<a@example.org>");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "idempotentRepository=%23seen&idempotentKey=messageId, constant",
        "idempotentKey=camelMail, needs idempotentRepository",
    })
    void whatCannotWorkIsRefusedWhenTheRouteStarts(String options, String why) {
        server.answers(maildrop);
        assertThatThrownBy(() -> PolledRoute.from(server, options, Map.of("seen", repository), exchange -> {}))
                .isNotInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining(why);
    }

    @Test
    void theListedSizeIsNoPartOfTheComponentsOwnKey() throws Exception {
        maildrop.add("a", "Subject: a\r\n\r\nHello\r\n");
        try (PolledRoute route = route("")) {
            assertThat(route.poll()).isEqualTo(1);
        }
        maildrop.remove("a").add("a", "Subject: a\r\n\r\nHello, with a line that the server appends\r\n");
        try (PolledRoute route = route("")) {
            assertThat(route.poll()).isZero();
        }
        assertThat(List.copyOf(repository.keys())).hasSize(1);
    }
}
