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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.pop3x.client.auth.Credentials;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.MailboxAccount;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** One provider has the passwords of several mailboxes. */
class VaultOfManyMailboxesTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Map<String, String> passwords =
            new ConcurrentHashMap<>(Map.of("alice", "a-secret", "bob", "outdated"));
    private final List<MailboxAccount> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
    private final List<String> routed = Collections.synchronizedList(new ArrayList<>());
    private final DefaultCamelContext context = new DefaultCamelContext();

    private final CredentialsProvider vault = new CredentialsProvider() {
        @Override
        public Credentials credentials() throws IOException {
            throw new IOException("asked without a mailbox");
        }

        @Override
        public Credentials credentialsFor(MailboxAccount account) {
            asked.add(account);
            return Credentials.of(account.username(), passwords.get(account.username()));
        }

        @Override
        public void refused(MailboxAccount account, Credentials refused) {
            refusals.add(account.username());
        }
    };

    @AfterEach
    void stop() {
        context.stop();
    }

    private void start(CredentialsProvider provider) throws Exception {
        ServerProfile profile = new ServerProfile();
        for (String user : List.of("alice", "bob")) {
            profile.mailbox(
                    user,
                    user.charAt(0) + "-secret",
                    new Maildrop().add("of-" + user, "Subject: " + user + "\n\nHello\n"));
        }
        server.answers(profile);
        context.getRegistry().bind("vault", provider);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String user : List.of("alice", "bob")) {
                    from("pop3x:" + server.host() + ":" + server.port() + "?username=" + user
                                    + "&credentialsProvider=#vault&tls=none&initialDelay=0&delay=100")
                            .routeId(user)
                            .process(exchange ->
                                    routed.add(exchange.getMessage().getHeader(Pop3xConstants.UID, String.class)));
                }
            }
        });
        context.start();
    }

    @Test
    void itIsToldWhichMailboxAndWhatChangesTakesEffectAtTheNextLogin() throws Exception {
        start(vault);
        await().until(() -> routed.contains("of-alice") && refusals.contains("bob"));
        assertEquals(List.of("of-alice"), routed);
        assertEquals(List.of("bob"), refusals.stream().distinct().toList());
        passwords.put("bob", "b-secret");
        await().until(() -> routed.contains("of-bob"));
        assertTrue(asked.contains(new MailboxAccount("pop3x", server.host(), server.port(), "alice")), asked::toString);
    }

    @Test
    void aFunctionOfTheMailboxSuffices() throws Exception {
        passwords.put("bob", "b-secret");
        start(CredentialsProvider.ofAccounts(
                account -> Credentials.of(account.username(), passwords.get(account.username()))));
        await().until(() -> routed.size() == 2);
    }

    @Test
    void aProviderOfOneMailboxGoesOnWorking() throws Exception {
        start(CredentialsProvider.of("alice", "a-secret"));
        await().until(() -> routed.contains("of-alice"));
    }
}
