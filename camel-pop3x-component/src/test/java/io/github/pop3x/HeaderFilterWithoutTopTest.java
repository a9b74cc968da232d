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

import java.util.List;

import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.ServerProfile;
import io.github.pop3x.testing.route.OperatorView;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The option {@code headerFilter} with a server that gives no header alone. */
class HeaderFilterWithoutTopTest {

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();

    @ParameterizedTest
    @ValueSource(strings = {"absent", "refused"})
    void withoutTopAHeaderFilterLooksAtTheRetrievedMessageOnce(String top) throws Exception {
        maildrop.add("a", "Subject: one\n\nHello\n")
                .add("b", "Subject: two\n\nHello\n")
                .add("c", "Subject: one\n\nHello\n");
        ServerProfile profile = new ServerProfile().without("TOP").mailbox("alice", "s3cret", maildrop);
        server.answers(top.equals("refused") ? profile.announcing("TOP") : profile);
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = PolledRoute.from(
                        server, "delete=true&headerFilter=RAW(${header.Subject} == 'one')", exchange -> {})) {
            assertEquals(2, route.poll());
            assertEquals(List.of("a", "c"), route.takeUids());
            assertEquals(List.of("b"), maildrop.uids());
            maildrop.add("d", "Subject: two\n\nHello\n");
            assertEquals(0, route.poll());
            assertEquals(0, route.poll());
            assertEquals(List.of("a", "b", "c", "d"), maildrop.retrievals());
            assertEquals(
                    1,
                    log.told().stream()
                            .filter(line -> line.contains("the server has no TOP, so that headerFilter"))
                            .count());
            OperatorView seen = new OperatorView(route);
            String stepDown =
                    server.host() + ":" + server.port() + ": no TOP; messages are retrieved whole for their headers";
            assertTrue(seen.text().contains(stepDown), seen::text);
            assertTrue(seen.json().contains(stepDown), seen::json);
            assertEquals(stepDown, route.consumer().getStepDowns());
        }
    }
}
