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
import java.util.TreeSet;

import io.github.pop3x.testing.BadPipelining;
import io.github.pop3x.testing.CapturedLog;
import io.github.pop3x.testing.Maildrop;
import io.github.pop3x.testing.Misfortune;
import io.github.pop3x.testing.ScriptedServer;
import io.github.pop3x.testing.route.PolledRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Servers that announce PIPELINING and do not hold it: each message arrives all the same, and the operator learns why. */
class BadPipeliningTest {

    private static final int FEW = 4;

    @RegisterExtension
    final ScriptedServer server = new ScriptedServer();

    private final Maildrop maildrop = new Maildrop();
    private final List<String> failures = new ArrayList<>();

    private void fill(int messages) {
        for (int number = 1; number <= messages; number++) {
            maildrop.add("m" + number, "Subject: m" + number + "\n\n");
        }
    }

    private void pollOften(PolledRoute route, int polls) {
        for (int poll = 1; poll <= polls; poll++) {
            try {
                route.poll();
            } catch (Exception e) {
                failures.add(e.getMessage());
            }
        }
    }

    private static List<String> warnings(CapturedLog log) {
        return log.told().stream()
                .filter(line -> line.contains("the server announces PIPELINING"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void eachMessageArrivesWithinAFewSessionsAndIsItself(BadPipelining trouble) throws Exception {
        fill(5);
        server.answers(() -> trouble.answerer(maildrop));
        try (CapturedLog log = new CapturedLog();
                PolledRoute route = PolledRoute.from(server, "delete=true&readTimeout=1000", exchange -> {})) {
            pollOften(route, FEW);
            assertEquals(List.of(), maildrop.uids(), () -> failures + server.dialogue());
            route.routed()
                    .forEach(routed -> assertEquals("Subject: " + routed.uid(), new String(routed.octets()).strip()));
            assertEquals(List.of("m1", "m2", "m3", "m4", "m5"), List.copyOf(new TreeSet<>(route.takeUids())));
            assertEquals(1, warnings(log).size(), () -> log.told().toString());
            assertTrue(warnings(log).get(0).contains("set pipelining=off"));
            assertTrue(warnings(log).get(0).startsWith("WARN"));
        }
    }

    @Test
    void aServerThatPipelinesWellAndHangsUpOnceIsAskedOneCommandAtATimeNextAndAMessageIsNotLost() throws Exception {
        fill(3);
        server.answers(maildrop);
        server.suffers(Misfortune.autologoutAt("RETR 2"));
        try (PolledRoute route = PolledRoute.from(server, "delete=true", exchange -> {})) {
            pollOften(route, FEW);
            assertEquals(List.of(), maildrop.uids());
        }
    }
}
