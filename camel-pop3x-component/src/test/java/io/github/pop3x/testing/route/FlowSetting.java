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
package io.github.pop3x.testing.route;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A maildrop on a server, routes that can be held, and a thread to poll on beside the test's. */
public abstract class FlowSetting {

    @RegisterExtension
    public final ScriptedServer server = new ScriptedServer();

    public final Maildrop maildrop = new Maildrop();
    public final HeldRoutes held = new HeldRoutes();
    private final ExecutorService aside = Executors.newCachedThreadPool();

    @AfterEach
    public void end() {
        held.letAllGo();
        aside.shutdownNow();
    }

    public static void nothing(Exchange exchange) {}

    /** A message of so many octets, the unique id its subject. */
    public static String mail(String uid, int octets) {
        String header = "Subject: " + uid + "\r\n\r\n";
        return header + "y".repeat(octets - header.length() - 2) + "\r\n";
    }

    public void mails(String... uids) {
        Arrays.stream(uids).forEach(uid -> maildrop.add(uid, mail(uid, 600)));
    }

    public ServerProfile profile() {
        return new ServerProfile().mailbox("alice", "s3cret", maildrop);
    }

    /** Has the server take one command at a time, or many. */
    public void serve(boolean pipelining) {
        server.answers(pipelining ? profile() : profile().without("PIPELINING"));
    }

    public PolledRoute route(String options, Processor processor) throws Exception {
        return PolledRoute.from(server, options, processor);
    }

    public Future<Integer> pollAside(PolledRoute route) {
        return aside.submit(route::poll);
    }

    public Future<?> aside(Runnable task) {
        return aside.submit(task);
    }

    /** What clients did in one of the sessions, from 1. */
    public List<String> keywords(int session) {
        return maildrop.events().stream()
                .filter(event -> event.session() == session)
                .map(Maildrop.Event::keyword)
                .toList();
    }

    public int sessions() {
        return server.log().sessions();
    }

    /** The commands of the last session, in order, from the first of a keyword. */
    public List<String> commandsSince(String keyword) {
        String dialogue = server.awaitIdle().dialogue();
        return dialogue.substring(dialogue.lastIndexOf("\n--- ") + 1)
                .lines()
                .filter(line -> line.startsWith("C: "))
                .map(line ->
                        line.substring("C: ".length()).replace("\\r\\n", "").strip())
                .dropWhile(command -> !command.startsWith(keyword))
                .toList();
    }
}
