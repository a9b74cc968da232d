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
import java.nio.file.Path;
import java.util.Map;

import io.github.pop3x.client.Pop3Client;
import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.wire.Cancellation;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Predicate;
import org.apache.camel.impl.DefaultCamelContext;

/** A session breaks, a server refuses, or what it says is not POP3. */
public final class SessionErrors {

    private static final Predicate ANGRY = exchange -> {
        throw new IllegalStateException("the rules cannot be read");
    };

    private final ErrorPage page;

    private SessionErrors(ErrorPage page) {
        this.page = page;
    }

    public static void tell(ErrorPage page, Path directory) throws Exception {
        SessionErrors errors = new SessionErrors(page);
        page.section("A session breaks");
        errors.breaks();
        page.section("A server lacks something, or refuses");
        errors.lacking(directory.resolve("ledger"));
        errors.refusals();
        page.section("What is reported while polls go on");
        errors.reports();
        page.section("One message on demand");
        errors.onDemand();
    }

    private static ServerProfile profile() {
        Maildrop maildrop = new Maildrop()
                .add("a", "Subject: one\n\nHello\n.\n" + "Good bye\n".repeat(500))
                .add("b", "Subject: two\n\nHello\n");
        return new ServerProfile().mailbox("alice", "s3cret", maildrop);
    }

    private void breaks() {
        befallen("The connection is cut at the listing", "", Misfortune.autologoutAt("UIDL"));
        befallen("The connection is cut in a message", "", Misfortune.cutAfterServerOctets(3000));
        befallen("No answer to a command", "readTimeout=2000", Misfortune.silenceAt("UIDL"));
        befallen("The session lasts too long", "sessionTimeout=3000", Misfortune.silenceAt("UIDL"));
        befallen("The answer to QUIT is lost", "delete=true", Misfortune.lostQuitReply());
        befallen("Not a POP3 answer", "", Misfortune.answers("UIDL", "HTTP/1.1 400 Bad Request"));
        befallen("Not a listing", "", Misfortune.answers("LIST", "+OK\\r\n1 many\r\n."));
        befallen("Answers out of step", "", Misfortune.extraLineAfter("RETR 1", "+OK really"));
        befallen("A dot without byte-stuffing", "", Misfortune.unstuffedAt("RETR"));
        page.tells("The session is cancelled", SessionErrors::givesUp, "127.0.0.1:");
    }

    private static void givesUp() throws IOException {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel("stopping has begun");
        Pop3Client.open(Pop3ClientOptions.of("127.0.0.1", CredentialsProvider.of("alice", "s3cret")), cancellation)
                .close();
    }

    private void befallen(String done, String options, Misfortune misfortune) {
        try (ScriptedServer server = new ScriptedServer().answers(profile())) {
            server.suffers(misfortune);
            page.tells(done, () -> MistakenUser.poll(MistakenUser.uri(server, options)), "127.0.0.1:", "message b");
        }
    }

    private void lacking(Path ledger) {
        lacks("Neither UIDL nor TOP, with delete=false", profile().without("UIDL", "TOP"), "");
        lacks(
                "Neither UIDL nor TOP, with startFrom=now",
                profile().without("UIDL", "TOP"),
                "delete=true&startFrom=now&ledger=journal:" + ledger);
    }

    private void lacks(String done, ServerProfile profile, String options) {
        try (ScriptedServer server = new ScriptedServer().answers(profile)) {
            page.tells(done, () -> MistakenUser.poll(MistakenUser.uri(server, options)), "127.0.0.1:");
        }
    }

    private void refusals() {
        befallen("UIDL refused temporarily", "", Misfortune.refuse("UIDL", "not now"));
        befallen("QUIT is refused", "delete=true", Misfortune.refuse("QUIT", "some deleted messages not removed"));
    }

    private void reports() throws Exception {
        reported("A message is refused", "", 1, Misfortune.refuse("RETR 1", "no such message"));
        reported("A delete is refused", "delete=true", 1, Misfortune.refuse("DELE 1", "message is locked"));
        reported("A message is too large", "maxMessageSize=5&oversize=fail", 1);
        reported("RSET is refused", "rsetBeforeQuit=true", 1, Misfortune.refuse("RSET", "unknown command"));
        reported("A filter that fails", "filter=#angry", 1);
        try (ScriptedServer server = new ScriptedServer().answers(profile())) {
            failing(server, "A route that fails too often", "maxAttempts=2", 3);
        }
    }

    private void failing(ScriptedServer server, String done, String options, int polls) throws Exception {
        note(
                done,
                MistakenUser.report(
                        MistakenUser.uri(server, options),
                        Map.of(),
                        polls,
                        exchange -> exchange.setRollbackOnly(true)));
    }

    private void reported(String done, String options, int polls, Misfortune... misfortunes) throws Exception {
        try (ScriptedServer server = new ScriptedServer().answers(profile())) {
            server.suffers(misfortunes);
            note(
                    done,
                    MistakenUser.report(
                            MistakenUser.uri(server, options), Map.of("angry", ANGRY), polls, MistakenUser::nothing));
        }
    }

    private void note(String done, MistakenUser.Report report) {
        page.reports(done, report.cause(), report.text(), "essage a", "127.0.0.1:");
    }

    private void onDemand() throws Exception {
        try (ScriptedServer server = new ScriptedServer().answers(profile().without("UIDL", "TOP"));
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            ConsumerTemplate template = context.createConsumerTemplate();
            page.tells(
                    "From a server with neither UIDL nor TOP",
                    () -> template.receiveNoWait(MistakenUser.uri(server, "")),
                    "127.0.0.1:");
        }
    }
}
