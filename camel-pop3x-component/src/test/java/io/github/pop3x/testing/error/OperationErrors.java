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
package io.github.pop3x.testing.error;

import java.io.IOException;
import java.util.Map;

import io.github.pop3x.Pop3xConstants;
import io.github.pop3x.client.Pop3Message;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.apache.camel.impl.DefaultCamelContext;

/** The messages for an exchange that is sent to a mailbox, and asks for what is invalid or unavailable. */
public final class OperationErrors {

    private final ErrorPage page;

    private OperationErrors(ErrorPage page) {
        this.page = page;
    }

    public static void tell(ErrorPage page) throws IOException {
        OperationErrors errors = new OperationErrors(page);
        page.section("Operations");
        errors.senseless();
        errors.failing();
    }

    private static ServerProfile profile() {
        Maildrop maildrop = new Maildrop()
                .add("a", "Subject: one\n\nHello\n")
                .add("b", "Subject: two\n\nHello\n")
                .add("b", "Subject: twin\n\nHello\n");
        return new ServerProfile().mailbox("alice", "s3cret", maildrop);
    }

    private void senseless() throws IOException {
        sent("No operation", "", null, "CamelPop3xOperation");
        sentWith("Unknown operation", "", Pop3xConstants.OPERATION, "purge", "CamelPop3xOperation");
        sent("deleteAll without confirmation", "operation=deleteAll", null, "deleteAll");
        sent("delete without messages", "operation=delete", null, "CamelPop3xUid");
        sent("Invalid unique id", "operation=retrieve", "Dear Bob", "unique id");
        sent("A message without unique id", "operation=delete", new Pop3Message(2, 120, ""), "message 2");
        sent("Invalid message number", "operation=retrieve", 0, "message number");
        sentWith(
                "A message number that is a fraction",
                "operation=retrieve",
                Pop3xConstants.MESSAGE_NUMBER,
                2.5,
                "message number");
        sentWith("Negative CamelPop3xLines", "operation=top", Pop3xConstants.LINES, -1, "CamelPop3xLines");
    }

    private void failing() throws IOException {
        sent("Unknown message", "operation=delete", "gone", "alice@127.0.0.1:");
        sent("Ambiguous unique id", "operation=delete", "b", "alice@127.0.0.1:");
        sent("A message that is too large", "operation=retrieve&maxMessageSize=5", "a", "message a");
        befallen("QUIT is refused after deletes", Misfortune.refuse("QUIT", "some deleted messages not removed"));
        befallen("The answer to QUIT is lost after deletes", Misfortune.lostQuitReply());
        befallen("The server hangs up at the DELE of a message", Misfortune.autologoutAt("DELE 1"));
        befallen("The mailbox is locked", Misfortune.refuse("PASS", "[IN-USE] somebody else has it"));
        send(
                "Unique ids of a server without UIDL",
                profile().without("UIDL"),
                "operation=uidl",
                Map.of(),
                null,
                "alice@127.0.0.1:");
    }

    private void sent(String done, String options, Object body, String subject) throws IOException {
        send(done, profile(), options, Map.of(), body, subject);
    }

    private void sentWith(String done, String options, String header, Object value, String subject) throws IOException {
        send(done, profile(), options, Map.of(header, value), 1, subject);
    }

    private void befallen(String done, Misfortune misfortune) throws IOException {
        send(done, profile(), "authMechanisms=USER&operation=delete", Map.of(), "a", "127.0.0.1:", misfortune);
    }

    private void send(
            String done,
            ServerProfile profile,
            String options,
            Map<String, Object> headers,
            Object body,
            String subject,
            Misfortune... misfortunes)
            throws IOException {
        try (ScriptedServer server = new ScriptedServer().answers(profile);
                DefaultCamelContext context = new DefaultCamelContext()) {
            server.suffers(misfortunes);
            context.start();
            String uri = MistakenUser.uri(server, options);
            page.tells(
                    done,
                    () -> {
                        Exception failure = context.createProducerTemplate()
                                .request(uri, exchange -> {
                                    exchange.getIn().setBody(body);
                                    headers.forEach(exchange.getIn()::setHeader);
                                })
                                .getException();
                        if (failure != null) {
                            throw failure;
                        }
                    },
                    subject);
        }
    }
}
